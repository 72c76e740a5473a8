# SPDX-License-Identifier: MIT
complete -c faultline -l pack -r -F -d 'Use the knowledge of a pack besides'
complete -c faultline -l screenshot -r -F -d 'Save a picture of the window and exit'
complete -c faultline -l size -x -d 'Size of that picture, as 1440x900'
complete -c faultline -l wait -x -a 'final no' -d 'What that picture waits for'
complete -c faultline -l dark -d 'Dark colours'
complete -c faultline -l light -d 'Light colours'
complete -c faultline -s h -l help -d 'Show all options'
complete -c faultline -s v -l version -d 'Show the versions'
