import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import MMC

@Suite("Who holds a drive") struct HolderSearchTests {
  /// A pretended `/proc` and `/sys/dev` about the device `/dev/full` (1:7), which stands for a drive.
  private struct Machine {
    let folder: TemporaryFolder
    var search: HolderSearch

    init() throws {
      folder = try TemporaryFolder()
      search = HolderSearch(processes: folder.path("proc"), devices: folder.path("sys"))
    }

    func process(_ number: Int32, named name: String, open nodes: String...) throws {
      try folder.write((name + "\n").utf8, to: "proc/\(number)/comm")
      let descriptors = folder.path("proc/\(number)/fd")
      try FileManager.default.createDirectory(
        atPath: descriptors.string, withIntermediateDirectories: true)
      for (index, node) in nodes.enumerated() {
        try #require(symlink(node, descriptors.appending("\(index)").string) == 0)
      }
    }
  }

  @Test func `is the program that has the node open`() throws {
    let machine = try Machine()
    try machine.process(123, named: "brasero", open: "/dev/null", "/dev/full")
    try machine.process(124, named: "cat", open: "/dev/null", "/nowhere", "socket:[7]")
    #expect(
      machine.search.holders(of: "/dev/full") == [.program(name: "brasero", processID: 123)])
    #expect(!machine.search.isHeldForLong("/dev/full"))
  }

  @Test func `is the program that has the other node of the same drive open`() throws {
    let machine = try Machine()
    try machine.process(77, named: "cdrskin", open: "/dev/zero")
    #expect(machine.search.holders(of: "/dev/full") == [])
    try machine.folder.write("1:5\n".utf8, to: "sys/char/1:7/device/scsi_generic/sg0/dev")
    #expect(machine.search.holders(of: "/dev/full") == [.program(name: "cdrskin", processID: 77)])
  }

  @Test func `is a device that the kernel built on the drive`() throws {
    let machine = try Machine()
    try machine.folder.write("".utf8, to: "sys/char/1:7/holders/dm-0/dev")
    #expect(machine.search.holders(of: "/dev/full") == [.device(name: "dm-0")])
  }

  @Test func `is another Spindle, once and by what it does`() throws {
    let machine = try Machine()
    try machine.process(47, named: "spindlectl", open: "/dev/full")
    let line = "0: 2 0 0 0002 01 31000 @spindle/c1:7/47/burning/Spindle\n"
    try machine.folder.write(line.utf8, to: "proc/self/net/unix")
    let claim = DriveClaim(client: .spindle, activity: .burning, processID: 47)
    #expect(machine.search.holders(of: "/dev/full") == [.spindle(claim)])
    #expect(machine.search.isHeldForLong("/dev/full"))
  }

  @Test func `is not held for long by a Spindle that moves the tray`() throws {
    let machine = try Machine()
    let line = "0: 2 0 0 0002 01 31000 @spindle/c1:7/47/tray/Spindle\n"
    try machine.folder.write(line.utf8, to: "proc/self/net/unix")
    #expect(machine.search.holders(of: "/dev/full").count == 1)
    #expect(!machine.search.isHeldForLong("/dev/full"))
  }

  @Test func `is every place where a block device is mounted`() throws {
    let machine = try Machine()
    let line = "9 1 11:0 / /media/x ro - iso9660 /dev/sr0 ro\n"
    try machine.folder.write(line.utf8, to: "proc/self/mountinfo")
    #expect(
      machine.search.mountPoints(of: DeviceNumber(.block, major: 11, minor: 0)) == ["/media/x"])
    #expect(machine.search.mountPoints(of: DeviceNumber(.character, major: 11, minor: 0)) == [])
  }

  @Test func `is nobody where nothing is there`() throws {
    let machine = try Machine()
    #expect(machine.search.holders(of: "/nowhere") == [])
    #expect(!machine.search.isHeldForLong("/nowhere"))
    #expect(machine.search.holders(of: "/dev/full") == [])
  }

  @Test func `is found among the real processes, and this one is left out`() throws {
    let other = Process()
    other.executableURL = URL(filePath: "/bin/sleep")
    other.arguments = ["60"]
    let node = try FileHandle(forReadingFrom: URL(filePath: "/dev/full"))
    other.standardInput = node
    try other.run()
    defer {
      kill(other.processIdentifier, SIGKILL)
      other.waitUntilExit()
    }
    let expected = DriveHolder.program(name: "sleep", processID: other.processIdentifier)
    // Between fork and exec it still has the name of its parent.
    var found = HolderSearch().holders(of: "/dev/full")
    for _ in 0..<500 {
      if found.contains(expected) { break }
      usleep(10_000)
      found = HolderSearch().holders(of: "/dev/full")
    }
    #expect(found.contains(expected))
    let own = found.contains { holder in
      if case .program(_, let processID) = holder { processID == getpid() } else { false }
    }
    #expect(!own)
    withExtendedLifetime(node) {}
  }
}
