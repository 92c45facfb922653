/// What the host announced to write in one go: the parts of a session, in order.
struct CueSheet: Hashable, Sendable {
  /// A run of sectors of one form.
  struct Part: Hashable, Sendable {
    /// 1…99, AAh for the lead-out.
    var track: UInt8
    var index: UInt8
    /// The CONTROL field.
    var control: UInt8
    var form: DataForm
    /// Where it begins; it ends where the next does.
    var start: Int64
  }

  /// The session's lead-in carries CD-TEXT that the host sends.
  var hasText = false
  /// Thirteen digits; nil if there are none.
  var catalogNumber: String?
  /// The ISRCs by track.
  var recordingCodes: [UInt8: String] = [:]
  /// The parts up to the lead-out, which is the last.
  var parts: [Part] = []

  var start: Int64 { parts.first?.start ?? 0 }
  var leadOut: Int64 { parts.last?.start ?? 0 }

  /// The part that `address` lies in, and where that part ends.
  func part(at address: Int64) -> (part: Part, end: Int64)? {
    guard let next = parts.firstIndex(where: { $0.start > address }), next > 0 else { return nil }
    return (parts[next - 1], parts[next].start)
  }
}

/// The DATA FORM byte of a cue sheet's entry: what the host sends for each sector.
///
/// Source: MMC-6, "SEND CUE SHEET Command", tables of the data forms.
struct DataForm: Hashable, Sendable {
  var rawValue: UInt8

  /// Bits 7…6: what comes of the sub-channels R to W.
  enum Subchannel: Hashable, Sendable { case none, raw, packed }

  var main: UInt8 { rawValue & 0x3F }

  var subchannel: Subchannel? {
    switch rawValue >> 6 {
    case 0: Subchannel.none
    case 1: .raw
    case 3: .packed
    default: nil
    }
  }

  var isData: Bool { main >= 0x10 }

  /// What the sectors become; that of mode 2 XA is decided by each one's sub-header.
  var isExtended: Bool { main >> 4 == 2 }

  /// The bytes of a sector on the wire, without those of the sub-channel; 0 if the drive makes it,
  /// nil if there is no such form.
  var mainByteCount: Int? {
    switch main {
    case 0x00: 2352
    case 0x10, 0x12: 2048
    case 0x11, 0x13, 0x21, 0x23, 0x31, 0x33: 2352
    case 0x20, 0x22, 0x30, 0x32: 2336
    case 0x01, 0x14, 0x24, 0x34: 0
    default: nil
    }
  }

  /// The bytes of a sector on the wire.
  var byteCount: Int {
    let main = mainByteCount ?? 0
    return main + (main == 0 || subchannel == Subchannel.none ? 0 : SubchannelSymbols.byteCount)
  }

  /// Whether the host's bytes are of no account: the drive writes zeros.
  var isIgnored: Bool { [0x12, 0x13, 0x22, 0x23, 0x32, 0x33].contains(main) }
}
