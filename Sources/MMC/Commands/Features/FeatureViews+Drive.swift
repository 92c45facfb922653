public import DiscModel

/// The kinds of media that the drive knows (0000h).
///
///     entries of four bytes: byte 0…1 profile, byte 2 bit 0 current
public struct ProfileListFeature: FeatureView {
  public static let name = FeatureName.profileList
  /// In the drive's order.
  public var profiles: [MediumProfile]
  /// Those that fit the medium in the drive.
  public var currentProfiles: [MediumProfile]

  public init(_ feature: DriveFeature) {
    let offsets = stride(from: 0, through: feature.data.count - 4, by: 4)
    func profile(_ offset: Int) -> MediumProfile {
      MediumProfile(rawValue: UInt16(feature.integer(at: offset, as: UInt16.self)))
    }
    profiles = offsets.map(profile)
    currentProfiles = offsets.filter { feature.has(bit: 0, at: $0 + 2) }.map(profile)
  }
}

/// How the drive is connected (0001h).
///
///     byte 4…7   interface        byte 8   bit 0 busy events, bit 1 INQUIRY as
///                in MMC-6
public struct CoreFeature: FeatureView {
  /// The number of an interface; others are kept as they are.
  public struct Interface: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt32

    public init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    public static let scsi = Self(rawValue: 1)
    public static let atapi = Self(rawValue: 2)
    public static let fireWire = Self(rawValue: 3)
    public static let fireWireA = Self(rawValue: 4)
    public static let fibreChannel = Self(rawValue: 6)
    public static let serialATAPI = Self(rawValue: 7)
    public static let usb = Self(rawValue: 8)
    public static let vendor = Self(rawValue: 0xFFFF)
  }

  public static let name = FeatureName.core
  public var interface: Interface
  /// Whether GET EVENT STATUS NOTIFICATION tells that the drive is busy.
  public var hasBusyEvents: Bool
  /// Whether INQUIRY and its pages of vital data are those of the newer standard (INQ2).
  public var hasNewerInquiry: Bool

  public init(_ feature: DriveFeature) {
    interface = Interface(rawValue: UInt32(feature.integer(at: 0, as: UInt32.self)))
    hasBusyEvents = feature.has(bit: 0, at: 4)
    hasNewerInquiry = feature.has(bit: 1, at: 4)
  }
}

/// Whether the drive tells that its features change (0002h).
///
///     byte 4   bit 0 asynchronous events, bit 1 operational change events
public struct MorphingFeature: FeatureView {
  public static let name = FeatureName.morphing
  public var tellsAsynchronously: Bool
  public var hasOperationalChangeEvents: Bool

  public init(_ feature: DriveFeature) {
    tellsAsynchronously = feature.has(bit: 0, at: 0)
    hasOperationalChangeEvents = feature.has(bit: 1, at: 0)
  }
}

/// How a medium gets into the drive (0003h).
///
///     byte 4   bits 5–7 mechanism, bit 4 loads, bit 3 ejects, bit 2 prevent jumper, bit 1 busy events
///              while a medium is loaded, bit 0 locks
public struct RemovableMediumFeature: FeatureView {
  public enum Mechanism: UInt8, Hashable, Sendable {
    case caddy = 0
    case tray = 1
    case popUp = 2
    case changer = 4
    case magazineChanger = 5
  }

  public static let name = FeatureName.removableMedium
  /// Nil for a number that this version does not know.
  public var mechanism: Mechanism?
  public var canLoad: Bool
  public var canEject: Bool
  /// The state of the jumper that decides whether the drive begins with a locked tray (PvntJmpr).
  public var preventJumperBit: Bool
  /// Whether GET EVENT STATUS NOTIFICATION tells that a medium is being loaded (DBML).
  public var tellsLoading: Bool
  public var canLock: Bool

  public init(_ feature: DriveFeature) {
    mechanism = Mechanism(rawValue: feature.byte(at: 0) >> 5)
    canLoad = feature.has(bit: 4, at: 0)
    canEject = feature.has(bit: 3, at: 0)
    preventJumperBit = feature.has(bit: 2, at: 0)
    tellsLoading = feature.has(bit: 1, at: 0)
    canLock = feature.has(bit: 0, at: 0)
  }
}

/// How the drive can protect a medium (0004h).
///
///     byte 4   bit 3 disc write protect structure, bit 2 disc control block,
///              bit 1 until power down, bit 0 software write protect
public struct WriteProtectFeature: FeatureView {
  public static let name = FeatureName.writeProtect
  public var knowsDiscProtection: Bool
  public var writesDiscControlBlock: Bool
  public var knowsPersistentProtection: Bool
  public var knowsSoftwareProtection: Bool

  public init(_ feature: DriveFeature) {
    knowsDiscProtection = feature.has(bit: 3, at: 0)
    writesDiscControlBlock = feature.has(bit: 2, at: 0)
    knowsPersistentProtection = feature.has(bit: 1, at: 0)
    knowsSoftwareProtection = feature.has(bit: 0, at: 0)
  }
}

/// The commands about speed (0107h).
///
///     byte 4   bit 4 READ BUFFER CAPACITY in blocks, bit 3 SET CD SPEED, bit 2 speeds in mode page
///              2Ah, bit 1 speeds in GET PERFORMANCE, bit 0 stream writing
public struct RealTimeStreamingFeature: FeatureView {
  public static let name = FeatureName.realTimeStreaming
  public var tellsBufferInBlocks: Bool
  public var knowsSetCDSpeed: Bool
  public var tellsSpeedsInModePage: Bool
  public var tellsWriteSpeeds: Bool
  public var writesStreams: Bool

  public init(_ feature: DriveFeature) {
    tellsBufferInBlocks = feature.has(bit: 4, at: 0)
    knowsSetCDSpeed = feature.has(bit: 3, at: 0)
    tellsSpeedsInModePage = feature.has(bit: 2, at: 0)
    tellsWriteSpeeds = feature.has(bit: 1, at: 0)
    writesStreams = feature.has(bit: 0, at: 0)
  }
}

/// The drive's serial number (0108h), ASCII from byte 4 on.
public struct SerialNumberFeature: FeatureView {
  public static let name = FeatureName.driveSerialNumber
  /// Without the spaces around it.
  public var serialNumber: String

  public init(_ feature: DriveFeature) {
    serialNumber = feature.text(at: 0)
  }
}

/// When the firmware was made (010Ch).
///
///     byte 4…17   ASCII digits: century, year, month, day, hour, minute, second, two each
public struct FirmwareInformationFeature: FeatureView {
  public static let name = FeatureName.firmwareInformation
  /// "2012-03-16 10:00:00"; nil if these are no digits.
  public var date: String?

  public init(_ feature: DriveFeature) {
    let digits = feature.data.prefix(14)
    guard digits.count == 14, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
    let text = String(decoding: digits, as: UTF8.self)
    var pieces: [Substring] = []
    var rest = text[...]
    for length in [4, 2, 2, 2, 2, 2] {
      pieces.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    date = pieces[0...2].joined(separator: "-") + " " + pieces[3...].joined(separator: ":")
  }
}
