@testable import DiscImage
import Foundation
import TestSupport
import Testing

@Suite("Dates") struct CivilTimeTests {
  @Test(arguments: [
    (0, CivilTime(year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0)),
    (-1, .init(year: 1969, month: 12, day: 31, hour: 23, minute: 59, second: 59)),
    (951_782_400, .init(year: 2000, month: 2, day: 29, hour: 0, minute: 0, second: 0)),
    (951_868_800, .init(year: 2000, month: 3, day: 1, hour: 0, minute: 0, second: 0)),
    (4_107_542_399, .init(year: 2100, month: 2, day: 28, hour: 23, minute: 59, second: 59)),
    (4_107_542_400, .init(year: 2100, month: 3, day: 1, hour: 0, minute: 0, second: 0)),
    (-2_208_988_800, .init(year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0)),
    (5_869_583_999, .init(year: 2155, month: 12, day: 31, hour: 23, minute: 59, second: 59)),
    (-62_135_596_801, .init(year: 0, month: 12, day: 31, hour: 23, minute: 59, second: 59)),
  ] as [(Int64, CivilTime)])
  func `tells the calendar's date`(seconds: Int64, time: CivilTime) {
    #expect(CivilTime(Timestamp(seconds: seconds)) == time)
  }

  @Test func `agrees with Foundation's calendar`() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let seconds = Int64.random(in: -2_300_000_000...9_000_000_000, using: &random)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: Double(seconds)))
      let expected = CivilTime(
        year: try #require(parts.year), month: try #require(parts.month),
        day: try #require(parts.day), hour: try #require(parts.hour),
        minute: try #require(parts.minute), second: try #require(parts.second))
      #expect(CivilTime(Timestamp(seconds: seconds)) == expected)
    }
  }

  @Test func `puts seven bytes into a record`() {
    let time = CivilTime(Timestamp(seconds: 1_700_000_000))
    expectBytes(
      written { $0.putRecordDate(time) },
      equal: """
        7B           # 1900 + 123
        0B 0E        # 14 November
        16 0D 14     # 22:13:20
        00           # Greenwich
        """)
  }

  @Test func `puts the first or last moment where seven bytes are not enough`() {
    expectBytes(
      written { $0.putRecordDate(CivilTime(Timestamp(seconds: -2_208_988_801))) },
      equal: "00 01 01 00 00 00 00")
    expectBytes(
      written { $0.putRecordDate(CivilTime(Timestamp(seconds: 5_869_584_000))) },
      equal: "FF 0C 1F 17 3B 3B 00")
  }

  @Test(arguments: [
    (-2_208_988_801, false), (-2_208_988_800, true), (5_869_583_999, true),
    (5_869_584_000, false),
  ] as [(Int64, Bool)])
  func `knows whether seven bytes are enough`(seconds: Int64, fits: Bool) {
    #expect(Timestamp(seconds: seconds).fitsRecord == fits)
    #expect(CivilTime(Timestamp(seconds: seconds)).fitsRecord == fits)
  }

  @Test func `puts seventeen bytes into a descriptor`() {
    let time = CivilTime(Timestamp(seconds: 1_700_000_000, nanoseconds: 259_999_999))
    expectBytes(
      written { $0.putDigitsDate(time) },
      equal: """
        32 30 32 33 31 31 31 34   # "20231114"
        32 32 31 33 32 30 32 35   # "22132025", the last two hundredths
        00                        # Greenwich
        """)
    expectBytes(written { $0.putNoDate() }, equal: "30*16 00")
  }
}
