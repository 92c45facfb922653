# Burns onto our own virtual drive, which the kernel has as /dev/sr0: its command filter is active, for
# an ordinary user burns.

prepare() {
  make_small_tree tree
  make_bridge
}

# What the drive has on the disc, as an image.
exports() {
  hands export "$scratch/$1.iso"
  digest_is_that_of "$scratch/$1.iso"
}

# One disc, from the blank to the second reading; the profile $2, the unit $3, the end $4.
play_medium() {
  local kind=$1
  check "$kind: a blank disc is put in and recognised" puts_in "$kind" "$2"
  check "$kind: the burn succeeds and every block is proven" burns
  check "$kind: the drive was told everything in order" was_told_well "$3" "$4"
  check "$kind: the digest is that of what the drive keeps" exports "$kind"
  check "$kind: eject and load" tray_moves
  check "$kind: the kernel mounts the disc, and all is as it was" \
    with_mount nojoliet same_as_rock_ridge "$material/tree"
  check "$kind: verify finds the files equal" spindlectl verify /dev/sr0 "$material/tree/"
  check "$kind: a second burn is refused with 3" \
    ends_with 3 spindlectl burn /dev/sr0 "$material/tree/" --volume AGAIN
}

puts_in() {
  hands insert "$1"
  within 20 recognises_blank "$2"
  settle
}

# A write that fails is told as what it is, and the tray does not stay locked.
fails_as_told() {
  hands insert dvd+r
  within 20 recognises_blank DVD+R
  hands fault 'operation=2A call=3 sense=3/0C/00'
  log_commands
  ends_with 1 spindlectl burn /dev/sr0 "$material/tree/" --volume BAD --json >burned
  commands_of "$(<"$scratch/pid")" >commands
  hands fault none
  says burned '"mediumCondition":"partlyWritten"'
  [[ $(grep '^1e' commands | tail -n 1) == '1e 00 00 00 00 00' ]]
}

# A command that nobody knows: the kernel lets root send it, and no one else.
is_filtered() {
  ends_with 50 as_user sg_raw /dev/sr0 ff 00 00 00 00 00 00 00 00 00 >out 2>&1 ||
    says out 'Operation not permitted'
}

# A place of the disc that was burned last cannot be read any more: verify names the file and the block.
tells_of_bad_place() {
  hands fault 'operation=28 address=200-207 calls=all sense=3/11/00'
  ends_with 4 spindlectl verify /dev/sr0 "$material/tree/" --json >out
  hands fault none
  says out '"event":"difference","path":"/'
  says out 'cannot be read from the disc (block 20'
}

play() {
  start_virtual_drive
  check 'the drive appears' attach_virtual_drive
  check 'the command filter applies to the user' is_filtered
  play_medium cd-r CD-R 1 '5b 01 02 00 00 00 00 00 00 00'
  play_medium dvd+r DVD+R 16 '5b 01 01 00 00 01 00 00 00 00,5b 01 06 00 00 00 00 00 00 00'
  play_medium bd-r 'BD-R' 32 '5b 01 01 00 00 01 00 00 00 00,5b 01 06 00 00 00 00 00 00 00'
  check 'a place that cannot be read is told as what it is' tells_of_bad_place
  check 'a write error is told as what it is, and the tray is unlocked' fails_as_told
}

tidy() {
  detach_virtual_drive
}
