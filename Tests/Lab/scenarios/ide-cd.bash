# QEMU's own ATAPI drive, through libata: the same as with the SCSI drive.

prepare() {
  make_reading_discs
}

# The drive is there since the machine was switched on, and its kernel device was taken away.
plug() {
  local host
  monitor "change ide-disc $host_material/first.iso"
  for host in /sys/class/scsi_host/*; do
    [[ $(<"$host/proc_name") != ata_piix ]] || echo '- - -' >"$host/scan"
  done
  await_drive /dev/sr0
}

unplug() {
  echo 1 >/sys/block/sr0/device/delete
  within 20 node_is_gone /dev/sr0
}

play() {
  disc=ide-disc
  listen_for_drives
  check 'the drive is discovered when its bus is scanned' plug
  check 'a listener hears that it came, with its disc' \
    hears 'added Lab-IDE_QM00001 | /dev/sr0 |  | Lab-IDE | 2.5+ | QM00001 | CD-ROM'
  check_reading Lab-IDE_QM00001 'QEMU QEMU DVD-ROM'
  check 'taking it away removes the node' unplug
  check 'a listener hears that the drive went' hears 'removed Lab-IDE_QM00001 | /dev/sr0'
}

tidy() {
  stop_listening
}
