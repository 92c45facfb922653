import TestSupport
import Testing

@testable import DiscImage

@Suite("Recorded times") struct RecordedTimeTests {
  private func short(_ fixture: HexFixture) throws -> Timestamp? {
    try fixture.bytes.withUnsafeBytes { try RecordedTime.short($0.bytes, at: 0) }
  }

  private func long(_ digits: String, zone: UInt8) throws -> Timestamp? {
    let bytes = Array(digits.utf8) + [zone]
    return try bytes.withUnsafeBytes { try RecordedTime.long($0.bytes, at: 0) }
  }

  @Test(
    arguments: [
      ("46 01 01 00 00 00 00", 0),  // 1970
      ("64 02 1D 17 3B 3B 00", 951_868_799),  // 29 February 2000, 23:59:59
      ("00 01 01 00 00 00 00", -2_208_988_800),  // 1900
      ("FF 0C 1F 17 3B 3B 00", 5_869_583_999),  // the end of 2155
      ("7E 0B 16 0A 17 19 04", 1_795_339_405),  // an hour east of Greenwich
      ("7E 0B 16 0A 17 19 EC", 1_795_361_005),  // five hours west
      ("80 01 01 00 00 00 A0", 1_830_297_600),  // an offset of a whole day is none
    ] as [(HexFixture, Int64)])
  func `are seven bytes in a directory record`(field: HexFixture, seconds: Int64) throws {
    #expect(try short(field) == Timestamp(seconds: seconds))
  }

  @Test func `are seventeen digits and bytes in a volume descriptor`() throws {
    #expect(
      try long("2026112210232545", zone: 0)
        == Timestamp(seconds: 1_795_343_005, nanoseconds: 450_000_000))
    #expect(try long("2026112210232500", zone: 4) == Timestamp(seconds: 1_795_339_405))
  }

  @Test func `are nothing where they are left open`() throws {
    #expect(try short("00*7") == nil)
    #expect(try long("0000000000000000", zone: 0) == nil)
    #expect(try long("2026-11-22 10:23", zone: 0) == nil)
  }

  @Test func `are refused where they are cut`() {
    #expect(throws: VolumeFault.Reason.truncated) { try short("7E 0B 16 0A 17 19") }
  }
}
