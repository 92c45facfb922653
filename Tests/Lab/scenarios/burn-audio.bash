# Burns music as an ordinary user, through the kernel's command filter, which must let SEND CUE SHEET
# pass; sox decodes the music once more, and libcdio reads the disc through the kernel.

prepare() {
  make_bridge
  mkdir music
  make_noise music/b.flac 5 TITLE=Prelude TRACKNUMBER=1
  make_noise music/a.flac 4.2 TITLE=Fugue TRACKNUMBER=2
  for name in a b; do
    sox "music/$name.flac" -t raw -e signed -b 16 -L "$name.raw"
  done
  # GStreamer would look through its plugins in the machine, where that takes minutes.
  local tool=$root/.build/debug/spindlectl
  export HOME=$material XDG_DATA_HOME=$material/data GST_REGISTRY=$material/registry
  "$tool" drive add "virtual:$material/drive"
  "$tool" medium insert "virtual:$material/drive" cd-r
  "$tool" audio "virtual:$material/drive" music --dry-run
  chmod a+r registry
}

# A file of pink noise, $2 seconds long, with the comments after it.
make_noise() {
  local comments=() comment
  for comment in "${@:3}"; do comments+=(--add-comment "$comment"); done
  sox -R -n -r 44100 -c 2 -b 16 "${comments[@]}" "$1" synth "$2" pinknoise gain -3
}

puts_in_blank() {
  puts_in_disc cd-r
  within 20 recognises_blank CD-R
  settle
}

burns_music() {
  log_commands
  patience=240 spindlectl audio /dev/sr0 "$material/music" --title Demo --json >burned ||
    { tail -n 3 burned; return 1; }
  commands_of "$(<"$scratch/pid")" >commands
  says burned '"event":"burned"'
  says burned '"proof":"everyBlock"'
}

# The cue sheet came before the first sample, in a tray that is locked; no track was closed, since the
# sheet ends the session; and the tray is not left locked.
was_told_the_sheet() {
  awk '
    $1 == "1e" {locked = $5 == "01"}
    $1 == "5d" {sheets++; if (!locked || written) bad = 1}
    $1 == "2a" {written++; if (!sheets || !locked) bad = 1}
    $1 == "5b" {bad = 1}
    END {exit bad || sheets != 1 || !written || locked}' commands || {
    cut -c -60 commands | uniq -c -w 2 | tail -n 30
    return 1
  }
}

# The bytes of the file $1 begin on the disc at the sector $2.
plays_from() {
  local size
  size=$(stat --format=%s "$material/$1")
  cmp <(head -c "$size" "$material/$1") \
    <(tail -c "+$(($2 * 2352 + 1))" "$scratch/disc.bin" | head -c "$size")
}

# 375 sectors, 150 of silence, 315 sectors.
keeps_the_samples() {
  hands export "$scratch/disc.cue"
  plays_from b.raw 0
  plays_from a.raw 525
}

# libcdio asks the kernel for the tracks, and reads their samples.
plays_to_others() {
  spindlectl eject /dev/sr0
  spindlectl load /dev/sr0
  settle
  timeout 60 cd-info --no-device-info --no-cddb --cdrom-device=/dev/sr0 >cd-info 2>&1 || true
  says cd-info 'Disc mode is listed as: CD-DA'
  says cd-info '2: 00:09:00  000525 audio'
  timeout 60 cd-read --mode=audio --start=17 --number=5 --cdrom-device=/dev/sr0 \
    --output-file="$scratch/read.raw" --no-hexdump
  cmp read.raw <(tail -c +$((17 * 2352 + 1)) "$material/b.raw" | head -c $((5 * 2352)))
}

# Whoever may not open the drive for writing is told so.
tells_who_may_not() {
  puts_in_disc cd-r
  settle
  chmod 440 /dev/sr0
  ends_with 3 spindlectl audio /dev/sr0 "$material/music" --json >out
  chmod 660 /dev/sr0
  says out '"event":"error"'
  says out 'ermission'
}

play() {
  export GST_REGISTRY=$material/registry GST_REGISTRY_UPDATE=no
  start_virtual_drive
  check 'the drive appears' attach_virtual_drive
  check 'a blank disc is put in and recognised' puts_in_blank
  check 'an audio CD is burned by an ordinary user, and every sample is proven' burns_music
  check 'the drive was told the cue sheet, and everything in order' was_told_the_sheet
  check 'the disc has the samples that sox decodes' keeps_the_samples
  check 'libcdio reads tracks and samples through the kernel' plays_to_others
  check 'who may not write to the drive is told so' tells_who_may_not
}

tidy() {
  detach_virtual_drive
}
