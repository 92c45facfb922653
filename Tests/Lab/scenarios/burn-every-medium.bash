# Burns as an ordinary user, through the kernel's command filter, onto every kind of medium that the
# scenario burn-virtual leaves out. The kernel reads the discs back, and mounts them.

# MMC-6, "CLOSE TRACK SESSION Command": close track 1; close the session; end the disc with the
# smallest lead-out; stop the format.
readonly close_track='5b 01 01 00 00 01 00 00 00 00' close_session='5b 01 02 00 00 00 00 00 00 00'
readonly end_small='5b 01 05 00 00 00 00 00 00 00' stop_format='5b 01 00 00 00 00 00 00 00 00'

prepare() {
  make_small_tree tree
  make_bridge
}

# A disc $1 of $2 blocks is put in, and is a $3 in the state $4.
puts_in() {
  # shellcheck disable=SC2086
  puts_in_disc $1 $2
  within 20 is_in_state "$3" "$4"
  settle
}

is_in_state() {
  spindlectl info /dev/sr0 --json >out
  says out "\"profile\":\"$1\""
  says out "\"condition\":\"$2\""
}

comes_back() {
  spindlectl eject /dev/sr0
  spindlectl load /dev/sr0
  settle
  is_in_state "$@"
}

# The kernel reads from the disc the bytes that the report gives the digest of.
reads_the_same() {
  local digest
  digest=$(dd if=/dev/sr0 bs=2048 count="$(told burned blocks)" status=none | sha256sum)
  says burned "\"sha256\":\"${digest%% *}\""
}

# One burn and everything after it: the profile $1, the unit $2, how it is closed $3, the state $4.
burns_well() {
  check "$1: the burn succeeds and every block is proven" burns
  check "$1: the drive was told everything in order" was_told_well "$2" "$3"
  check "$1: eject and load, and the disc is as it should be" comes_back "$1" "$4"
  check "$1: the kernel reads the bytes of the digest" reads_the_same
  check "$1: the kernel mounts the disc, and all is as it was" \
    with_mount nojoliet same_as_rock_ridge "$material/tree"
}

# A new disc, from its insertion on: its kind, its blocks, its profile, and its state; the rest is as
# for `burns_well`.
play_medium() {
  check "$3: a new disc is put in and recognised" puts_in "$1" "$2" "$3" "$4"
  burns_well "$3" "$5" "$6" "$7"
}

# A DVD-RW that is formatted is overwritten from then on.
formats_for_overwriting() {
  puts_in_disc dvd-rw 6400
  within 20 is_in_state DVD-RW blank
  settle
  spindlectl format /dev/sr0 --json >out
  says out '"deed":"restrictedOverwrite"'
}

# What was there is replaced, and the new files alone are found.
overwrites() {
  burns
  comes_back "$1" overwritable
  with_mount nojoliet same_as_rock_ridge "$material/tree"
}

play() {
  start_virtual_drive
  check 'the drive appears' attach_virtual_drive
  play_medium cd-rw 6400 CD-RW blank 1 "$close_session" closed
  play_medium dvd-r 6400 DVD-R blank 16 "$close_track,$close_session" closed
  play_medium dvd-r-dl 6400 'DVD-R DL' blank 16 '' closed
  play_medium dvd-rw 6400 DVD-RW blank 16 "$close_track,$close_session" closed
  check 'DVD-RW: a new one is formatted for overwriting' formats_for_overwriting
  burns_well DVD-RW 16 "$close_session" overwritable
  play_medium dvd+r-dl 6400 'DVD+R DL' blank 16 "$close_track,$end_small" closed
  # As large as it is sold, so that the format is not over before the burn is.
  play_medium dvd+rw '' DVD+RW unformatted 16 "$stop_format,$close_session" overwritable
  play_medium dvd-ram 6400 DVD-RAM overwritable 16 '' overwritable
  play_medium bd-re 6400 BD-RE unformatted 32 '' overwritable
  check 'BD-RE: a second burn replaces the first' overwrites BD-RE
}

tidy() {
  detach_virtual_drive
}
