# What the kernel sends to drives, from its own trace of SCSI commands.

readonly tracing=/sys/kernel/tracing

# From here on, commands are remembered.
log_commands() {
  echo 0 >$tracing/tracing_on
  echo 20000 >$tracing/buffer_size_kb
  echo >$tracing/trace
  echo 1 >$tracing/options/record-tgid
  echo 1 >$tracing/events/scsi/scsi_dispatch_cmd_start/enable
  echo 1 >$tracing/tracing_on
}

# Writes the commands that the process $1 and its threads sent since then, one a line, in the order
# in which they went to the drive: bytes in hexadecimal.
commands_of() {
  echo 0 >$tracing/tracing_on
  sed -n "s/^.*( *$1) \[.*scsi_dispatch_cmd_start:.* raw=\([0-9a-f ]*\))\$/\1/p" $tracing/trace
}

# Reads the commands of a burn and complains of everything that a real writer would not bear.
#
# usage: judge_burn START UNIT BLOCKS CLOSING
#   START    the address that the first write must have     UNIT  blocks a write must be a multiple of
#   BLOCKS   how many must be written at least              CLOSING   the commands that must close the
#            disc, in their order, with a comma between them
judge_burn() {
  awk -v start="$1" -v unit="$2" -v blocks="$3" -v closing="$4" -f "$root/Tests/Lab/support/judge-burn.awk"
}
