# A burn on whatever is /dev/sr0, and what the drive was told. `$material/tree` is what is burned.

# Burns, and keeps what came out and what the drive was told.
burns() {
  log_commands
  spindlectl burn /dev/sr0 "$material/tree/" --volume BURNED --json "$@" >burned ||
    { tail -n 3 burned; return 1; }
  commands_of "$(<"$scratch/pid")" >commands
  says burned '"event":"burned"'
  says burned '"proof":"everyBlock"'
}

# The number that the member $2 of the event $1 has.
told() {
  sed -nE "s/^.*\"$2\":([0-9]+).*\"event\":\"$1\".*|^.*\"event\":\"$1\".*\"$2\":([0-9]+).*/\1\2/p" burned
}

# The drive was told everything in the right order; $1 is the unit of writing, $2 how it is closed.
was_told_well() {
  judge_burn 0 "$1" "$(told plan writtenBlocks)" "$2" <commands
}

# What the drive keeps in the file $1 is the image, by the digest that the report gives.
digest_is_that_of() {
  local digest
  digest=$(head -c $(($(told burned blocks) * 2048)) "$1" | sha256sum)
  says burned "\"sha256\":\"${digest%% *}\""
}

# The disc in the drive is of the kind $1 and blank.
recognises_blank() {
  spindlectl info /dev/sr0 --json >out
  says out "\"profile\":\"$1\""
  says out '"condition":"blank"'
}

# The tray is opened, which the kernel may have locked, and a new disc put in: its kind and its blocks.
puts_in_disc() {
  spindlectl eject /dev/sr0
  hands insert "$@"
}

tray_moves() {
  spindlectl eject /dev/sr0
  spindlectl load /dev/sr0
  settle
  spindlectl info /dev/sr0 --json >out
  says out '"condition":"closed"'
}
