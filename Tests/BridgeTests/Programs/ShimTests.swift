import Foundation
import SystemPackage
import TestSupport
import Testing

/// That the library leads programs to the drive and changes nothing else.
@Suite("A drive before the eyes of other programs") struct ShimTests {
  @Test func `its node is a block device`() async throws {
    let drive = try ServedDrive()
    let result = try await drive.run(
      "stat", "--format=%F %t %T", "/dev/sr0", from: "coreutils")
    #expect(result.text == "block special file b f0\n")
  }

  @Test func `other files stay what they are`() async throws {
    let drive = try ServedDrive()
    try drive.folder.write("words".utf8, to: "file")
    let path = drive.folder.path("file").string
    #expect(try await drive.run("cat", path, from: "coreutils").text == "words")
    #expect(
      try await drive.run("stat", "--format=%F %s", path, from: "coreutils").text
        == "regular file 5\n")
  }

  @Test func `the kernel's list of drives has it`() async throws {
    let drive = try ServedDrive()
    let result = try await drive.run("cat", "/proc/sys/dev/cdrom/info", from: "coreutils")
    #expect(result.text.contains("drive name:\t\tsr0\n"))
  }

  @Test func `an opening that waits fails without a medium`() async throws {
    let drive = try ServedDrive()
    let result = try await drive.run(
      "dd", "if=/dev/sr0", "of=/dev/null", from: "coreutils", accepts: { $0 == 1 })
    #expect(result.text.contains("No medium found"))
  }

  @Test func `who wants the drive for himself is told that it is taken`() async throws {
    let drive = try ServedDrive()
    let client = try RawClient(drive)
    client.send(MessageTests.claim)
    #expect(client.receive(96).count == 96)
    let refused = try await drive.run(
      "python3", "-c", "import os; os.open('/dev/sr0', os.O_RDWR | os.O_EXCL | os.O_NONBLOCK)",
      from: "python3", accepts: { $0 == 1 })
    #expect(refused.text.contains("Device or resource busy"))
    try await drive.run(
      "python3", "-c", "import os; os.open('/dev/sr0', os.O_RDONLY | os.O_NONBLOCK)",
      from: "python3")
  }

  @Test func `a drive that is switched off is gone`() async throws {
    let drive = try ServedDrive()
    drive.stop()
    let result = try await drive.run(
      "cat", "/dev/sr0", from: "coreutils", accepts: { $0 == 1 })
    #expect(result.text.contains("No such device or address"))
  }
}
