# Completion of firsthand for bash. Needs no bash-completion package.

_firsthand() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local commands="walk analyze report check new see doctor help version"
  local journeys="first-visit return-an-order contact-us order-look-up search-and-view"
  local formats="html json junit" command="" options="" at
  COMPREPLY=()

  for ((at = 1; at < COMP_CWORD; ++at)); do
    case ${COMP_WORDS[at]} in
      -*) ;;
      *) command=${COMP_WORDS[at]}; break ;;
    esac
  done
  case $command in
    "" | help) options="--help --version" ;;
    walk)
      options="--help --site --visitor --network --cpu --locale --time-zone --header --visits
        --times --out --format --let --allow-submit --send-nothing
        --unmarked --unsandboxed --browser --jobs --pace --consent --links --accessibility --watch
        --until --fail-on --verdicts --quiet --verbose --netlog --wire-log" ;;
    analyze) options="--help --out --format --fail-on --verdicts --quiet --verbose" ;;
    report) options="--help --out --format --quiet --verbose" ;;
    check) options="--help --let" ;;
    new) options="--help --site --visitor --unmarked --unsandboxed --browser --quiet --verbose" ;;
    see) options="--help --json --lang --pixel-ratio" ;;
    doctor) options="--help --browser --unsandboxed" ;;
  esac

  # "--option=value" comes in three words, because = parts words.
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]] && ((COMP_CWORD > 2)); then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  case $previous in
    --visitor) _firsthand_words "phone slow-phone tablet laptop desktop large-text keyboard-only dark reduced-motion"; return ;;
    --network) _firsthand_words "native cable 4g 3gfast 3g 3gslow"; return ;;
    --visits) _firsthand_words "1 2"; return ;;
    --accessibility) _firsthand_words "on off"; return ;;
    --pace) _firsthand_words "quick steady human"; return ;;
    --consent) _firsthand_words "accept refuse ignore steps"; return ;;
    --links) _firsthand_words "site all off"; return ;;
    --fail-on) _firsthand_words "minor annoying serious blocker"; return ;;
    --browser) _firsthand_words "shell full"; _firsthand_files; return ;;
    --format)
      # Those not named yet, behind the last comma.
      local done="" format
      [[ $current == *,* ]] && done=${current%,*},
      for format in $formats; do
        [[ ,$done == *,$format,* ]] || _firsthand_words "$done$format"
      done
      compopt -o nospace 2>/dev/null
      return ;;
    --out) compopt -o filenames 2>/dev/null
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "$current"); return ;;
    --netlog | --wire-log | --verdicts) _firsthand_files; return ;;
    --site) _firsthand_words "http:// https://"; compopt -o nospace 2>/dev/null; return ;;
    --lang) _firsthand_words "eng deu fra spa"; return ;;
    --pixel-ratio) _firsthand_words "1 2 3"; return ;;
    --let | --times | --until | --cpu | --locale | --time-zone | --header) return ;;
  esac

  if [[ $current == -* ]]; then
    _firsthand_words "$options"
  elif [[ -z $command || $command == help ]]; then
    _firsthand_words "$commands"
  elif [[ $command != doctor ]]; then
    [[ $command == walk || $command == check ]] && _firsthand_words "$journeys"
    _firsthand_files
  fi
}

# Adds those of the words $1 that begin with the current one.
_firsthand_words() {
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$1" -- "$current")
}

_firsthand_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
}

complete -F _firsthand firsthand
