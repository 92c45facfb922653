import Glibc

// Plays a script of device events and drive answers in this process, and says what the program sees
// of them: `DiscoveryPlayer` and `DrivePlayer` tell the words they know.

guard let bus = MockBus() else {
  print("missing libumockdev")
  exit(1)
}
let discovery = DiscoveryPlayer(bus: bus)
let drive = DrivePlayer(bus: bus)
for line in CommandLine.arguments.dropFirst() {
  let words = line.split(separator: " ").map(String.init)
  let isUnderstood =
    if await discovery.play(words, line) { true } else { await drive.play(words) }
  if !isUnderstood { print("not understood: \(line)") }
}
