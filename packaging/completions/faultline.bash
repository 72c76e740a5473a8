# SPDX-License-Identifier: MIT
# shellcheck shell=bash

_faultline() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    COMPREPLY=()
    case $previous in
        --size) return ;;
        --wait)
            mapfile -t COMPREPLY < <(compgen -W 'final no' -- "$current")
            return
            ;;
        --pack) ;;
        *)
            if [[ $current == -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W '--pack --screenshot --size --wait --measure --dark --light --help --version' -- "$current")
                return
            fi
            ;;
    esac
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
}

complete -F _faultline faultline
