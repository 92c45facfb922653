# Who else wants the drive while we do, on our virtual drive in the kernel: mounted discs, udisksd, the
# kernel's polling, another Spindle, and a program that dies.

prepare() {
  make_small_tree tree
  make_small_tree large
  head -c 60000000 /dev/urandom >large/noise.bin
  make_bridge
}

burns_first_disc() {
  hands insert dvd+r
  within 20 recognises_blank DVD+R
  settle
  burns
  tray_moves
}

# A disc that is mounted and can be overwritten is burned once more, but only when that was wished.
burns_over_a_mounted_disc() {
  hands insert dvd+rw
  settle
  as_root burn /dev/sr0 "$material/tree/" --volume FIRST --json >out
  says out '"event":"burned"'
  tray_is_cycled
  mounts_disc
  ends_with 3 as_root burn /dev/sr0 "$material/tree/" --volume AGAIN --json >out
  says out '"code":"mounted"'
  is_mounted
  as_root burn /dev/sr0 "$material/tree/" --volume AGAIN --json --unmount >out
  says out '"event":"burned"'
  is_not_mounted
  tray_is_cycled
  within 20 udev_says ID_FS_LABEL=AGAIN
  as_root eject /dev/sr0
}

tray_is_cycled() {
  as_root eject /dev/sr0
  as_root load /dev/sr0
  settle
}

# The kernel asks for events all the time, but not while we write.
burns_alone() {
  poll_every 100
  log_commands
  within 10 drive_was_asked
  hands insert dvd+r
  within 20 recognises_blank DVD+R
  settle
  burns
  all_commands >everything
  alone_while_writing "$(<"$scratch/pid")" everything
  # shellcheck disable=SC2016
  awk '{print} $2 == "2a" && ++n == 3 {print "1 4a 01 00 00 10 00 00 00 08 00"}' everything >disturbed
  ends_with 1 alone_while_writing "$(<"$scratch/pid")" disturbed
  poll_every -1
}

verify() {
  "$1" verify /dev/sr0 "$material/tree/" --json "${@:2}" >out
}

tells_of_mount() {
  mounts_disc
  ends_with 3 verify spindlectl
  says out '"code":"mounted"'
  says out "$scratch/mounted"
  is_mounted
}

needs_the_service() {
  ends_with 3 verify as_root --unmount
  says out '"code":"cannotUnmount"'
  is_mounted
}

asks_for_rights() {
  ends_with 3 verify spindlectl --unmount
  says out '"code":"unmountNotPermitted"'
  is_mounted
}

tells_that_a_file_is_open() {
  exec 9<"$scratch/mounted/numbers.txt"
  ends_with 3 verify as_root --unmount
  exec 9<&-
  says out '"code":"mountInUse"'
  is_mounted
}

unmounts() {
  verify as_root --unmount
  is_not_mounted
}

is_writing() {
  grep --quiet 'scsi_dispatch_cmd_start.* raw=2a' $tracing/trace
}

begins_large_burn() {
  hands insert dvd+r
  within 20 recognises_blank DVD+R
  settle
  log_commands
  spindlectl burn /dev/sr0 "$material/large/" --volume LARGE >"$scratch/large" 2>&1 &
  within 60 is_writing
}

names_the_other_spindle() {
  ends_with 3 as_root burn /dev/sr0 "$material/tree/" --json >out
  says out '"code":"busy"'
  says out '"activity":"burning","kind":"spindle"'
  says out "\"processID\":$(<"$scratch/pid")"
}

# udev wants the tray locked whenever a disc lies in it, and opens it itself when the button is pressed:
# so the button must be heard again once nobody writes any more.
dies_and_frees_the_tray() {
  poll_every 200
  kill -KILL "$(<"$scratch/pid")"
  within 20 process_is_gone
  hands button
  within 20 is_open
}

process_is_gone() { [[ ! -e /proc/$(<"$scratch/pid") ]]; }

play() {
  start_virtual_drive
  check 'the drive appears' attach_virtual_drive
  check 'a disc is burned' burns_first_disc
  check 'a mounted disc is told of, with its place, and stays mounted' tells_of_mount
  check 'without the storage service, --unmount says so' needs_the_service
  check 'the storage service answers' start_storage_service
  check 'whom it does not let unmount is told so' asks_for_rights
  check 'a disc with an open file stays mounted, and that is told' tells_that_a_file_is_open
  check '--unmount has it unmounted, and the disc verified' unmounts
  check 'a mounted disc is burned over when that is wished, and not before' burns_over_a_mounted_disc
  check 'nobody asks the drive while we write, though the kernel polls it' burns_alone
  check 'a larger burn begins' begins_large_burn
  check 'another Spindle is told who burns' names_the_other_spindle
  check 'when the program dies, the button opens the tray' dies_and_frees_the_tray
}

tidy() {
  stop_storage_service
  detach_virtual_drive
}
