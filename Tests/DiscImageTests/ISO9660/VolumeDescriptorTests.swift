@testable import DiscImage
import DiscModel
import TestSupport
import Testing

@Suite("Volume descriptors") struct VolumeDescriptorTests {
  private static let spaces = String(repeating: "00 20 ", count: 64)

  /// ECMA-119, "Primary Volume Descriptor", by hand.
  @Test func `begin with the primary one`() throws {
    let image = try ImageFixture.structures(of: StagingTree(), .iso9660)
    expectBytes(
      image.block(16),
      equal: """
        01 43 44 30 30 31 01 00          # type 1, "CD001", version 1
        4C 49 4E 55 58 20*27             # system "LINUX"
        54 45 53 54 20*28                # volume "TEST"
        00*8
        AB 00 00 00 00 00 00 AB          # 171 blocks: 21 and 150 of padding
        00*32
        01 00 00 01 01 00 00 01          # volume 1 of 1
        00 08 08 00                      # blocks of 2,048 bytes
        0A 00 00 00 00 00 00 0A          # path table: 10 bytes
        12 00 00 00 00*4                 # at block 18
        00 00 00 13 00*4                 # and the other way round at block 19
        22 00 14 00 00 00 00 00 00 14    # the root, at block 20
        00 08 00 00 00 00 08 00
        7B 0B 0E 16 0D 14 00
        02 00 00 01 00 00 01 01 00
        20*128 20*128 20*128             # volume set, publisher, preparer: nobody
        53 50 49 4E 44 4C 45 20*121      # application "SPINDLE"
        20*37 20*37 20*37                # no files of copyright, abstract, bibliography
        32 30 32 33 31 31 31 34 32 32 31 33 32 30 30 30 00    # created
        32 30 32 33 31 31 31 34 32 32 31 33 32 30 30 30 00    # modified
        30*16 00 30*16 00                # never expires, effective at once
        01 00
        00*512 00*653
        """)
  }

  /// Joliet Specification, "SVD Field Definitions", by hand.
  @Test func `go on with Joliet's`() throws {
    let image = try ImageFixture.structures(of: StagingTree(), [.iso9660, .joliet])
    let golden = HexFixture(
      """
      02 43 44 30 30 31 01 00            # type 2, "CD001", version 1, no flags
      00 4C 00 49 00 4E 00 55 00 58 \(Self.spaces.prefix(66))
      00 54 00 45 00 53 00 54 \(Self.spaces.prefix(72))
      00*8
      AF 00 00 00 00 00 00 AF            # 175 blocks
      25 2F 45 00*29                     # UCS-2 level 3
      01 00 00 01 01 00 00 01 00 08 08 00
      0A 00 00 00 00 00 00 0A
      15 00 00 00 00*4 00 00 00 16 00*4  # its own path tables
      22 00 18 00 00 00 00 00 00 18      # its own root, at block 24
      00 08 00 00 00 00 08 00
      7B 0B 0E 16 0D 14 00
      02 00 00 01 00 00 01 01 00
      \(Self.spaces)
      \(Self.spaces)
      \(Self.spaces)
      00 53 00 50 00 49 00 4E 00 44 00 4C 00 45 \(Self.spaces.prefix(57 * 6))
      \(Self.spaces.prefix(18 * 6)) 00   # 37 bytes: 18 characters and a zero
      \(Self.spaces.prefix(18 * 6)) 00
      \(Self.spaces.prefix(18 * 6)) 00
      32 30 32 33 31 31 31 34 32 32 31 33 32 30 30 30 00
      32 30 32 33 31 31 31 34 32 32 31 33 32 30 30 30 00
      30*16 00 30*16 00
      01 00
      00*512 00*653
      """)
    expectBytes(image.block(17), equal: golden)
  }

  @Test func `end with the terminator`() throws {
    let golden: HexFixture = "FF 43 44 30 30 31 01 00*2041"
    expectBytes(try ImageFixture.structures(of: StagingTree(), .iso9660).block(17), equal: golden)
    expectBytes(try ImageFixture.structures(of: StagingTree()).block(18), equal: golden)
  }

  @Test func `follow sixteen sectors of zeros`() throws {
    let image = try ImageFixture.structures(of: StagingTree())
    expectBytes(image.block(0, count: 16), equal: "00*32768")
  }

  @Test(arguments: [
    ("My Photos 2024", "MY_PHOTOS_2024", "My Photos 2024"),
    ("Müll/Ä", "M_LL__", "Müll_Ä"),
    ("a name that is longer than both of them", "A_NAME_THAT_IS_LONGER_THAN_BOTH_", "a name that is l"),
    ("😀", "_", "_"),
    ("ß", "_", "ß"),
    ("", "", ""),
  ])
  func `hold as much of the disc's name as they can`(name: String, iso: String, joliet: String) {
    #expect(VolumeName.iso(name) == iso)
    #expect(VolumeName.joliet(name) == joliet)
    #expect(VolumeName.bytes(of: name, .iso9660).count == 32)
    #expect(VolumeName.bytes(of: name, .joliet).count == 32)
  }

  @Test func `have issues where the disc's name is another`() throws {
    func issues(_ name: String) throws -> [StagingIssue] {
      try ImagePlanner(ImageFixture.options(name: name)).plan(StagingTree()).issues
    }
    #expect(try issues("Photos") == [])
    #expect(
      try issues("Photos of summer") == [
        StagingIssue(path: "/", kind: .renamed(in: .iso9660, to: "PHOTOS_OF_SUMMER"))
      ])
    #expect(
      try issues("PhotosOfOurSummer") == [
        StagingIssue(path: "/", kind: .renamed(in: .joliet, to: "PhotosOfOurSumme"))
      ])
  }

  @Test func `address what lies in a further session from the disc's start`() throws {
    var tree = StagingTree()
    tree.addFile("f", byteCount: 1)
    let options = ImageFixture.options(.iso9660, start: LogicalBlockAddress(0x10000))
    let image = ImageFixture.structures(of: try ImagePlanner(options).plan(tree))
    expectBytes(image.block(16)[140..<144], equal: "12 00 01 00")
    expectBytes(image.block(16)[148..<152], equal: "00 01 00 13")
    expectBytes(image.block(16)[158..<166], equal: "14 00 01 00 00 01 00 14")
    expectBytes(image.block(18)[2..<6], equal: "14 00 01 00")
    expectBytes(image.block(20)[70..<78], equal: "15 00 01 00 00 01 00 15")
  }
}
