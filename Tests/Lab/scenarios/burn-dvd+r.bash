# A burn onto the writer of tgtd, by an ordinary user, and what the drive was told.

# MMC-6, "CLOSE TRACK SESSION Command": close track 1, then end the disc.
readonly closing='5b 01 01 00 00 01 00 00 00 00,5b 01 06 00 00 00 00 00 00 00'

prepare() {
  make_small_tree tree
}

# The judge must find a mistake that the program $1 for awk makes in the log of the burn.
judge_finds() {
  awk "$1" commands >wrong
  ends_with 1 judge_burn 0 16 "$(told plan writtenBlocks)" "$closing" <wrong >out
  says out "$2"
}

# shellcheck disable=SC2016
judge_is_strict() {
  judge_finds '/^2a/ && ++n == 3 {kept = $0; next} {print} kept {print kept; kept = ""}' \
    'the next writable address'
  judge_finds '/^2a/ && ++n == 2 {sub(/.. 00$/, "0f 00")} {print}' 'no multiple of 16'
  judge_finds '!(/^1e/ && $5 == "00")' 'stays locked'
  judge_finds '!(/^1e/ && $5 == "01")' 'not locked'
  judge_finds '!/^35/' 'before the cache'
  judge_finds '!/^5b 01 06/' 'closed with'
}

play() {
  check 'the writer appears' start_tgt "$scratch/disc"
  check 'its blank disc is recognised' recognises_blank DVD+R
  check 'the burn succeeds and every block is proven' burns
  check 'the drive was told everything in order: lock, writes, flush, close, unlock' \
    was_told_well 16 "$closing"
  check 'mistakes in that order would be found' judge_is_strict
  check 'the digest is that of what the drive keeps' digest_is_that_of disc
  check 'eject and load' tray_moves
  check 'the kernel mounts the disc, and all is as it was' \
    with_mount nojoliet same_as_rock_ridge "$material/tree"
  check 'a second burn is refused with 3' \
    ends_with 3 spindlectl burn /dev/sr0 "$material/tree/" --volume AGAIN
}

tidy() {
  stop_tgt
}
