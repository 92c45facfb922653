import DiscImage
import DiscModel
import Testing

@testable import Presentation

@Suite("Numbers as people read them") struct FormatTests {
  @Test(
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (1499, "1 kB"),
      (1500, "2 kB"), (999_499, "999 kB"), (999_500, "1 MB"), (1_250_000, "1.3 MB"),
      (9_940_000, "9.9 MB"), (12_400_000, "12 MB"), (312_000_000, "312 MB"),
      (999_500_000, "1 GB"), (4_700_372_992, "4.7 GB"), (25_025_314_816, "25 GB"),
      (99_960_000_000, "100 GB"), (1_500_000_000_000, "1.5 TB"),
    ] as [(UInt64, String)])
  func `sizes are decimal, as discs are sold`(byteCount: UInt64, text: String) {
    #expect(Format.size(byteCount) == text)
  }

  @Test func `the largest number of bytes does not trap`() {
    #expect(Format.size(.max, rounding: .up) == "18\u{202F}446\u{202F}744.1 TB")
  }

  @Test(
    arguments: [
      (3_459_999_999, "3.5 GB", "3.4 GB", "3.5 GB"), (3_400_000_001, "3.4 GB", "3.4 GB", "3.5 GB"),
      (311_000_001, "311 MB", "311 MB", "312 MB"), (999_900_000, "1 GB", "999 MB", "1 GB"),
    ] as [(UInt64, String, String, String)])
  func `what is free is rounded down, what is too much is rounded up`(
    byteCount: UInt64, nearest: String, down: String, up: String
  ) {
    #expect(Format.size(byteCount) == nearest)
    #expect(Format.size(byteCount, rounding: .down) == down)
    #expect(Format.size(byteCount, rounding: .up) == up)
  }

  @Test(arguments: [
    (7, "7"), (9999, "9999"), (10_000, "10\u{202F}000"), (1_234_567, "1\u{202F}234\u{202F}567"),
    (-12_345, "−12\u{202F}345"),
  ])
  func `digits are grouped from five on`(value: Int, text: String) {
    #expect(Format.count(value) == text)
  }

  @Test func `counts have their plural`() {
    #expect(Format.files(1) == "1 file")
    #expect(Format.files(0) == "0 files")
    #expect(Format.items(12_000) == "12\u{202F}000 items")
  }

  @Test(
    arguments: [
      (0o755, "rwxr-xr-x"), (0o644, "rw-r--r--"), (0, "---------"), (0o4755, "rwsr-xr-x"),
      (0o2640, "rw-r-S---"), (0o1777, "rwxrwxrwt"), (0o1750, "rwxr-x--T"),
    ] as [(UInt16, String)])
  func `permissions are shown as ls does`(bits: UInt16, text: String) {
    #expect(Format.mode(bits) == text)
  }

  @Test func `only the whole is a hundred percent`() {
    #expect(Format.percentage(0.9999) == "99%")
    #expect(Format.percentage(1) == "100%")
    #expect(Format.percentage(-3) == "0%")
    #expect(Format.percentage(.nan) == "0%")
  }

  @Test func `the decimal point is the locale's`() {
    #expect(Format.decimal(tenths: 47, decimalPoint: ",") == "4,7")
    #expect(Format.decimal(tenths: 250, decimalPoint: ",") == "25")
  }

  @Test(arguments: [
    (-5, "0 s"), (12, "12 s"), (60, "1 min"), (72, "1 min 12 s"), (3600, "1 h"),
    (3899, "1 h 4 min"),
  ])
  func `time that has passed is exact`(seconds: Int, text: String) {
    #expect(Format.duration(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (0, "less than a minute left"), (49, "less than a minute left"), (50, "about 1 minute left"),
    (61, "about 2 minutes left"), (180, "about 3 minutes left"), (3600, "about 1 hour left"),
    (3660, "about 1 h 5 min left"), (7200, "about 2 hours left"),
  ])
  func `time to come is no finer than it can be known`(seconds: Int, text: String) {
    #expect(Format.remaining(.seconds(seconds)) == text)
  }

  @Test(arguments: [
    (0, "0:00"), (74, "0:00"), (75, "0:01"), (225 * 75, "3:45"), (3600 * 75, "60:00"), (-1, "0:00"),
  ])
  func `music plays minutes and seconds`(blocks: Int, text: String) {
    #expect(Format.playingTime(BlockCount(blocks)) == text)
  }

  @Test func `speeds are told by the medium's family`() {
    #expect(Format.speed(.dvd(8), of: .dvd) == "8× (11.1 MB/s)")
    #expect(Format.speed(.cd(48), of: .cd) == "48× (8.5 MB/s)")
    #expect(Format.speed(.dvd(2.4), of: .dvd) == "2.4× (3.3 MB/s)")
    #expect(Format.speed(.bluRay(4), of: .bluRay) == "4× (18.0 MB/s)")
    #expect(Format.speed(.dvd(8), of: nil) == "11.1 MB/s")
  }

  @Test func `data on CD pass at 153.6 kB/s where the box says 1×`() {
    #expect(Format.dataSpeed(.init(kilobytesPerSecond: 7373), of: .cd) == "48× (7.4 MB/s)")
    #expect(Format.dataSpeed(.init(kilobytesPerSecond: 11_080), of: .dvd) == "8× (11.1 MB/s)")
  }

  @Test func `a day is written as ISO 8601 has it`() {
    #expect(Format.date(Timestamp(seconds: 1795348800)) == "2026-11-22")
  }
}
