# Drives, and whoever uses them.

# Runs a command as an ordinary user of the group cdrom, to whom the kernel's command filter applies. Its
# process number goes to the file `pid`.
#
# shellcheck disable=SC2016
as_user() {
  HOME=$scratch timeout --kill-after=5 "${patience:-60}" bash -c 'echo $$ >"$1"; exec "${@:2}"' - \
    "$scratch/pid" setpriv --reuid=1000 --regid=cdrom --clear-groups "$@"
}

spindlectl() {
  as_user "$root/.build/debug/spindlectl" "$@"
}

# Says a line to the machine's own monitor.
monitor() {
  printf '%s\n' "$1" >/dev/virtio-ports/monitor
}

settle() {
  udevadm settle --timeout=30
}

node_exists() { [[ -b $1 ]]; }
node_is_gone() { [[ ! -e $1 ]]; }

# Waits until the drive $1 is there and udev has looked at it.
await_drive() {
  within 30 node_exists "$1"
  settle
}

# Plugs in a SCSI drive of QEMU's, as /dev/sr0, with the image $1 of the host in it.
plug_reader() {
  monitor "drive_add 0 if=none,id=disc,media=cdrom,readonly=on,file=$host_material/$1"
  monitor 'device_add scsi-cd,drive=disc,id=reader,bus=scsi.0,vendor=Lab,product=Reader,serial=S1'
  await_drive /dev/sr0
}

unplug_reader() {
  monitor 'device_del reader'
  within 20 node_is_gone /dev/sr0
}

# Puts the image $1 of the host into the reader, and waits until the kernel has looked at it.
insert_reader_disc() {
  monitor 'eject -f disc'
  sleep 1
  monitor "change disc $host_material/$1"
  within 20 spindlectl load /dev/sr0 >"$log"
  settle
}
