# Our virtual drive as /dev/sr0: behind a socket, and from there into the kernel by TCMU.

# Compiles what stands between, on the host.
make_bridge() {
  "$root/Tests/Bridge/build" "$material/bridge"
}

# Serves a drive without a medium and plugs it in. Each long operation lasts two questions.
start_virtual_drive() {
  "$root/.build/debug/DriveServer" serve "$scratch/drive" "$scratch/socket" --make Virtual \
    --polls 2 --log "$scratch/server.log" >"$scratch/server" 2>&1 &
  server=$!
  within 20 grep --quiet ready "$scratch/server"
}

attach_virtual_drive() {
  "$root/Tests/Bridge/Kernel/attach" lab "$scratch/socket" "$material/bridge/kernel-drive"
  await_drive /dev/sr0
}

hands() {
  timeout 20 "$root/.build/debug/DriveServer" tell "$scratch/socket" "$@"
}

detach_virtual_drive() {
  "$root/Tests/Bridge/Kernel/attach" --detach lab
  kill "$server" 2>/dev/null
}
