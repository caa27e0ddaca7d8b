# Completion of istratray for bash.
# shellcheck shell=bash

# What the platform sent is only offered when it is nothing that a shell could take for more: and never goes
# through compgen -W, which expands it.
_istratray_ids() {
  local list=$1 current=$2 id
  shift 2
  while read -r id _; do
    if [[ $id =~ ^[A-Za-z0-9_.-]+$ && $id == "$current"* ]]; then COMPREPLY+=("$id"); fi
  done < <(istratray list "$list" "$@" 2>/dev/null)
}

_istratray() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands='status list play save read unread delete call contacts note vip mute favourite dial transcript share export figures show autostart support quit'
  local starting='--demo --server --login --password-stdin --ca-file --hidden --profile --log-level --version --help'
  local command='' profile=() i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
      --profile) profile=(--profile "${COMP_WORDS[i + 1]}") ;;
    esac
    if [[ -z $command && " $commands " == *" ${COMP_WORDS[i]} "* ]]; then command=${COMP_WORDS[i]}; fi
  done
  case $previous in
    --ca-file) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    --log-level) mapfile -t COMPREPLY < <(compgen -W 'debug info warn error' -- "$current"); return ;;
    --server | --login | --profile | --name | --base | --filter | --trust-key | --from | --to) return ;;
  esac
  local words=''
  case $command in
    '') words="$commands $starting" ;;
    status)
      if [[ $previous == --format ]]; then return; fi
      words='--json --format'
      ;;
    list) words='voicemails calls --json --unread --missed' ;;
    autostart) words='on off status' ;;
    contacts) words='lookup add remove sync rename export import vcard carddav ldap system --json --name --login --password-stdin --base --filter --trust-key' ;;
    vip | mute | favourite) words='on off' ;;
    dial) words='--clipboard' ;;
    figures) words='--json --from --to' ;;
    export)
      if [[ $previous == --format ]]; then
        words='csv json xlsx'
      elif [[ $previous == export ]]; then
        words='calls voicemails'
      elif [[ $current == -* ]]; then
        words='--format --from --to'
      else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
      fi
      ;;
    support) mapfile -t COMPREPLY < <(compgen -f -- "$current"); return ;;
    save | share)
      if [[ $current == -* && $command == share ]]; then
        words='--text'
      elif [[ $previous == "$command" ]]; then
        _istratray_ids voicemails "$current" "${profile[@]}"
        return
      else
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
      fi
      ;;
    transcript)
      if [[ $current == -* ]]; then
        words='--json'
      else
        _istratray_ids voicemails "$current" "${profile[@]}"
        return
      fi
      ;;
    play | read | unread) _istratray_ids voicemails "$current" "${profile[@]}"; return ;;
    delete | show)
      if [[ $current == -* ]]; then
        words='--voicemail --call'
      else
        _istratray_ids voicemails "$current" "${profile[@]}"
        _istratray_ids calls "$current" "${profile[@]}"
        return
      fi
      ;;
  esac
  if [[ -n $command && $current == -* ]]; then words+=' --profile --log-level --help'; fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}

complete -F _istratray istratray
