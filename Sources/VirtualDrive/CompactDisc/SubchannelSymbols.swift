/// The 96 symbols that a sector has beside its data: a bit of each of the channels P to W.
///
///     each byte   bit 7 P, bit 6 Q, bits 5…0 R…W; bit n of Q, the highest first, in byte n
///
/// Source: IEC 60908, "Control and display system".
enum SubchannelSymbols {
  static let byteCount = 96

  /// The symbols of P and Q; R to W are zero unless given in the lower six bits of `others`.
  static func make(p: Bool, q: [UInt8], others: ArraySlice<UInt8>? = nil) -> [UInt8] {
    (0..<byteCount).map { index in
      let bit = q[index / 8] >> (7 - index % 8) & 1
      let rest = others.map { $0[$0.startIndex + index] & 0x3F } ?? 0
      return (p ? 0x80 : 0) | bit << 6 | rest
    }
  }

  /// The twelve bytes of Q.
  static func q(in symbols: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 12)
    for (index, symbol) in symbols.prefix(byteCount).enumerated() {
      bytes[index / 8] |= (symbol >> 6 & 1) << (7 - index % 8)
    }
    return bytes
  }

  /// P, which more than half of the symbols must have to count as set.
  static func p(in symbols: ArraySlice<UInt8>) -> Bool {
    symbols.count { $0 & 0x80 != 0 } > byteCount / 2
  }

  /// Q and P in the 16 bytes of data block type 1 and READ CD: Q, three bytes of zero, P in bit 7.
  static func formatted(p: Bool, q: [UInt8]) -> [UInt8] {
    q + [0, 0, 0, p ? 0x80 : 0]
  }
}
