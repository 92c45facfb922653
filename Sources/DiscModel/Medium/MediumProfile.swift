/// What kind of medium the drive says it holds: the number of a profile.
///
/// Unknown numbers are kept as they are. Source: MMC-6, "Profile List feature".
public struct MediumProfile: RawRepresentable, Hashable, Sendable, Codable {
  public var rawValue: UInt16

  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public static let none = Self(rawValue: 0x0000)
  public static let cdROM = Self(rawValue: 0x0008)
  public static let cdR = Self(rawValue: 0x0009)
  public static let cdRW = Self(rawValue: 0x000A)
  public static let dvdROM = Self(rawValue: 0x0010)
  public static let dvdMinusRSequential = Self(rawValue: 0x0011)
  public static let dvdRAM = Self(rawValue: 0x0012)
  public static let dvdMinusRWRestrictedOverwrite = Self(rawValue: 0x0013)
  public static let dvdMinusRWSequential = Self(rawValue: 0x0014)
  public static let dvdMinusRDualLayerSequential = Self(rawValue: 0x0015)
  public static let dvdMinusRDualLayerJump = Self(rawValue: 0x0016)
  public static let dvdPlusRW = Self(rawValue: 0x001A)
  public static let dvdPlusR = Self(rawValue: 0x001B)
  public static let dvdPlusRWDualLayer = Self(rawValue: 0x002A)
  public static let dvdPlusRDualLayer = Self(rawValue: 0x002B)
  public static let bdROM = Self(rawValue: 0x0040)
  public static let bdRSequential = Self(rawValue: 0x0041)
  public static let bdRRandom = Self(rawValue: 0x0042)
  public static let bdRE = Self(rawValue: 0x0043)
}

/// The physical family of a medium; it sets what 1× means.
public enum MediumFamily: Hashable, Sendable, Codable {
  case cd, dvd, bluRay

  /// What 1× moves, in thousands of bytes per second.
  public var singleSpeedKilobytesPerSecond: Double {
    switch self {
    case .cd: 176.4
    case .dvd: 1385
    case .bluRay: 4495.6
    }
  }
}

extension MediumProfile {
  /// The physical family, or nil for no medium and for profiles this version does not know.
  public var family: MediumFamily? {
    switch rawValue {
    case 0x0008...0x000A: .cd
    case 0x0010...0x0016, 0x001A, 0x001B, 0x002A, 0x002B: .dvd
    case 0x0040...0x0043: .bluRay
    default: nil
    }
  }

  /// The number of blocks the drive records at a time: writes are a multiple of it, the last one
  /// padded with zeros. 1 on CD, 16 (32 KiB, one ECC block) on DVD, 32 (64 KiB, one cluster) on BD.
  public var writeUnit: BlockCount {
    switch family {
    case .dvd: BlockCount(16)
    case .bluRay: BlockCount(32)
    case .cd, nil: BlockCount(1)
    }
  }

  /// The name on the box, such as "DVD+R"; nil for profiles this version does not know.
  public var name: String? {
    switch self {
    case .cdROM: "CD-ROM"
    case .cdR: "CD-R"
    case .cdRW: "CD-RW"
    case .dvdROM: "DVD-ROM"
    case .dvdMinusRSequential: "DVD-R"
    case .dvdRAM: "DVD-RAM"
    case .dvdMinusRWRestrictedOverwrite, .dvdMinusRWSequential: "DVD-RW"
    case .dvdMinusRDualLayerSequential, .dvdMinusRDualLayerJump: "DVD-R DL"
    case .dvdPlusRW: "DVD+RW"
    case .dvdPlusR: "DVD+R"
    case .dvdPlusRWDualLayer: "DVD+RW DL"
    case .dvdPlusRDualLayer: "DVD+R DL"
    case .bdROM: "BD-ROM"
    case .bdRSequential, .bdRRandom: "BD-R"
    case .bdRE: "BD-RE"
    default: nil
    }
  }
}
