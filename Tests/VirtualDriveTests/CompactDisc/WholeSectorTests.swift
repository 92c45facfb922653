import TestSupport
import Testing

@testable import VirtualDrive

@Suite("Whole sectors") struct WholeSectorTests {
  let zeros = [UInt8](repeating: 0, count: 2048)
  let counting = (0..<2048).map { UInt8(truncatingIfNeeded: $0) }

  @Test func `of mode 1 with zeros have these codes`() {
    let sector = WholeSector.mode1(zeros, at: 0)
    #expect(sector.count == 2352)
    expectBytes(sector[..<16], equal: "00 FF*10 00  00 02 00 01")
    expectBytes(sector[16..<2064], equal: "00*2048")
    expectBytes(sector[2064..<2076], equal: "C5 13 68 2B  00*8")
    expectBytes(sector[2076..<2080], equal: "00 F7 00 F5")
    expectBytes(sector[2248..<2251], equal: "00 41 00")
    expectBytes(sector[2344..<2352], equal: "00 00 00 90 00 C1 00 12")
  }

  @Test func `of mode 1 with counting bytes have these codes`() {
    let sector = WholeSector.mode1(counting, at: 0)
    expectBytes(sector[2064..<2068], equal: "27 97 39 E6")
    expectBytes(sector[2076..<2084], equal: "42 13 C7 94 21 72 D5 86")
    expectBytes(sector[2248..<2256], equal: "46 E9 44 86 F1 2A E2 0B")
    expectBytes(sector[2344..<2352], equal: "D9 D2 2A 7D D0 7C 65 23")
  }

  @Test func `are scrambled behind the synchronisation, and back`() {
    var sector = WholeSector.mode1(zeros, at: 0)
    let plain = sector
    SectorCode.scramble(&sector)
    expectBytes(
      sector[..<26], equal: "00 FF*10 00  01 82 00 61 00 28 00 1E 80 08 60 06 A8 02")
    expectBytes(sector[2344...], equal: "F6 C4 46 43 72 1C E5 8B")
    SectorCode.scramble(&sector)
    #expect(sector == plain)
    var other = WholeSector.mode1(counting, at: 0)
    SectorCode.scramble(&other)
    expectBytes(other[2344...], equal: "2F 16 6C AE A2 A1 80 BA")
  }

  /// The times of a header are BCD: block 359,848 is at 79:59:73, the pregap begins at 00:00:00.
  @Test(arguments: [
    (Int64(359_848), "79 59 73 01"), (-150, "00 00 00 01"), (-1, "00 01 74 01"),
    (-151, "99 59 74 01"), (-11_077, "97 34 23 01"),
  ])
  func `tell their time in BCD`(address: Int64, header: String) {
    expectBytes(WholeSector.mode1(zeros, at: address)[12..<16], equal: HexFixture(header))
  }

  /// The parity of form 1 is computed with a header of zeros, so it is the same everywhere.
  @Test func `of form 1 have the same codes wherever they lie`() {
    let subheader: [UInt8] = [0, 0, 8, 0]
    let here = WholeSector.form1(subheader: subheader, counting, at: 0)
    let there = WholeSector.form1(subheader: subheader, counting, at: 123_456)
    expectBytes(here[12..<24], equal: "00 02 00 02  00 00 08 00  00 00 08 00")
    #expect(Array(here[16...]) == Array(there[16...]))
    #expect(here[12..<15] != there[12..<15])
    #expect(here.count == 2352)
  }

  /// A word of P and of Q is divisible by x + 1 and by x + 2: its sum, and the sum of its bytes
  /// times rising powers of 2, are zero. Worked out here by multiplication, not by the tables.
  @Test func `have parity that leaves no remainder`() {
    let sector = WholeSector.form1(subheader: [1, 2, 8, 4], counting.reversed(), at: 0)
    var covered = Array(sector[12...])
    covered.replaceSubrange(0..<4, with: [0, 0, 0, 0])
    for column in 0..<86 {
      let word = (0..<26).map { covered[column + 86 * $0] }
      #expect(remainders(of: word) == [0, 0])
    }
    for diagonal in 0..<52 {
      let word =
        (0..<43).map { covered[(diagonal / 2 * 86 + diagonal % 2 + 88 * $0) % 2236] }
        + [covered[2236 + diagonal], covered[2236 + 52 + diagonal]]
      #expect(remainders(of: word) == [0, 0])
    }
  }

  private func remainders(of word: [UInt8]) -> [UInt8] {
    var sums: [UInt8] = [0, 0]
    for (index, byte) in word.enumerated() {
      sums[0] ^= byte
      sums[1] ^= product(byte, power: word.count - 1 - index)
    }
    return sums
  }

  private func product(_ byte: UInt8, power: Int) -> UInt8 {
    (0..<power).reduce(Int(byte)) { value, _ in
      value << 1 > 0xFF ? (value << 1 ^ 0x11D) : value << 1
    }.asByte
  }

  @Test func `of form 2 have an EDC over sub-header and data, and no parity`() {
    let sector = WholeSector.form2(
      subheader: [0, 1, 0x28, 0], [UInt8](repeating: 0x55, count: 2324), at: 16)
    #expect(sector.count == 2352)
    expectBytes(sector[12..<25], equal: "00 02 16 02  00 01 28 00  00 01 28 00  55")
    // A checksum over data and checksum is zero.
    #expect(SectorCode.errorDetection(sector[16...]) == 0)
    #expect(SectorCode.errorDetection(sector[16..<2348]) != 0)
  }

  @Test func `are told apart by mode and sub-header`() {
    let form1 = WholeSector.form1(subheader: [0, 0, 8, 0], zeros, at: 0)
    let form2 = WholeSector.form2(
      subheader: [0, 0, 0x20, 0], [UInt8](repeating: 0, count: 2324), at: 0)
    let formless = WholeSector.formless([UInt8](repeating: 0x20, count: 2336), at: 0)
    #expect(WholeSector.type(of: WholeSector.mode1(zeros, at: 0)[...], isExtended: true) == .mode1)
    #expect(WholeSector.type(of: form1[...], isExtended: true) == .form1)
    #expect(WholeSector.type(of: form2[...], isExtended: true) == .form2)
    #expect(WholeSector.type(of: formless[...], isExtended: false) == .formless)
    #expect(WholeSector.type(of: [UInt8](repeating: 0, count: 2352)[...], isExtended: true) == nil)
    #expect(WholeSector.type(of: form1[..<100], isExtended: true) == nil)
  }

  @Test func `of XA follow the sub-header they are given`() {
    let bytes: [UInt8] = [0, 0, 0x20, 0, 0, 0, 0x20, 0] + [UInt8](repeating: 7, count: 2328)
    let form2 = WholeSector.extended(bytes[...], at: 5)
    #expect(
      form2
        == WholeSector.form2(
          subheader: [0, 0, 0x20, 0], [UInt8](repeating: 7, count: 2324), at: 5))
    var others = bytes
    others[2] = 8
    #expect(
      WholeSector.extended(others[...], at: 5)
        == WholeSector.form1(
          subheader: [0, 0, 8, 0], [UInt8](repeating: 7, count: 2048), at: 5))
  }
}

extension Int {
  fileprivate var asByte: UInt8 { UInt8(truncatingIfNeeded: self) }
}
