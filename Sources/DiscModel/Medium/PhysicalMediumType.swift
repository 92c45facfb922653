/// The kinds of media, with the numbers of IMAPI's `IMAPI_MEDIA_PHYSICAL_TYPE`.
public enum PhysicalMediumType: Int, Hashable, Sendable, CaseIterable {
  /// A profile that this version does not know, or no medium.
  case unknown = 0
  case cdROM = 1
  case cdR = 2
  case cdRW = 3
  case dvdROM = 4
  case dvdRAM = 5
  case dvdPlusR = 6
  case dvdPlusRW = 7
  case dvdPlusRDualLayer = 8
  case dvdMinusR = 9
  case dvdMinusRW = 10
  case dvdMinusRDualLayer = 11
  /// Any medium of a drive that is read and written like a hard disk.
  case disk = 12
  case dvdPlusRWDualLayer = 13
  case hdDVDROM = 14
  case hdDVDR = 15
  case hdDVDRAM = 16
  case bdROM = 17
  case bdR = 18
  case bdRE = 19
}

extension MediumProfile {
  /// The kind of medium that the profile is one of.
  public var physicalType: PhysicalMediumType {
    switch self {
    case .cdROM: .cdROM
    case .cdR: .cdR
    case .cdRW: .cdRW
    case .dvdROM: .dvdROM
    case .dvdRAM: .dvdRAM
    case .dvdPlusR: .dvdPlusR
    case .dvdPlusRW: .dvdPlusRW
    case .dvdPlusRDualLayer: .dvdPlusRDualLayer
    case .dvdMinusRSequential: .dvdMinusR
    case .dvdMinusRWSequential, .dvdMinusRWRestrictedOverwrite: .dvdMinusRW
    case .dvdMinusRDualLayerSequential, .dvdMinusRDualLayerJump: .dvdMinusRDualLayer
    case .dvdPlusRWDualLayer: .dvdPlusRWDualLayer
    case .bdROM: .bdROM
    case .bdRSequential, .bdRRandom: .bdR
    case .bdRE: .bdRE
    default:
      switch rawValue {
      case 0x0001...0x0002: .disk
      case 0x0050: .hdDVDROM
      case 0x0051, 0x0058: .hdDVDR
      case 0x0052: .hdDVDRAM
      default: .unknown
      }
    }
  }

  /// Whether media of this kind can be written at all.
  public var isWritable: Bool {
    switch physicalType {
    case .unknown, .cdROM, .dvdROM, .hdDVDROM, .bdROM: false
    default: true
    }
  }

  /// Whether such media are erased before they are used anew: CD-RW, and DVD-RW in sessions.
  public var isErasable: Bool { self == .cdRW || self == .dvdMinusRWSequential }

  /// DVD-R and DVD-RW in all their ways, whose drives do not know the open track as number FFh.
  public var isDVDMinus: Bool {
    [.dvdMinusR, .dvdMinusRW, .dvdMinusRDualLayer].contains(physicalType)
  }

  /// Whether blocks of such media can be written over without erasing before.
  public var isOverwritable: Bool {
    switch self {
    case .dvdRAM, .dvdMinusRWRestrictedOverwrite, .dvdPlusRW, .dvdPlusRWDualLayer, .bdRE: true
    default: false
    }
  }
}
