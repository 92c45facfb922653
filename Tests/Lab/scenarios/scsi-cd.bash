# QEMU's own SCSI drive: plugged in and out, its tray, its discs, and what udev makes of it all.

prepare() {
  make_reading_discs
}

play() {
  listen_for_drives
  check 'the drive is discovered when it is plugged in' plug_reader first.iso
  check 'a listener hears that it came, with its disc' \
    hears 'added 0Lab_Reader_S1 | /dev/sr0 | Lab | Reader | 2.5+ | S1 | CD-ROM'
  check_reading 0Lab_Reader_S1 'Lab Reader'
  check 'unplugging removes the node' unplug_reader
  check 'a listener hears that the drive went' hears 'removed 0Lab_Reader_S1 | /dev/sr0'
  check 'devices lists none' lists_no_drive
  check 'info of a drive that went ends with 3' ends_with 3 spindlectl info /dev/sr0
}

tidy() {
  stop_listening
}
