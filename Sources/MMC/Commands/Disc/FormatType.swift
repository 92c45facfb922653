/// A kind of format, as READ FORMAT CAPACITIES offers it and FORMAT UNIT takes it.
///
/// Unknown numbers are kept as they are. Source: MMC-6, "FORMAT UNIT Command", format types.
public struct FormatType: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// All of it: DVD-RW, DVD-RAM, BD. The parameter is 2,048, or the kind of BD-R.
  public static let full = Self(rawValue: 0x00)
  /// More or less spare area: DVD-RAM, BD-RE.
  public static let spareAreaExpansion = Self(rawValue: 0x01)
  /// A zone of a DVD-RAM, again.
  public static let zoneReformat = Self(rawValue: 0x04)
  /// A zone of a DVD-RAM.
  public static let zone = Self(rawValue: 0x05)
  /// All of a CD-RW or DVD-RW; the parameter is the blocks of a packet, 32 or 16.
  public static let packets = Self(rawValue: 0x10)
  public static let growSession = Self(rawValue: 0x11)
  public static let addSession = Self(rawValue: 0x12)
  /// DVD-RW for overwriting: the last session becomes longer as it is written.
  public static let quickGrowSession = Self(rawValue: 0x13)
  public static let quickAddSession = Self(rawValue: 0x14)
  /// DVD-RW becomes overwritable at once.
  public static let quick = Self(rawValue: 0x15)
  public static let fullWithSparing = Self(rawValue: 0x20)
  public static let mountRainier = Self(rawValue: 0x24)
  /// DVD+RW; goes on while the disc is used.
  public static let dvdPlusRW = Self(rawValue: 0x26)
  /// BD-RE with a spare area.
  public static let bdREWithSpareArea = Self(rawValue: 0x30)
  public static let bdREWithoutSpareArea = Self(rawValue: 0x31)
  /// BD-R with a spare area; the sub-type is the recording mode.
  public static let bdRWithSpareArea = Self(rawValue: 0x32)
}
