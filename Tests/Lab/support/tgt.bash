# The DVD+R writer of tgtd, a program of others, as /dev/sr0 by iSCSI and the kernel's own driver.
#
# It polices nothing: it takes writes in any order and of any length. So what counts is the log of
# the commands that it got.

readonly target=iqn.2026-01.lab:dvd

tgt() {
  timeout 20 tgtadm --lld iscsi "$@"
}

tgt_answers() {
  tgtadm --mode system --op show
}

# Starts the writer with the blank disc $1 in it, and logs in.
start_tgt() {
  modprobe iscsi_tcp
  tgtd --iscsi portal=127.0.0.1:3260
  within 10 tgt_answers
  tgtimg --op new --device-type cd --type dvd+r --file "$1"
  tgt --mode target --op new --tid 1 --targetname "$target"
  tgt --mode logicalunit --op new --tid 1 --lun 1 --backing-store "$1" --device-type=cd
  tgt --mode target --op bind --tid 1 --initiator-address ALL
  timeout 20 iscsistart --initiatorname iqn.2026-01.lab:host --targetname "$target" --tgpt 1 \
    --address 127.0.0.1 --port 3260
  await_drive /dev/sr0
}

# Logs out by taking the drive away; tgtd does not mind SIGTERM.
stop_tgt() {
  local drive=/sys/block/sr0/device/delete
  [[ ! -e $drive ]] || echo 1 >"$drive"
  killall -KILL tgtd 2>/dev/null
}
