/// What can be done with a medium, as bits: the values of IMAPI's `IMAPI_FORMAT2_DATA_MEDIA_STATE`.
public struct MediumState: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Parts that are used may be written over.
  public static let overwriteOnly = Self(rawValue: 0x0001)
  /// It was never used, or was erased.
  public static let blank = Self(rawValue: 0x0002)
  /// Further sessions are possible.
  public static let appendable = Self(rawValue: 0x0004)
  /// Just one more session fits, or the medium knows no more than one.
  public static let finalSession = Self(rawValue: 0x0008)
  /// It cannot be used as it is; erasing may help.
  public static let damaged = Self(rawValue: 0x0400)
  /// It must be erased before it is written.
  public static let eraseRequired = Self(rawValue: 0x0800)
  /// The last session is partly written.
  public static let nonEmptySession = Self(rawValue: 0x1000)
  public static let writeProtected = Self(rawValue: 0x2000)
  /// It is closed for good.
  public static let finalized = Self(rawValue: 0x4000)
  public static let unsupportedMedia = Self(rawValue: 0x8000)

  /// The bits that only tell something.
  public static let informationalMask = Self(rawValue: 0x000F)
  /// The bits of which each forbids writing.
  public static let unsupportedMask = Self(rawValue: 0xFC00)

  /// Whether nothing forbids writing.
  public var isUsable: Bool { isDisjoint(with: .unsupportedMask) }
}

extension Medium {
  /// What can be done with the medium, as bits.
  public var state: MediumState {
    var state: MediumState = []
    switch condition {
    case .blank, .unformatted: state.insert(.blank)
    case .appendable: state.insert(.appendable)
    case .overwritable, .intermediate: state.insert(.overwriteOnly)
    case .closed: state.insert(isErasable ? [.finalized, .eraseRequired] : .finalized)
    }
    if condition == .blank || condition == .appendable, isLastSessionPossible {
      state.insert(.finalSession)
    }
    if isDamaged { state.insert(.damaged) }
    if lastSessionState == .incomplete { state.insert(.nonEmptySession) }
    if !writeProtection.subtracting(.readOnlyMedium).isEmpty { state.insert(.writeProtected) }
    if !profile.isWritable { state.insert(.unsupportedMedia) }
    return state
  }

  /// Whether no session can follow the next one: a CD has 99 tracks, and a DVD-R DL is written once.
  private var isLastSessionPossible: Bool {
    switch profile {
    case .dvdMinusRDualLayerSequential, .dvdMinusRDualLayerJump: true
    default: profile.family == .cd && (tracks.map(\.number).max() ?? 0) >= 98
    }
  }
}

/// What forbids writing: the values of IMAPI's `IMAPI_MEDIA_WRITE_PROTECT_STATE`.
///
/// Source: MMC-6, "READ DISC STRUCTURE Command", write protection status.
public struct WriteProtection: OptionSet, Hashable, Sendable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The drive refuses until it is switched off.
  public static let untilPowerDown = Self(rawValue: 0x0001)
  /// A switch of the cartridge.
  public static let byCartridge = Self(rawValue: 0x0002)
  /// Something that only this kind of medium has.
  public static let byMedium = Self(rawValue: 0x0004)
  /// The medium was protected for good, until that is taken back.
  public static let persistent = Self(rawValue: 0x0008)
  /// A disc control block.
  public static let byDiscControlBlock = Self(rawValue: 0x0010)
  /// The medium can only be read.
  public static let readOnlyMedium = Self(rawValue: 0x4000)
}
