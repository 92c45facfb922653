# A drive of the kernel's scsi_debug that knows no command of MMC and cannot read one place.

# The place: address 1234h, which scsi_debug makes a medium error of.
prepare() {
  mkdir tree
  head -c 4000000 /dev/urandom >tree/a-good.bin
  head -c 12000000 /dev/urandom >tree/b-over-the-bad-place.bin
  make_image image.iso tree BAD
}

plug() {
  modprobe scsi_debug ptype=5 removable=1 dev_size_mb=64 sector_size=2048
  await_drive /dev/sr0
  dd if="$material/image.iso" of=/dev/sr0 bs=1M status=none
  sync
}

breaks() {
  echo 1 >/sys/bus/pseudo/drivers/scsi_debug/every_nth
  echo 2 >/sys/bus/pseudo/drivers/scsi_debug/opts
}

tells_of_the_place() {
  spindlectl verify /dev/sr0 "$material/tree/" --json >out 2>&1
  local status=$?
  cat out
  return $status
}

play() {
  check 'the drive appears and takes an image' plug
  check 'verify finds the files equal while all can be read' equals tree
  breaks
  check 'verify tells of the place that cannot be read' ends_with 4 tells_of_the_place
}

tidy() {
  echo 1 >/sys/block/sr0/device/delete
}
