import TestSupport

@testable import VirtualDrive

/// The steps of burning compact discs, in bytes.
extension DriveBench {
  /// MODE SELECT of page 05h for a session at once.
  @discardableResult
  func selectSessionAtOnce(multiSession: UInt8 = 0, testWrite: Bool = false) -> Outcome {
    select(type: testWrite ? 0x52 : 0x42, mode: multiSession << 6, block: 0)
  }

  @discardableResult
  func select(type: UInt8, mode: UInt8, block: UInt8, format: UInt8 = 0) -> Outcome {
    send(
      "55 10 00 00 00 00 00 00 3C 00",
      data: Self.writeParameters(type: type, mode: mode, block: block, format: format))
  }

  @discardableResult
  func sendCueSheet(_ sheet: HexFixture) -> Outcome {
    send(
      HexFixture(bytes: [
        0x5D, 0, 0, 0, 0, 0, 0, UInt8(sheet.count >> 8), UInt8(sheet.count & 0xFF), 0,
      ]), data: sheet.bytes)
  }

  /// WRITE(10) of `bytes`, `size` each block.
  @discardableResult
  func write(_ bytes: [UInt8], at address: Int, size: Int) -> Outcome {
    let start = UInt32(bitPattern: Int32(address))
    let count = bytes.count / size
    return send(
      HexFixture(bytes: [
        0x2A, 0, UInt8(start >> 24), UInt8(start >> 16 & 0xFF), UInt8(start >> 8 & 0xFF),
        UInt8(start & 0xFF), 0, UInt8(count >> 8), UInt8(count & 0xFF), 0,
      ]), data: bytes)
  }

  /// Audio that tells where it belongs: each byte of block n is the low byte of n, but the first two
  /// are n itself.
  static func audio(_ range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count * 2352) { bytes, count in
      for (index, block) in range.enumerated() {
        let start = bytes.baseAddress! + index * 2352
        start.initialize(repeating: UInt8(truncatingIfNeeded: block), count: 2352)
        start[0] = UInt8(truncatingIfNeeded: block)
        start[1] = UInt8(truncatingIfNeeded: block >> 8)
      }
      count = range.count * 2352
    }
  }

  /// Writes audio in pieces of 27 sectors; stops at the first that is refused.
  @discardableResult
  func burnAudio(_ range: Range<Int>) -> Outcome {
    var last = Outcome(status: 0, sense: "", senseBytes: [], bytes: [])
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 27) {
      let part = start..<min(start + 27, range.upperBound)
      last = write(Self.audio(part), at: start, size: 2352)
      if last.status != 0 { break }
    }
    return last
  }

  /// READ CD.
  func readCD(
    _ range: Range<Int>, type: UInt8 = 0, fields: UInt8 = 0xF8, subchannel: UInt8 = 0,
    size: Int = 2352
  ) -> Outcome {
    let start = UInt32(bitPattern: Int32(range.lowerBound))
    return send(
      HexFixture(bytes: [
        0xBE, type << 2, UInt8(start >> 24), UInt8(start >> 16 & 0xFF), UInt8(start >> 8 & 0xFF),
        UInt8(start & 0xFF), 0, UInt8(range.count >> 8), UInt8(range.count & 0xFF), fields,
        subchannel, 0,
      ]), reply: range.count * size)
  }

  /// READ TOC/PMA/ATIP, cut to what the reply says it has.
  func table(_ format: UInt8, asTime: Bool = false) -> [UInt8] {
    send(
      HexFixture(bytes: [0x43, asTime ? 2 : 0, format, 0, 0, 0, 0, 0x10, 0, 0]), reply: 4096
    ).bytes
  }
}
