/// The codes that protect a data sector: EDC finds errors, the P and Q parity correct them.
///
/// Source: ECMA-130, "Error Detection and Correction" (annex A of the RSPC, annex B of the scrambler).
enum SectorCode {
  /// The 32-bit checksum of `bytes`: polynomial 8001801Bh, least significant bit first, from zero.
  static func errorDetection(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { code, byte in
      code >> 8 ^ remainders[Int(UInt8(truncatingIfNeeded: code) ^ byte)]
    }
  }

  /// Fills in P (byte 2076…2247) and Q (2248…2351) over byte 12…2075, and Q over P too.
  static func fillParity(in sector: inout [UInt8]) {
    fill(&sector, at: 2076, words: 86, length: 24) { word, index in word + 86 * index }
    fill(&sector, at: 2248, words: 52, length: 43) { word, index in
      (word / 2 * 86 + word % 2 + 88 * index) % 2236
    }
  }

  /// Changes byte 12…2351 into what the laser writes, or back: an exclusive or with the output of a
  /// register of 15 bits, x¹⁵ + x + 1, that begins with 1.
  static func scramble(_ sector: inout [UInt8]) {
    for (offset, byte) in noise.enumerated() { sector[12 + offset] ^= byte }
  }

  /// Appends two parity bytes to each word of a product code.
  ///
  /// - Parameters:
  ///   - position: where byte `index` of word `word` lies, from byte 12 of the sector on.
  private static func fill(
    _ sector: inout [UInt8], at start: Int, words: Int, length: Int,
    position: (_ word: Int, _ index: Int) -> Int
  ) {
    for word in 0..<words {
      var sum: UInt8 = 0
      var weighted: UInt8 = 0
      for index in 0..<length {
        let byte = sector[12 + position(word, index)]
        sum ^= byte
        weighted = doubles[Int(weighted ^ byte)]
      }
      let first = thirds[Int(doubles[Int(weighted)] ^ sum)]
      sector[start + word] = first
      sector[start + words + word] = first ^ sum
    }
  }

  private static let remainders: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { code, _ in code >> 1 ^ (code & 1 == 0 ? 0 : 0xD801_8001) }
  }

  /// The products with 2 in the field of 256 elements, x⁸ + x⁴ + x³ + x² + 1.
  private static let doubles: [UInt8] = (0..<256).map { element in
    UInt8(truncatingIfNeeded: element << 1 ^ (element & 0x80 == 0 ? 0 : 0x11D))
  }

  /// The quotients by 3 in the same field.
  private static let thirds: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 256)
    for element in 0..<256 { table[element ^ Int(doubles[element])] = UInt8(element) }
    return table
  }()

  private static let noise: [UInt8] = {
    var register: UInt16 = 1
    return (0..<2340).map { _ in
      var byte: UInt8 = 0
      for bit in 0..<8 {
        byte |= UInt8(register & 1) << bit
        register = register >> 1 | ((register ^ register >> 1) & 1) << 14
      }
      return byte
    }
  }()
}
