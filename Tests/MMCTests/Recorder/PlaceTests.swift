import SystemPackage
import TestSupport
import Testing

@testable import MMC

@Suite("The way to a drive") struct PlaceTests {
  private let device = DeviceNumber(.block, major: 11, minor: 0)

  @Test func `carries as much as the kernel says`() throws {
    let folder = try TemporaryFolder()
    let files = ["max_hw_sectors_kb": "1024", "max_sectors_kb": "128", "dma_alignment": "511"]
    for (name, value) in files {
      try folder.write((value + "\n").utf8, to: "block/11:0/queue/" + name)
    }
    #expect(
      TransferLimits(of: device, at: nil, in: folder.path(""))
        == TransferLimits(
          maximumByteCount: 1_048_576, preferredByteCount: 131_072, alignmentMask: 511))
  }

  @Test func `carries an unknown amount where the kernel says nothing`() throws {
    let folder = try TemporaryFolder()
    let nothing = TransferLimits(
      maximumByteCount: nil, preferredByteCount: nil, alignmentMask: nil)
    #expect(TransferLimits(of: device, at: nil, in: folder.path("")) == nothing)
    #expect(TransferLimits(of: device, at: "/dev/null", in: folder.path("")) == nothing)
    #expect(TransferLimits(of: device, at: "/nowhere", in: folder.path("")) == nothing)
    try folder.write("many\n".utf8, to: "block/11:0/queue/max_sectors_kb")
    #expect(TransferLimits(of: device, at: nil, in: folder.path("")) == nothing)
  }

  @Test(
    arguments: [
      (1024, 512, 1024), (nil, 512, 512), (0, 512, 512), (nil, nil, nil), (-1, 0, nil),
    ] as [(Int?, Int?, Int?)])
  func `lets a command have what the host can do, or else what it likes`(
    maximum: Int?, preferred: Int?, expected: Int?
  ) {
    let limits = TransferLimits(
      maximumByteCount: maximum, preferredByteCount: preferred, alignmentMask: nil)
    #expect(limits.commandByteCount == expected)
  }

  @Test func `is none to a drive that is a folder or nowhere`() throws {
    let folder = try TemporaryFolder()
    let virtual = DriveReference(name: "virtual", location: folder.path("")) { _ in
      ScriptedTransport()
    }
    #expect(virtual.transferLimits == nil)
    #expect(virtual.mountPoints == [])
    #expect(virtual.number == nil)
    #expect(DriveReference(name: "nowhere") { _ in ScriptedTransport() }.number == nil)
  }

  @Test func `is known by the number of the node`() {
    #expect(DriveReference(node: "/dev/null").number == 3)
    #expect(DriveReference(node: "/nowhere").number == nil)
  }
}
