# Erases and formats as an ordinary user, through the kernel's command filter; cdrskin, which sees the
# drive as the kernel has it, and the kernel itself judge what became of the discs.

prepare() {
  make_small_tree tree
  make_bridge
}

is_in_state() {
  spindlectl info /dev/sr0 --json >out
  says out "\"condition\":\"$1\""
}

# A new disc of the kind $1 is put in and burned, so that something is on it.
is_burned() {
  puts_in_disc "$1" "${2:-6400}"
  within 20 is_in_state "${3:-blank}"
  settle
  spindlectl burn /dev/sr0 "$material/tree/" --volume BURNED --verify quick
}

# Does $1 with the words after it, and keeps what came out and what the drive was told.
does() {
  log_commands
  spindlectl "$1" /dev/sr0 "${@:2}" --json >erased ||
    { tail -n 3 erased; return 1; }
  commands_of "$(<"$scratch/pid")" >commands
  says erased '"event":"erased"'
  settle
  # The tray is not left locked.
  [[ $(grep '^1e' commands | tail -n 1) == '1e 00 00 00 00 00' ]]
}

# The drive was told the command that begins with $1, once.
was_told() {
  (($(grep --count "^$1" commands) == 1)) || {
    grep --extended-regexp '^(a1|04|2a|5b)' commands | head
    return 1
  }
}

# There is nothing left that the kernel could mount, and the first 64 blocks are zeros.
is_empty_to_the_kernel() {
  spindlectl eject /dev/sr0
  spindlectl load /dev/sr0
  settle
  mkdir -p mounted
  if mount -t iso9660 -o ro /dev/sr0 mounted; then
    umount mounted
    return 1
  fi
  cmp <(dd if=/dev/sr0 bs=2048 count=64 status=none) <(head -c 131072 /dev/zero)
}

# Erases with the words after $2 a disc of sessions; BLANK has the type $2 (MMC-6, "BLANK Command").
blanks() {
  does erase "${@:3}"
  says erased '"deed":"blank"'
  says erased '"proof":"blank"'
  is_in_state blank
  was_told "a1 1$2"
  foreigner_says "Mounted media type: *$1" 'disk status: *empty'
}

# cdrskin says of the disc what the patterns are for.
foreigner_says() {
  cdrskin dev=/dev/sr0 -minfo >minfo 2>&1 || true
  local pattern
  for pattern in "$@"; do
    grep --quiet -- "$pattern" minfo || {
      printf 'cdrskin does not say: %s\n' "$pattern"
      cat minfo
      return 1
    }
  done
}

# Empties a disc that is overwritten, by zeros.
clears() {
  does erase --quick
  says erased '"deed":"clear"'
  says erased '"proof":"readsAsZeros"'
  is_empty_to_the_kernel
}

# Puts in a new disc $1 and formats it; FORMAT UNIT has immediate return.
formats() {
  local kind=$1 deed=$2
  puts_in_disc "$kind" 6400
  within 20 is_in_state "$3"
  settle
  does format "${@:5}"
  says erased "\"deed\":\"$deed\""
  is_in_state "$4"
  was_told '04 1[19]'
}

goes_back_to_sessions() {
  does erase --sequential
  says erased '"deed":"blank"'
  is_in_state blank
}

# A disc that cannot be erased is left alone.
is_refused() {
  puts_in_disc "$1" 6400
  within 20 is_in_state blank
  settle
  ends_with 3 spindlectl erase /dev/sr0 --json >out
  says out '"code":"writtenOnce"'
}

play() {
  start_virtual_drive
  check 'the drive appears' attach_virtual_drive
  check 'CD-RW: a disc is burned' is_burned cd-rw
  check 'CD-RW: it is erased quickly, and cdrskin finds it blank' blanks CD-RW 1 --quick
  check 'CD-RW: a disc is burned' is_burned cd-rw
  check 'CD-RW: it is erased wholly, and cdrskin finds it blank' blanks CD-RW 0 --full
  check 'DVD-RW: a disc is burned' is_burned dvd-rw
  check 'DVD-RW: it is erased wholly, and cdrskin finds it blank' blanks DVD-RW 0 --full
  check 'DVD-RW: it is formatted for overwriting' \
    formats dvd-rw restrictedOverwrite blank intermediate
  check 'DVD-RW: it is erased to take sessions again' goes_back_to_sessions
  check 'DVD+RW: it is formatted' formats dvd+rw format unformatted overwritable
  check 'DVD-RAM: a disc is burned' is_burned dvd-ram 6400 overwritable
  check 'DVD-RAM: it is emptied, and the kernel finds nothing' clears
  check 'BD-RE: it is formatted with a spare area' \
    formats bd-re format unformatted overwritable --spare default
  check 'BD-RE: a disc is burned' is_burned bd-re 6400 unformatted
  check 'BD-RE: it is emptied, and the kernel finds nothing' clears
  check 'BD-R: it is prepared so that parts can be replaced' \
    formats bd-r pseudoOverwrite blank blank --replaceable
  check 'CD-R: erasing it is refused with 3' is_refused cd-r
}

tidy() {
  detach_virtual_drive
}
