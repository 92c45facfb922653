# The image of a tree, seen by the kernel in three ways.

prepare() {
  make_small_tree tree
  ln -s ../numbers.txt "tree/Ordner mit Umlauten äöü/link"
  chmod 750 tree/empty.txt
  touch --date='2001-02-03 04:05:06 UTC' tree/numbers.txt
  make_image image.iso tree IMAGE
  cp -a tree changed
  printf X | dd of=changed/random.bin bs=1 seek=500000 conv=notrunc status=none
  chmod 640 changed/empty.txt
}

finds_changed_byte() {
  ends_with 1 with_mount nojoliet same_as_rock_ridge "$material/changed" >out
  says out 'random.bin'
}

finds_changed_permission() {
  ends_with 1 with_mount nojoliet diff_attributes >out
  says out '< f 640'
}

diff_attributes() {
  diff <(attributes "$material/changed") <(attributes mounted)
}

play() {
  plug_reader image.iso
  check 'with Rock Ridge, all is as it was, permissions and times too' \
    with_mount nojoliet same_as_rock_ridge "$material/tree"
  check 'a changed byte would be seen' finds_changed_byte
  check 'a changed permission would be seen' finds_changed_permission
  check 'with Joliet, all but links is as it was' \
    with_mount norock,iocharset=utf8 same_as_joliet "$material/tree"
  check 'as ISO 9660 alone, all contents are there' \
    with_mount norock,nojoliet same_without_names "$material/tree"
}

tidy() {
  unplug_reader
}
