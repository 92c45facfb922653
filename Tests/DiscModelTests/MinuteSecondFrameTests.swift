import DiscModel
import Testing

@Suite("Minutes, seconds and frames") struct MinuteSecondFrameTests {
  // Pairs from MMC-6, "LBA to MSF translation", and from the lead-in of typical discs.
  static let pairs: [(Int32, UInt8, UInt8, UInt8)] = [
    (-150, 0, 0, 0),
    (-1, 0, 1, 74),
    (0, 0, 2, 0),
    (333_225, 74, 5, 0),
    (359_849, 79, 59, 74),
    (-151, 99, 59, 74),
    (-11_077, 97, 34, 23),
    (-11_635, 97, 26, 65),
  ]

  @Test(arguments: pairs)
  func `translates between blocks and time`(
    block: Int32, minute: UInt8, second: UInt8, frame: UInt8
  ) {
    let time = MinuteSecondFrame(minute: minute, second: second, frame: frame)
    #expect(MinuteSecondFrame(LogicalBlockAddress(block)) == time)
    #expect(time.address == LogicalBlockAddress(block))
  }

  @Test func `is shown with two digits each`() {
    #expect(MinuteSecondFrame(minute: 0, second: 2, frame: 9).description == "00:02:09")
  }
}
