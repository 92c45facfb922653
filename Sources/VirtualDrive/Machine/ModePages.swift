/// The pages of settings that the host may read and change.
///
/// Page 2Ah is not kept: it tells the state of the drive and is made when asked for.
/// Source: MMC-6, "Mode parameters"; SPC-4, "Mode parameter header".
struct ModePages: Hashable, Sendable {
  /// Read/write error recovery: retries on reading at 3, on writing at 8.
  static let defaultErrorRecovery: [UInt8] = [0x01, 0x0A, 0, 0x10, 0, 0, 0, 0, 0x10, 0, 0, 0]
  /// Write parameters: packets of any size in data tracks, underrun protection, pause of 150 blocks.
  static let defaultWriteParameters: [UInt8] =
    [0x05, 0x32, 0x40, 0x05, 0x08, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 150]
    + [UInt8](repeating: 0, count: 36)
  /// Caching: writes are cached.
  static let defaultCaching: [UInt8] = [0x08, 0x12, 0x04] + [UInt8](repeating: 0, count: 17)

  /// Power condition: no timer leads to another one.
  ///
  ///     byte 3   bit 1 idle, bit 0 standby after the time of       4…7   idle        8…11   standby
  ///
  /// Source: MMC-6, "Power Condition mode page".
  static let powerCondition: [UInt8] = [0x1A, 0x0A] + [UInt8](repeating: 0, count: 10)
  /// Time-out and protect: commands end when they are done, and nothing is protected.
  ///
  ///     byte 4   bit 3 group 3 too, bit 2 time-outs are on, bit 1 until the next medium, bit 0 by software
  ///     byte 6, 7   seconds that commands of group 1 take at most        8, 9   of group 2
  ///
  /// Source: MMC-6, "Timeout and Protect mode page".
  static let timeoutAndProtect: [UInt8] = [0x1D, 0x08, 0, 0, 0, 0, 0, 30, 0, 120]

  var errorRecovery = Self.defaultErrorRecovery
  var writeParameters = Self.defaultWriteParameters
  var caching = Self.defaultCaching

  /// Which bits of a page the host may change.
  static func changeable(_ code: UInt8, byteCount: Int) -> [UInt8] {
    var mask = [UInt8](repeating: 0, count: byteCount)
    switch code {
    case 0x01: for offset in [2, 3, 8] { mask[offset] = 0xFF }
    case 0x05: for offset in 2..<byteCount { mask[offset] = 0xFF }
    case 0x08: mask[2] = 0x04
    default: break
    }
    mask[0] = code
    mask[1] = UInt8(byteCount - 2)
    return mask
  }
}

/// Page 05h, as far as it decides what the drive does.
extension ModePages {
  var writeType: UInt8 { writeParameters[2] & 0x0F }
  var isTestWrite: Bool { writeParameters[2] & 0x10 != 0 }
  var trackMode: UInt8 { writeParameters[3] & 0x0F }
  var dataBlockType: UInt8 { writeParameters[4] & 0x0F }

  /// What closing a session does to the next.
  var nextSession: RecordedSession.NextSession {
    switch writeParameters[3] >> 6 {
    case 3: .allowed
    case 1: .forbidden
    default: .none
    }
  }

  /// The first byte of a page 05h that the drive cannot follow with a medium, or nil if it can.
  static func faultInWriteParameters(_ page: [UInt8], for kind: MediumKind?) -> Int? {
    kind?.isDVDMinus == true
      ? faultForDVD(page, hasTwoLayers: kind == .dvdMinusRDualLayer) : faultForCompactDisc(page)
  }

  /// Data is written bit by bit (write type 0), as a disc at once (2), or on two layers in jumps (4), in
  /// blocks of type 8; links and packets are of 16 blocks.
  private static func faultForDVD(_ page: [UInt8], hasTwoLayers: Bool) -> Int? {
    guard [0, 2].contains(page[2] & 0x0F) || hasTwoLayers && page[2] & 0x0F == 4 else { return 2 }
    guard page[3] >> 6 != 2, page[3] & 0x0E == 0x04 else { return 3 }
    guard page[4] & 0x0F == 8 else { return 4 }
    if page[2] & 0x20 != 0, page[5] != 16 { return 5 }
    if page[3] & 0x20 != 0, page[10..<14] != [0, 0, 0, 16], page[10..<14] != [0, 0, 0, 0] {
      return 10
    }
    return nil
  }
}
