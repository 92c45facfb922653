# A burn onto the writer of tgtd, by an ordinary user, and what the drive was told.

prepare() {
  make_small_tree tree
}

# Burns, and keeps what came out and what the drive was told.
burns() {
  log_commands
  spindlectl burn /dev/sr0 "$material/tree/" --volume BURNED --json >burned
  commands_of "$(<"$scratch/pid")" >commands
  says burned '"event":"burned"'
  says burned '"proof":"everyBlock"'
}

# The blocks of the image, as the burn told them.
blocks() {
  sed -nE 's/^\{"blocks":([0-9]+),.*"event":"burned".*/\1/p' burned
}

readonly closing='5b 01 01 00 00 01 00 00 00 00,5b 01 06 00 00 00 00 00 00 00'

drive_was_told_well() {
  judge_burn 0 16 "$(blocks)" "$closing" <commands
}

# The judge must find each of these mistakes, made in the log of the burn.
judge_finds() {
  local change=$1 complaint=$2
  awk "$change" commands >wrong
  ends_with 1 judge_burn 0 16 "$(blocks)" "$closing" <wrong >out
  says out "$complaint"
}

judge_is_strict() {
  judge_finds '/^2a/ && ++n == 3 {kept = $0; next} {print} kept {print kept; kept = ""}' \
    'the next writable address'
  judge_finds '/^2a/ && ++n == 2 {sub(/.. 00$/, "0f 00")} {print}' 'no multiple of 16'
  judge_finds '!(/^1e/ && $5 == "00")' 'stays locked'
  judge_finds '!(/^1e/ && $5 == "01")' 'not locked'
  judge_finds '!/^35/' 'before the cache'
  judge_finds '!/^5b 01 06/' 'closed with'
}

# What the drive keeps is the image, by the digest that the report gives.
digest_is_true() {
  local digest
  digest=$(head -c $(($(blocks) * 2048)) disc | sha256sum)
  says burned "\"sha256\":\"${digest%% *}\""
}

tray_moves() {
  spindlectl eject /dev/sr0
  spindlectl load /dev/sr0
  settle
  spindlectl info /dev/sr0 --json >out
  says out '"condition":"closed"'
}

play() {
  check 'the writer appears' start_tgt "$scratch/disc"
  check 'its blank disc is recognised' recognises_blank
  check 'the burn succeeds and every block is proven' burns
  check 'the drive was told everything in order: lock, writes, flush, close, unlock' \
    drive_was_told_well
  check 'mistakes in that order would be found' judge_is_strict
  check 'the digest is that of what the drive keeps' digest_is_true
  check 'eject and load' tray_moves
  check 'the kernel mounts the disc, and all is as it was' \
    with_mount nojoliet same_as_rock_ridge "$material/tree"
  check 'a second burn is refused with 3' \
    ends_with 3 spindlectl burn /dev/sr0 "$material/tree/" --volume AGAIN
}

recognises_blank() {
  spindlectl info /dev/sr0 --json >out
  says out '"profile":"DVD+R"'
  says out '"condition":"blank"'
  says out '"freeBlocks":2295104'
}

tidy() {
  stop_tgt
}
