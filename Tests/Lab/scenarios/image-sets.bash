# Images of a hard tree with every set of file systems, in every view that the kernel has.

readonly sets=("iso" "iso,rockridge" "iso,joliet" "iso,rockridge,joliet")

prepare() {
  local set
  python3 "$root/Tests/Lab/support/hard-tree.py" tree
  for set in "${sets[@]}"; do
    "$root/.build/debug/spindlectl" image "$set.iso" tree/ --filesystems "$set" --volume SETS \
      --json >"$set.events"
    for system in iso joliet; do
      python3 "$root/Tests/Lab/support/expected-names.py" tree "$set.events" "$system" |
        sort >"$set.$system-names"
    done
  done
}

# The disc as ISO 9660 shows the names that were told; the kernel's own translation is off.
shows_names_of_iso() {
  diff "$material/$1.iso-names" <(contents mounted | sed -E 's/;1$//; s/\.$//')
}

shows_names_of_joliet() {
  diff "$material/$1.joliet-names" <(contents mounted)
}

play() {
  local set
  plug_reader "${sets[0]}.iso"
  for set in "${sets[@]}"; do
    insert_reader_disc "$set.iso"
    check "$set: without extensions, the names that were told, and all contents" \
      with_mount norock,nojoliet,map=off,check=strict shows_names_of_iso "$set"
    if [[ $set == *joliet* ]]; then
      check "$set: with Joliet, the names that were told, and all contents" \
        with_mount norock,iocharset=utf8 shows_names_of_joliet "$set"
    fi
    if [[ $set == *rockridge* ]]; then
      check "$set: with Rock Ridge, all is as it was" \
        with_mount nojoliet same_as_rock_ridge "$material/tree"
      check "$set: without options, the kernel takes Rock Ridge" \
        with_mount exec same_as_rock_ridge "$material/tree"
    fi
  done
}

tidy() {
  unplug_reader
}
