# Trees and images, made on the host.

# A small tree with what file systems find hard, in the folder $1.
make_small_tree() {
  mkdir -p "$1/Ordner mit Umlauten äöü/日本語" "$1/empty folder"
  seq 1 20000 >"$1/numbers.txt"
  printf 'deep\n' >"$1/Ordner mit Umlauten äöü/日本語/ファイル.txt"
  : >"$1/empty.txt"
  head -c 700001 /dev/urandom >"$1/random.bin"
}

# An image of the folder $2 in the file $1, named $3.
make_image() {
  "$root/.build/debug/spindlectl" image "$1" "$2/" --volume "$3"
}
