# Completion of firsthand for fish.

function __firsthand_formats
    # Those not named yet, behind the last comma.
    set -l named (string replace -r '[^,]*$' '' -- (string replace -r '^--format=' '' -- (commandline -ct)))
    for format in html json junit
        string match -q "*,$format,*" ",$named"; or echo $named$format
    end
end

complete -c firsthand -f
complete -c firsthand -s h -l help -d 'Show the help'
complete -c firsthand -n __fish_use_subcommand -l version -d 'Show the version'

set -l commands walk analyze report check new see doctor
complete -c firsthand -n __fish_use_subcommand -a walk -d 'Walk journeys in a real browser, judge, report'
complete -c firsthand -n __fish_use_subcommand -a analyze -d 'Judge recordings again, without a browser'
complete -c firsthand -n __fish_use_subcommand -a report -d 'Render audits again'
complete -c firsthand -n __fish_use_subcommand -a check -d 'Read journeys and say what is wrong in them'
complete -c firsthand -n __fish_use_subcommand -a new -d 'Look around on a site and write journeys for it'
complete -c firsthand -n __fish_use_subcommand -a see -d 'Read any picture: its words, and errors seen in it'
complete -c firsthand -n __fish_use_subcommand -a doctor -d 'What works on this machine, and how to mend what does not'
complete -c firsthand -n __fish_use_subcommand -a help -d 'Show the help of a command'
complete -c firsthand -n __fish_use_subcommand -a version -d 'Show the version'
complete -c firsthand -n '__fish_seen_subcommand_from help' -a "$commands"

complete -c firsthand -n '__fish_seen_subcommand_from walk analyze report check new see' -F
complete -c firsthand -n '__fish_seen_subcommand_from walk check' -a 'first-visit return-an-order contact-us order-look-up search-and-view' -d 'Ready-made journey'
complete -c firsthand -n '__fish_seen_subcommand_from walk new' -l site -x -a 'http:// https://' -d 'Where to walk them'
complete -c firsthand -n '__fish_seen_subcommand_from walk new' -l visitor -x -a 'phone slow-phone tablet laptop desktop large-text keyboard-only dark reduced-motion' -d 'Who walks'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l network -x -a 'native cable 4g 3gfast 3g 3gslow' -d 'Over which network'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l cpu -x -d 'How many times slower the processor is'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l locale -x -d 'Their language and country'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l time-zone -x -d 'Their time zone'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l header -x -d 'A header for every request'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l visits -x -a '1 2' -d 'How often each visitor comes'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l times -x -d 'How many visitors walk each journey'
complete -c firsthand -n '__fish_seen_subcommand_from walk analyze report' -l out -x -a '(__fish_complete_directories)' -d 'Folder for what comes out'
complete -c firsthand -n '__fish_seen_subcommand_from walk analyze report' -l format -x -a '(__firsthand_formats)' -d 'Reports to write'
complete -c firsthand -n '__fish_seen_subcommand_from walk check' -l let -x -d 'A variable of the journeys, NAME=VALUE'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l allow-submit -d 'Steps marked submits may really send'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l send-nothing -d 'Send nothing on loopback sites either'
complete -c firsthand -n '__fish_seen_subcommand_from walk new' -l unmarked -d 'Leave the synthetic marker off'
complete -c firsthand -n '__fish_seen_subcommand_from walk new doctor' -l unsandboxed -d 'Run the browser without its sandbox'
complete -c firsthand -n '__fish_seen_subcommand_from walk new doctor' -l browser -r -F -a 'shell full' -d 'Which Chromium'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l jobs -x -d 'How many walk at once'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l consent -x -a 'accept refuse ignore steps' -d 'What to do about consent banners'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l links -x -a 'site all off' -d 'Whose links of the pages are asked for'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l accessibility -x -a 'on off' -d 'Whether axe-core looks at every new page'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l pace -x -a 'quick steady human' -d 'When the next thing is done'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l watch -d 'Show the browser, tell each step, leave human steps to you'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l until -x -d 'Stop after this step'
complete -c firsthand -n '__fish_seen_subcommand_from walk analyze' -l fail-on -x -a 'minor annoying serious blocker' -d 'The mildest finding that is a NO-GO'
complete -c firsthand -n '__fish_seen_subcommand_from walk analyze' -l verdicts -r -d 'What is wrong of the findings, and who says so'
complete -c firsthand -n '__fish_seen_subcommand_from walk analyze report new' -l quiet -d 'No progress, only errors'
complete -c firsthand -n '__fish_seen_subcommand_from walk analyze report new' -l verbose -d 'Log what happens, on stderr'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l netlog -r -F -d 'Write the network log of Chromium here'
complete -c firsthand -n '__fish_seen_subcommand_from walk' -l wire-log -r -F -d 'Write all that the browser is told and tells'
complete -c firsthand -n '__fish_seen_subcommand_from see' -l json -d 'One JSON object a line for each picture'
complete -c firsthand -n '__fish_seen_subcommand_from see' -l lang -x -a 'eng deu fra spa' -d 'Languages to look for'
complete -c firsthand -n '__fish_seen_subcommand_from see' -l pixel-ratio -x -a '1 2 3' -d 'Pixels of the picture per CSS pixel'
