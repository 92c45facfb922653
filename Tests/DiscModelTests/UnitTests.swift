import DiscModel
import Testing

@Suite("Blocks, addresses and rates") struct UnitTests {
  @Test(
    arguments: [(0, 0), (1, 1), (2048, 1), (2049, 2), (4_294_967_296, 2_097_152)]
      as [(UInt64, Int64)])
  func `holds a number of bytes in the fewest blocks`(bytes: UInt64, blocks: Int64) {
    #expect(BlockCount(holding: bytes).rawValue == blocks)
  }

  @Test func `counts bytes by the sector's format`() {
    #expect(BlockCount(3).byteCount() == 6144)
    #expect(BlockCount(3).byteCount(as: .audio) == 7056)
  }

  @Test(arguments: [(0, 0), (1, 16), (16, 16), (17, 32)] as [(Int64, Int64)])
  func `rounds up to the write unit`(blocks: Int64, rounded: Int64) {
    #expect(BlockCount(blocks).roundedUp(toMultipleOf: BlockCount(16)) == BlockCount(rounded))
  }

  @Test func `measures the way between addresses`() {
    #expect(LogicalBlockAddress(10) - LogicalBlockAddress(-150) == BlockCount(160))
    #expect(LogicalBlockAddress(-150) + BlockCount(150) == .zero)
  }

  @Test(
    arguments: [
      (0, 1 << 32, Int32.max), (Int32.max, 1, Int32.max), (-150, -(1 << 32), Int32.min),
      (Int32.max, Int64.max, Int32.max), (Int32.min, Int64.min, Int32.min),
      (-1, Int64.min, Int32.min),
    ] as [(Int32, Int64, Int32)])
  func `stays within the addresses that there are`(address: Int32, blocks: Int64, sum: Int32) {
    #expect(LogicalBlockAddress(address) + BlockCount(blocks) == LogicalBlockAddress(sum))
  }

  @Test(
    arguments: [
      (0, 1 << 32, Int32.min), (Int32.min, 1, Int32.min), (0, -(1 << 32), Int32.max),
      (-2, Int64.max, Int32.min), (0, Int64.min, Int32.max), (Int32.max, Int64.min, Int32.max),
    ] as [(Int32, Int64, Int32)])
  func `stays within the addresses that there are, backwards too`(
    address: Int32, blocks: Int64, difference: Int32
  ) {
    #expect(LogicalBlockAddress(address) - BlockCount(blocks) == LogicalBlockAddress(difference))
  }

  @Test func `knows the single speeds`() {
    #expect(TransferRate.cd(4).kilobytesPerSecond == 705)
    #expect(TransferRate.dvd(8).kilobytesPerSecond == 11_080)
    #expect(TransferRate.bluRay(4).kilobytesPerSecond == 17_982)
    #expect(TransferRate(kilobytesPerSecond: 8467).factor(of: .cd).rounded() == 48)
  }

  @Test func `knows the write unit of each family`() {
    #expect(MediumProfile.cdR.writeUnit == BlockCount(1))
    #expect(MediumProfile.dvdPlusR.writeUnit == BlockCount(16))
    #expect(MediumProfile.bdRSequential.writeUnit == BlockCount(32))
  }

  @Test func `keeps a profile it does not know`() {
    let profile = MediumProfile(rawValue: 0x0050)
    #expect(profile.family == nil)
    #expect(profile.name == nil)
    #expect(profile.rawValue == 0x0050)
  }
}
