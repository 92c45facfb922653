import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import MMC

@Suite("What is mounted") struct MountTableTests {
  /// As the kernel writes it: a disc, the same disc bound elsewhere, names that need escapes.
  private static let text = #"""
    22 28 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
    28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
    96 28 11:0 / /media/u/My\040disc ro,nosuid,nodev shared:50 - iso9660 /dev/sr0 ro,nojoliet
    97 28 11:0 /sub /srv/bound ro,relatime - iso9660 /dev/sr0 ro
    98 28 11:0 / /media/u/My\040disc ro,relatime - iso9660 /dev/sr0 ro
    99 28 11:1 / /media/a\134b\011c\012d ro,relatime - udf /dev/sr1 ro
    100 28 8:17 / /media/u/11:0 rw,relatime master:1 propagate_from:2 - vfat /dev/sdb1 rw
    """#

  private func mountPoints(_ major: UInt32, _ minor: UInt32, in text: String) -> [FilePath] {
    MountTable(parsing: Array(text.utf8))
      .mountPoints(of: DeviceNumber(.block, major: major, minor: minor))
  }

  @Test func `is known by the number of the device, bind mounts included, each place once`() {
    #expect(mountPoints(11, 0, in: Self.text) == ["/media/u/My disc", "/srv/bound"])
    #expect(mountPoints(254, 1, in: Self.text) == ["/"])
    #expect(mountPoints(11, 7, in: Self.text) == [])
  }

  @Test func `has its escapes undone`() {
    #expect(mountPoints(11, 1, in: Self.text) == [FilePath(#"/media/a\b"# + "\tc\nd")])
  }

  @Test func `keeps names that are no UTF-8`() throws {
    let line = Array("9 1 11:0 / /m/".utf8) + [0xE9, 0x5C, 0x33, 0x35, 0x31] + Array(" ro -".utf8)
    let found = MountTable(parsing: line)
      .mountPoints(of: DeviceNumber(.block, major: 11, minor: 0))
    let path = try #require(found.first)
    #expect(
      path.withPlatformString { Array(UnsafeBufferPointer(start: $0, count: 6)) }
        == [0x2F, 0x6D, 0x2F, -23, -23, 0])
  }

  @Test(arguments: [
    "", "\n\n", "1 2 11:0", "1 2 11:0 / /x", "1 2 11 / /x ro - a b c", "1 2 :0 / /x ro - a b c",
    "1 2 11:0: / /x ro - a b c", "1 2 99999999999:0 / /x ro - a b c",
  ])
  func `is passed over where a line is none`(text: String) {
    #expect(mountPoints(11, 0, in: text) == [])
  }

  @Test func `takes a backslash without three digits for itself`() {
    #expect(mountPoints(11, 0, in: #"1 2 11:0 / /x\4 ro -"#) == [#"/x\4"#])
    #expect(mountPoints(11, 0, in: #"1 2 11:0 / /x\999 ro -"#) == [#"/x\999"#])
  }

  @Test func `is read from the running system, which has a root`() {
    #expect(MountTable.current() != MountTable(parsing: []))
    #expect(MountTable.current(at: "/nowhere") == MountTable(parsing: []))
  }
}

@Suite("The number of a device") struct DeviceNumberTests {
  @Test(
    arguments: [
      (0x0B00, 11, 0), (0x0B07, 11, 7), (0x103, 1, 3), (0x10_FC12, 0xFC, 0x112),
      (0x0001_2345_6780_0099, 0x1_2000, 0x34_5678_99),
    ] as [(UInt64, UInt32, UInt32)])
  func `is taken apart as the C library does`(device: UInt64, major: UInt32, minor: UInt32) {
    let parts = DeviceNumber.parts(of: device)
    #expect(parts.major == major && parts.minor == minor)
  }

  @Test func `is that of the node, whatever its name`() throws {
    let null = try #require(DeviceNumber(node: "/dev/null"))
    #expect(null == DeviceNumber(.character, major: 1, minor: 3))
    #expect(null.text == "1:3")
    let folder = try TemporaryFolder()
    let link = folder.path("cdrom")
    try #require(symlink("/dev/null", link.string) == 0)
    #expect(DeviceNumber(node: link) == null)
  }

  @Test func `is none for what is no node`() throws {
    let folder = try TemporaryFolder()
    #expect(DeviceNumber(node: folder.path("")) == nil)
    #expect(DeviceNumber(node: folder.path("none")) == nil)
    try folder.write([1], to: "file")
    #expect(DeviceNumber(node: folder.path("file")) == nil)
  }
}
