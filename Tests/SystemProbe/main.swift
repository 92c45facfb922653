import Glibc

// Plays a script of device events and drive answers in this process, and says what the program sees
// of them: `DiscoveryPlayer` and `DrivePlayer` tell the words they know. After `system` as the first
// line, devices and answers are those of the machine, and none can be made.

let lines = CommandLine.arguments.dropFirst()
let isSystem = lines.first == "system"
let bus = isSystem ? nil : MockBus()
guard isSystem || bus != nil else {
  print("missing libumockdev")
  exit(1)
}
let discovery = DiscoveryPlayer(bus: bus)
let drive = DrivePlayer(bus: bus)
for line in isSystem ? lines.dropFirst() : lines {
  let words = line.split(separator: " ").map(String.init)
  let isUnderstood =
    if await discovery.play(words, line) { true } else { await drive.play(words) }
  if !isUnderstood { print("not understood: \(line)") }
}
