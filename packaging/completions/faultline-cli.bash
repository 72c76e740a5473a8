# SPDX-License-Identifier: MIT
# shellcheck shell=bash

_faultline_cli() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]:-} words=''
    COMPREPLY=()
    case $previous in
        --format)
            words='text json'
            [[ $command == search ]] || words+=' markdown html sarif'
            ;;
        --output | -o | --pack) ;;
        show) [[ $command != knowledge ]] || words=$(faultline-cli knowledge list 2>/dev/null | awk 'NF > 3 && $3 != "in" { print $2 }') ;;
        knowledge) ((COMP_CWORD != 2)) || words='list show check' ;;
        *) if ((COMP_CWORD == 1)); then
            words='scan search knowledge --help --version'
        elif [[ $current == -* ]]; then
            words='--pack'
            [[ $command != search ]] || words='--regex --case-sensitive --word --role --node --files --context --max-lines --count --format --pack --quiet --help'
            [[ $command != scan ]] || words='--format --output --pack --no-redact --redact-private-addresses --quiet'
        fi ;;
    esac
    if [[ $words ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
    else
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}

complete -F _faultline_cli faultline-cli
