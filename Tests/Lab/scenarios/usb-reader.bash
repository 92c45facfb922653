# A USB drive that knows little: the kernel's own mass storage gadget as a CD-ROM, on a bus in software.
# It refuses most of what MMC asks, GET CONFIGURATION too.

readonly gadget=/sys/kernel/config/usb_gadget/reader
readonly unit=$gadget/functions/mass_storage.0/lun.0

prepare() {
  make_reading_discs
}

make_gadget() {
  modprobe --all dummy_hcd libcomposite usb_f_mass_storage usb-storage
  mkdir -p "$gadget/strings/0x409" "$gadget/configs/c.1" "$gadget/functions/mass_storage.0"
  echo 0x1d6b >"$gadget/idVendor"
  echo 0x0104 >"$gadget/idProduct"
  echo 0001 >"$gadget/strings/0x409/serialnumber"
  echo 1 >"$unit/cdrom"
  echo 1 >"$unit/removable"
  echo "$scratch/first.iso" >"$unit/file"
  ln -s "$gadget/functions/mass_storage.0" "$gadget/configs/c.1/"
}

plug() {
  basename /sys/class/udc/* >"$gadget/UDC"
  await_drive /dev/sr0
}

unplug() {
  echo >"$gadget/UDC"
  within 20 node_is_gone /dev/sr0
}

# Its disc is recognised, though GET CONFIGURATION and READ DISC INFORMATION are refused.
is_read() {
  log_commands
  tells '"state":"ready"' "\"capacityBlocks\":$(blocks_of "$material/first.iso")"
  commands_of "$(<"$scratch/pid")" >commands
  grep -q '^46' commands
  grep -q '^5a' commands
}

takes_disc_out() {
  echo 1 >"$unit/forced_eject"
  within 20 has_no_disc
}

has_no_disc() { [[ $(spindlectl info /dev/sr0 --json) == *'"state":"noMedium"'* ]]; }

puts_other_in() {
  echo "$scratch/second.iso" >"$unit/file"
  within 20 is_ready
}

play() {
  cp "$material"/*.iso "$scratch"
  check 'a gadget is made' make_gadget
  listen_for_drives
  check 'the drive is discovered when it is plugged in' plug
  check 'a listener hears that it came' hears 'added '
  check 'info tells its disc' is_read
  check 'verify finds the files equal' equals first
  check 'verify finds a changed file' differs second
  check 'it is empty when the disc is taken out' takes_disc_out
  check 'another disc is recognised' puts_other_in
  check 'verify reads the other disc' equals second
  check 'a burn is refused with 3' \
    ends_with 3 spindlectl burn /dev/sr0 "$material/first/" --volume NO
  check 'unplugging removes the node' unplug
  check 'a listener hears that the drive went' hears 'removed '
}

tidy() {
  stop_listening
}
