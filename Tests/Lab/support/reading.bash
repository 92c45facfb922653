# What every reading drive of the lab must do, whoever made it. The monitor knows its disc as as `$disc`.

# Two discs and the trees that they were made of.
make_reading_discs() {
  make_small_tree first
  make_small_tree second
  make_image first.iso first FIRST
  make_image second.iso second SECOND
}

# Lets DriveCatalog tell what changes, into a file.
listen_for_drives() {
  "$root/.build/debug/SystemProbe" system listen 'watch 300' >>"$scratch/heard" 2>&1 &
  listener=$!
  echo 1 >"$scratch/next-line"
  sleep 1
}

stop_listening() {
  kill "$listener" 2>/dev/null
  wait "$listener" 2>/dev/null
}

# Waits until the listener has told a change that begins with the text $1, after the one that was
# waited for last.
hears() {
  within 20 was_told "$1"
}

was_told() {
  local first line
  first=$(<"$scratch/next-line")
  line=$(tail -n "+$first" "$scratch/heard" | grep --fixed-strings --line-number "$1" | head -n 1)
  [[ -n $line ]] || return 1
  echo $((first + ${line%%:*})) >"$scratch/next-line"
}

lists_no_drive() {
  spindlectl devices >out
  says out 'There are no drives.'
}

# The line of JSON about the drive holds each of the texts $@.
tells() {
  local text
  spindlectl info /dev/sr0 --json >out
  for text in "$@"; do says out "$text"; done
}

is_listed() {
  spindlectl devices >out
  says out "$1"
  says out "$2: CD-ROM, can only be read"
}

blocks_of() {
  echo $(($(stat --format=%s "$1") / 2048))
}

is_open() { [[ $(spindlectl info /dev/sr0 --json) == *'"state":"trayOpen"'* ]]; }
is_ready() { [[ $(spindlectl info /dev/sr0 --json) == *'"state":"ready"'* ]]; }
udev_says() { udevadm info --query=property /dev/sr0 | grep --quiet --line-regexp "$1"; }

equals() { spindlectl verify /dev/sr0 "$material/$1/"; }
differs() {
  ends_with 4 spindlectl verify /dev/sr0 "$material/$1/" >out 2>&1
  says out 'random.bin” has other contents'
}

ejects() {
  spindlectl eject /dev/sr0
  is_open
}

loads() {
  spindlectl load /dev/sr0
  is_ready
}

changes_disc() {
  monitor "eject -f ${disc:-disc}"
  within 10 is_open
  monitor "change ${disc:-disc} $host_material/second.iso"
  within 10 is_ready
}

# A mount holds the drive: nobody may open its tray, nor may we.
refuses_while_mounted() {
  mkdir -p mounted
  mount -o ro /dev/sr0 mounted
  ends_with 3 spindlectl eject /dev/sr0 || { umount mounted; return 1; }
  diff -r "$material/first" mounted || { umount mounted; return 1; }
  umount mounted
}

# The checks; $1 is the drive's id, $2 its title.
check_reading() {
  local blocks
  blocks=$(blocks_of "$material/first.iso")
  check 'devices lists it with its disc' is_listed "$1" "$2"
  check 'info tells its disc' tells "\"id\":\"$1\"" '"state":"ready"' '"profile":"CD-ROM"' \
    "\"capacityBlocks\":$blocks" '"condition":"closed"' '"sessions":1' \
    "\"tracks\":[{\"blocks\":$blocks," '"isData":true' '"number":1' '"session":1,"start":0}'
  check 'verify finds the files equal' equals first
  check 'verify finds a changed file' differs second
  check 'eject is refused while the disc is mounted' refuses_while_mounted
  check 'eject opens the tray' ejects
  check 'a listener hears of the open tray' hears "changed $1 | /dev/sr0"
  check 'load closes it' loads
  check 'the disc reads as before' equals first
  check 'another disc is recognised' changes_disc
  check 'a listener hears of the change' hears "changed $1 | /dev/sr0"
  check 'udev knows the other disc' within 10 udev_says ID_FS_LABEL=SECOND
  check 'verify reads the other disc' equals second
}
