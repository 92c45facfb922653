# Who else wants the drive: mounts, the storage service, the kernel's own questions.

# A bus and udisksd, as on a desktop. It lets root do everything and asks nobody else's password.
start_storage_service() {
  mkdir -p /run/dbus /run/udisks2 /var/lib/udisks2
  dbus-uuidgen --ensure
  dbus-daemon --system --fork
  setsid /usr/libexec/udisks2/udisksd >"$scratch/udisksd" 2>&1 </dev/null &
  within 60 storage_service_answers
}

storage_service_answers() {
  gdbus call --system --timeout 10 --dest org.freedesktop.UDisks2 --method org.freedesktop.DBus.Peer.Ping \
    --object-path /org/freedesktop/UDisks2
}

stop_storage_service() {
  pkill udisksd
  pkill --full 'dbus-daemon --system'
}

mounts_disc() {
  mkdir -p "$scratch/mounted"
  mount -o ro /dev/sr0 "$scratch/mounted"
}

is_mounted() { mountpoint --quiet "$scratch/mounted"; }
is_not_mounted() { ! is_mounted; }

as_root() {
  HOME=$scratch timeout --kill-after=5 60 "$root/.build/debug/spindlectl" "$@"
}

# Has the kernel ask the drive for events every $1 milliseconds.
poll_every() {
  echo "$1" >/sys/block/sr0/events_poll_msecs
}

# Every command that went to the drive: the process and the bytes, one a line.
all_commands() {
  echo 0 >$tracing/tracing_on
  sed -n 's/^.*( *\([0-9-]*\)) \[.*scsi_dispatch_cmd_start:.* raw=\([0-9a-f ]*\))$/\1 \2/p' $tracing/trace
}

drive_was_asked() {
  grep --quiet 'scsi_dispatch_cmd_start.* raw=4a' $tracing/trace
}

# Nothing but the process $1 asked the drive anything between its first and its last WRITE.
alone_while_writing() {
  awk -v process="$1" '
    {number[NR] = $1; line[NR] = $0}
    $1 == process && $2 == "2a" {if (!first) first = NR; last = NR}
    END {
      if (last < first + 10) {print "only " last - first " commands between the writes"; exit 1}
      for (n = first; n <= last; n++) if (number[n] != process) {print "also: " line[n]; bad = 1}
      exit bad
    }' "$2"
}
