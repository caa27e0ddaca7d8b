# Completion of istratray for fish.

# Lines of the platform: only plain IDs are offered.
function __istratray_ids
    istratray list $argv[1] 2>/dev/null | string match -r '^[A-Za-z0-9_.-]+(?= )'
end

set -l commands status list play save read unread delete call contacts note vip mute favourite dial transcript share export figures show autostart support quit

complete -c istratray -f
complete -c istratray -l demo -d 'A built-in simulated platform'
complete -c istratray -l server -x -d 'The platform'
complete -c istratray -l login -x -d 'The account'
complete -c istratray -l password-stdin -d 'The first line of standard input is the password'
complete -c istratray -l ca-file -r -F -d 'Trust this authority as well'
complete -c istratray -l hidden -d 'Start without a window'
complete -c istratray -l profile -x -d 'Separate settings, cache, socket and keyring entry'
complete -c istratray -l log-level -x -a 'debug info warn error' -d 'To standard error and the log'
complete -c istratray -l version -d 'Tell the version'
complete -c istratray -l help -d 'Tell what there is'

set -l first "not __fish_seen_subcommand_from $commands"
complete -c istratray -n $first -a status -d 'Badge numbers, connection state, age of the data'
complete -c istratray -n $first -a list -d 'Voicemails or call history, newest first'
complete -c istratray -n $first -a play -d 'Play a voicemail here'
complete -c istratray -n $first -a save -d 'Save a voicemail'
complete -c istratray -n $first -a read -d 'Mark a voicemail read'
complete -c istratray -n $first -a unread -d 'Mark a voicemail unread'
complete -c istratray -n $first -a delete -d 'Delete a voicemail or a call for good'
complete -c istratray -n $first -a call -d 'Call from the chosen phone'
complete -c istratray -n $first -a contacts -d 'Address books, and who is in them'
complete -c istratray -n $first -a note -d 'Your note about a caller'
complete -c istratray -n $first -a vip -d 'Let a caller through quiet hours'
complete -c istratray -n $first -a mute -d 'Neither announce nor count a caller'
complete -c istratray -n $first -a favourite -d 'Have a number in the tray menu'
complete -c istratray -n $first -a dial -d 'Open the dial page with a number'
complete -c istratray -n $first -a transcript -d 'What is said in a voicemail'
complete -c istratray -n $first -a share -d 'Hand a voicemail over, as e-mail or as sound and text'
complete -c istratray -n $first -a export -d 'Write calls or voicemails with a table'
complete -c istratray -n $first -a figures -d 'What your own log tells'
complete -c istratray -n $first -a show -d 'Open the window, or bring it to the front, at an item'
complete -c istratray -n $first -a autostart -d 'Start hidden at login'
complete -c istratray -n $first -a support -d 'Pack logs and state for your support'
complete -c istratray -n $first -a quit -d 'End the agent and its window'

complete -c istratray -n '__fish_seen_subcommand_from status list contacts transcript figures' -l json -d 'For programs'
complete -c istratray -n '__fish_seen_subcommand_from status' -l format -x -d 'A Go template'
complete -c istratray -n '__fish_seen_subcommand_from list' -a 'voicemails calls'
complete -c istratray -n '__fish_seen_subcommand_from list' -l unread -d 'Unread voicemails only'
complete -c istratray -n '__fish_seen_subcommand_from list' -l missed -d 'Missed calls only'
complete -c istratray -n '__fish_seen_subcommand_from contacts' -a 'lookup add remove sync rename export import vcard carddav ldap system'
complete -c istratray -n '__fish_seen_subcommand_from contacts' -l name -x -d 'Of the address book'
complete -c istratray -n '__fish_seen_subcommand_from contacts' -l base -x -d 'Where people are'
complete -c istratray -n '__fish_seen_subcommand_from contacts' -l filter -x -d 'Who counts'
complete -c istratray -n '__fish_seen_subcommand_from contacts' -l trust-key -x -d 'Fingerprint of a self-signed server'
complete -c istratray -n '__fish_seen_subcommand_from contacts' -F
complete -c istratray -n '__fish_seen_subcommand_from share' -l text -d 'Sound and text instead of an e-mail'
complete -c istratray -n '__fish_seen_subcommand_from share export' -F
complete -c istratray -n '__fish_seen_subcommand_from export; and not __fish_seen_subcommand_from contacts' -a 'calls voicemails'
complete -c istratray -n '__fish_seen_subcommand_from export' -l format -x -a 'csv json xlsx' -d 'How the table is written'
complete -c istratray -n '__fish_seen_subcommand_from export figures' -l from -x -d 'The first day'
complete -c istratray -n '__fish_seen_subcommand_from export figures' -l to -x -d 'The last day'
complete -c istratray -n '__fish_seen_subcommand_from vip mute favourite' -a 'on off'
complete -c istratray -n '__fish_seen_subcommand_from dial' -l clipboard -d 'The number is in the clipboard'
complete -c istratray -n '__fish_seen_subcommand_from autostart' -a 'on off status'
complete -c istratray -n '__fish_seen_subcommand_from support save' -F
complete -c istratray -n '__fish_seen_subcommand_from play save read unread delete show transcript share' -a '(__istratray_ids voicemails)'
complete -c istratray -n '__fish_seen_subcommand_from delete show' -a '(__istratray_ids calls)'
complete -c istratray -n '__fish_seen_subcommand_from delete show' -l voicemail -d 'The ID is of a voicemail'
complete -c istratray -n '__fish_seen_subcommand_from delete show' -l call -d 'The ID is of a call'
