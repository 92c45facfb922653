# A file of 4.5 GiB, which takes two extents, with marks where they begin and end.

readonly size=$((9 * 512 * 1024 * 1024))
# What one extent holds at most, in whole blocks.
readonly extent=$(((1 << 32) - 2048))

prepare() {
  local place
  mkdir tree
  truncate --size=$size tree/large.bin
  for place in 0 $((extent - 4096)) $extent $((1 << 32)) $((size - 4096)); do
    head -c 4096 /dev/urandom |
      dd of=tree/large.bin bs=4096 seek="$place" oflag=seek_bytes conv=notrunc status=none
  done
  printf 'small\n' >tree/small.txt
  make_image image.iso tree LARGE
}

# The size, and a mebibyte around each mark.
same_where_marked() {
  local place
  [[ $(stat --format=%s mounted/large.bin) == "$size" ]]
  cmp mounted/small.txt "$material/tree/small.txt"
  for place in 0 $((extent - 524288)) $((size - 1048576)); do
    cmp --ignore-initial=$place --bytes=1048576 mounted/large.bin "$material/tree/large.bin"
  done
}

play() {
  plug_reader image.iso
  check 'with Rock Ridge, the size and all marks are right' with_mount nojoliet same_where_marked
  check 'with Joliet, the size and all marks are right' with_mount norock same_where_marked
  check 'info tells all blocks' tells "\"capacityBlocks\":$(blocks_of "$material/image.iso")"
}

tidy() {
  unplug_reader
}
