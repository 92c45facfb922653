/// What READ CD shall bring of each sector.
///
/// The parts come in this order: synchronization, header, sub-header, user data, correction, error
/// flags, sub-channels. Source: MMC-6, "READ CD Command", main channel selection.
public struct CDSectorContent: Hashable, Sendable {
  /// The kind of sector that is expected: bits 2–4 of CDB byte 1.
  public enum SectorType: UInt8, Hashable, Sendable {
    case any = 0
    case audio = 1
    case mode1 = 2
    case mode2 = 3
    case mode2Form1 = 4
    case mode2Form2 = 5
  }

  /// The parts of the main channel: bits 3–7 of CDB byte 9.
  public struct MainChannel: OptionSet, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// 12 bytes.
    public static let synchronization = Self(rawValue: 0x80)
    /// 8 bytes, of mode 2 sectors with forms.
    public static let subheader = Self(rawValue: 0x40)
    /// 4 bytes.
    public static let header = Self(rawValue: 0x20)
    public static let userData = Self(rawValue: 0x10)
    public static let correction = Self(rawValue: 0x08)
    /// All 2,352 bytes, of audio too.
    public static let all: Self = [.synchronization, .subheader, .header, .userData, .correction]
  }

  /// The error flags: bits 1–2 of CDB byte 9.
  public enum ErrorFlags: UInt8, Hashable, Sendable {
    case none = 0
    /// A bit for each byte of the sector: 294 bytes.
    case c2 = 1
    /// The same, the sum of them and a filling byte: 296 bytes.
    case c2WithBlockError = 2

    public var byteCount: Int {
      switch self {
      case .none: 0
      case .c2: 294
      case .c2WithBlockError: 296
      }
    }
  }

  /// The sub-channels: bits 0–2 of CDB byte 10.
  public enum Subchannels: UInt8, Hashable, Sendable {
    case none = 0
    /// P to W as they were recorded: 96 bytes.
    case raw = 1
    /// Q, put together: 16 bytes.
    case formattedQ = 2
    /// R to W, corrected: 96 bytes.
    case corrected = 4

    public var byteCount: Int {
      switch self {
      case .none: 0
      case .formattedQ: 16
      case .raw, .corrected: 96
      }
    }
  }

  public var sectorType: SectorType
  public var mainChannel: MainChannel
  public var errorFlags: ErrorFlags
  public var subchannels: Subchannels

  public init(
    _ sectorType: SectorType, _ mainChannel: MainChannel = .userData,
    errorFlags: ErrorFlags = .none, subchannels: Subchannels = .none
  ) {
    self.sectorType = sectorType
    self.mainChannel = mainChannel
    self.errorFlags = errorFlags
    self.subchannels = subchannels
  }

  /// Audio as it is: 2,352 bytes.
  public static let audio = Self(.audio, .userData)
  /// Whole sectors of whatever kind: 2,352 bytes.
  public static let wholeSectors = Self(.any, .all)

  /// How many bytes come for each sector, or nil where that depends on the sector: parts of a sector
  /// of any kind.
  public var byteCount: Int? {
    mainChannelByteCount.map { $0 + errorFlags.byteCount + subchannels.byteCount }
  }

  private var mainChannelByteCount: Int? {
    if mainChannel == .all { return 2352 }
    if mainChannel.isEmpty { return 0 }
    let parts: (header: Int, subheader: Int, user: Int, correction: Int)
    switch sectorType {
    case .any: return nil
    case .audio: return 2352
    case .mode1: parts = (4, 0, 2048, 288)
    case .mode2: parts = (4, 0, 2336, 0)
    case .mode2Form1: parts = (4, 8, 2048, 280)
    case .mode2Form2: parts = (4, 8, 2328, 0)
    }
    var sum = mainChannel.contains(.synchronization) ? 12 : 0
    if mainChannel.contains(.header) { sum += parts.header }
    if mainChannel.contains(.subheader) { sum += parts.subheader }
    if mainChannel.contains(.userData) { sum += parts.user }
    if mainChannel.contains(.correction) { sum += parts.correction }
    return sum
  }

  /// Bits 2–4 of CDB byte 1.
  var typeByte: UInt8 { sectorType.rawValue << 2 }
  /// CDB byte 9.
  var selectionByte: UInt8 { mainChannel.rawValue & 0xF8 | errorFlags.rawValue << 1 }
}
