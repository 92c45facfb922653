extension WriteParametersPage {
  /// How a track is written: bits 0–3 of byte 2. Unknown numbers are kept as they are.
  public struct WriteType: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Packet by packet; on DVD, incrementally.
    public static let packet = Self(rawValue: 0)
    public static let trackAtOnce = Self(rawValue: 1)
    /// On DVD, disc at once.
    public static let sessionAtOnce = Self(rawValue: 2)
    /// The host makes everything, lead-in and lead-out too.
    public static let raw = Self(rawValue: 3)
    /// DVD-R DL.
    public static let layerJump = Self(rawValue: 4)
  }

  /// What closing a session says of further ones: bits 6–7 of byte 3.
  public enum MultiSession: UInt8, Hashable, Sendable {
    /// None follows, and there is no pointer to one.
    case none = 0
    /// None follows, and the pointer says so.
    case noneWithPointer = 1
    /// Reserved by the standard.
    case reserved = 2
    /// The disc stays appendable.
    case allowed = 3
  }

  /// What a block carries on the wire: bits 0–3 of byte 4. Unknown numbers are kept as they are.
  public struct DataBlockType: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// 2,352 bytes.
    public static let raw = Self(rawValue: 0)
    /// 2,368 bytes, with P and Q.
    public static let rawWithPQ = Self(rawValue: 1)
    /// 2,448 bytes, with P to W in packs.
    public static let rawWithPackedSubchannels = Self(rawValue: 2)
    /// 2,448 bytes, with P to W as they are recorded.
    public static let rawWithSubchannels = Self(rawValue: 3)
    /// 2,048 bytes.
    public static let mode1 = Self(rawValue: 8)
    /// 2,336 bytes.
    public static let mode2 = Self(rawValue: 9)
    /// 2,048 bytes; the sub-header is in this page.
    public static let mode2Form1 = Self(rawValue: 10)
    /// 2,056 bytes, with the sub-header.
    public static let mode2Form1WithSubheader = Self(rawValue: 11)
    /// 2,324 bytes; the sub-header is in this page.
    public static let mode2Form2 = Self(rawValue: 12)
    /// 2,332 bytes, with the sub-header.
    public static let mode2WithSubheader = Self(rawValue: 13)
  }

  /// Whether the drive may pause the laser when data come late.
  public var protectsAgainstUnderrun: Bool {
    get { fields[2, bit: 6] }
    set { fields[2, bit: 6] = newValue }
  }

  /// Whether the drive only pretends to write.
  public var isTestWrite: Bool {
    get { fields[2, bit: 4] }
    set { fields[2, bit: 4] = newValue }
  }

  /// How the track is written.
  public var writeType: WriteType {
    get { WriteType(rawValue: fields[2, mask: 0x0F]) }
    set { fields[2, mask: 0x0F] = newValue.rawValue }
  }

  /// What closing the session says of further ones.
  public var multiSession: MultiSession {
    get { MultiSession(rawValue: fields[3, mask: 0xC0]) ?? .reserved }
    set { fields[3, mask: 0xC0] = newValue.rawValue }
  }

  /// Whether all packets have the size of ``packetBlocks``.
  public var hasFixedPackets: Bool {
    get { fields[3, bit: 5] }
    set { fields[3, bit: 5] = newValue }
  }

  /// Whether the track is marked as a copy of a copy (SCMS).
  public var isCopy: Bool {
    get { fields[3, bit: 4] }
    set { fields[3, bit: 4] = newValue }
  }

  /// The Q sub-channel's control bits: 0 audio, +1 pre-emphasis, +2 copying allowed, 4 data, 5 data
  /// packets.
  public var trackMode: UInt8 {
    get { fields[3, mask: 0x0F] }
    set { fields[3, mask: 0x0F] = newValue }
  }

  /// What a block carries on the wire.
  public var dataBlockType: DataBlockType {
    get { DataBlockType(rawValue: fields[4, mask: 0x0F]) }
    set { fields[4, mask: 0x0F] = newValue.rawValue }
  }

  /// The blocks that link two packets; nil where the field is not valid.
  public var linkBlocks: UInt8? {
    get { fields[2, bit: 5] ? fields[5] : nil }
    set {
      fields[2, bit: 5] = newValue != nil
      fields[5] = newValue ?? 0
    }
  }

  /// 0, but for discs that a program of its own may write alone.
  public var applicationCode: UInt8 {
    get { fields[7, mask: 0x3F] }
    set { fields[7, mask: 0x3F] = newValue }
  }

  /// 00h CD-DA and CD-ROM, 10h CD-I, 20h CD-ROM XA.
  public var sessionFormat: UInt8 {
    get { fields[8] }
    set { fields[8] = newValue }
  }

  /// The size of a packet, in blocks.
  public var packetBlocks: Int {
    get { fields.integer(at: 10, byteCount: 4) }
    set { fields.store(newValue, at: 10, byteCount: 4) }
  }

  /// The pause before an audio track, in blocks.
  public var audioPause: Int {
    get { fields.integer(at: 14, byteCount: 2) }
    set { fields.store(newValue, at: 14, byteCount: 2) }
  }

  /// The disc's catalogue number, thirteen digits; nil where it is not valid.
  public var catalogueNumber: String? {
    get { fields[16, bit: 7] ? fields.text(at: 17, byteCount: 13) : nil }
    set {
      for offset in 16..<32 { fields[offset] = 0 }
      guard let newValue else { return }
      fields[16, bit: 7] = true
      fields.store(newValue, at: 17, byteCount: 13)
    }
  }

  /// The track's recording code, twelve characters; nil where it is not valid.
  public var recordingCode: String? {
    get { fields[32, bit: 7] ? fields.text(at: 33, byteCount: 12) : nil }
    set {
      for offset in 32..<48 { fields[offset] = 0 }
      guard let newValue else { return }
      fields[32, bit: 7] = true
      fields.store(newValue, at: 33, byteCount: 12)
    }
  }

  /// The sub-header of mode 2 blocks that come without one: file, channel, submode, coding.
  public var subheader: [UInt8] {
    get { (48..<52).map { fields[$0] } }
    set { for index in 0..<4 { fields[48 + index] = index < newValue.count ? newValue[index] : 0 } }
  }
}
