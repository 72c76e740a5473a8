# SPDX-License-Identifier: MIT
set -l commands scan knowledge
set -l topics list show check
complete -c faultline-cli -n "not __fish_seen_subcommand_from $commands" -f
complete -c faultline-cli -n "not __fish_seen_subcommand_from $commands" -a scan -d 'Diagnose jobs'
complete -c faultline-cli -n "not __fish_seen_subcommand_from $commands" -a knowledge -d 'What is known'
complete -c faultline-cli -n "not __fish_seen_subcommand_from $commands" -s h -l help -d 'Show all commands and options'
complete -c faultline-cli -n "not __fish_seen_subcommand_from $commands" -l version -d 'Show the versions'
complete -c faultline-cli -n "__fish_seen_subcommand_from $commands" -l pack -r -F -d 'Load another pack'
complete -c faultline-cli -n '__fish_seen_subcommand_from scan' -l format -x -a 'text json markdown html sarif' -d 'What the report is written as'
complete -c faultline-cli -n '__fish_seen_subcommand_from scan' -s o -l output -r -F -d 'Write the report to a file'
complete -c faultline-cli -n '__fish_seen_subcommand_from scan' -l no-redact -d 'Do not hide secrets and personal data'
complete -c faultline-cli -n '__fish_seen_subcommand_from scan' -l redact-private-addresses -d 'Also hide addresses of private networks'
complete -c faultline-cli -n '__fish_seen_subcommand_from scan' -s q -l quiet -d 'No progress on the terminal'
complete -c faultline-cli -n "__fish_seen_subcommand_from knowledge; and not __fish_seen_subcommand_from $topics" -f -a list -d 'All articles'
complete -c faultline-cli -n "__fish_seen_subcommand_from knowledge; and not __fish_seen_subcommand_from $topics" -f -a show -d 'One article'
complete -c faultline-cli -n "__fish_seen_subcommand_from knowledge; and not __fish_seen_subcommand_from $topics" -f -a check -d 'The faults of packs'
complete -c faultline-cli -n '__fish_seen_subcommand_from knowledge; and __fish_seen_subcommand_from show' -f \
    -a '(faultline-cli knowledge list 2>/dev/null | awk \'NF > 3 && $3 != "in" { print $2 }\')'
