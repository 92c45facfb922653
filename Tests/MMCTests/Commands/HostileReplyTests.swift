import MMC
import TestSupport
import Testing

/// Every parser, tried with bytes that nobody meant.
@Suite("Replies that are no replies") struct HostileReplyTests {
  @Test(arguments: ReplyRow.all)
  func `bring a value or a ReplyError, cut anywhere`(row: ReplyRow) {
    for reply in [row.ordinary, row.hostile] {
      for count in 0..<reply.count {
        expectOutcome(of: row, Array(reply.bytes.prefix(count)))
      }
    }
  }

  @Test(arguments: ReplyRow.all)
  func `bring a value or a ReplyError, with any byte wrong`(row: ReplyRow) {
    for offset in 0..<row.ordinary.count {
      for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
        var bytes = row.ordinary.bytes
        bytes[offset] = value
        expectOutcome(of: row, bytes)
      }
    }
  }

  @Test(arguments: ReplyRow.all)
  func `bring a value or a ReplyError, whatever comes`(row: ReplyRow) {
    var generator = SplitMix(state: 2)
    for _ in 0..<500 {
      let count = Int.random(in: 0...300, using: &generator)
      expectOutcome(
        of: row, (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  private func expectOutcome(of row: ReplyRow, _ bytes: [UInt8]) {
    do {
      try row.parse(bytes)
    } catch {
      #expect(error is ReplyError)
    }
  }
}

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
