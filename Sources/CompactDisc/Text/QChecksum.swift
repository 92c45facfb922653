/// The checksum of sub-channel Q and of CD-TEXT packs: CRC-16 with the polynomial 1021h, from 0,
/// inverted. Source: MMC-6, "Q Sub-channel", and MMC-3, annex J, "Structure of a pack".
enum QChecksum {
  static func of(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var remainder: UInt16 = 0
    for byte in bytes {
      remainder ^= UInt16(byte) << 8
      for _ in 0..<8 {
        remainder = remainder & 0x8000 == 0 ? remainder << 1 : remainder << 1 ^ 0x1021
      }
    }
    return ~remainder
  }
}
