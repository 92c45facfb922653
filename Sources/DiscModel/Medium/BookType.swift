/// The book that a DVD says it follows. Unknown numbers are kept as they are.
///
/// Source: MMC-6, "READ DISC STRUCTURE Command", Disk Category.
public struct BookType: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let dvdROM = Self(rawValue: 0x0)
  public static let dvdRAM = Self(rawValue: 0x1)
  public static let dvdMinusR = Self(rawValue: 0x2)
  public static let dvdMinusRW = Self(rawValue: 0x3)
  public static let dvdPlusRW = Self(rawValue: 0x9)
  public static let dvdPlusR = Self(rawValue: 0xA)
  public static let dvdPlusRWDualLayer = Self(rawValue: 0xD)
  public static let dvdPlusRDualLayer = Self(rawValue: 0xE)

  /// The name on the box; nil for numbers that this version does not know.
  public var name: String? {
    switch self {
    case .dvdROM: "DVD-ROM"
    case .dvdRAM: "DVD-RAM"
    case .dvdMinusR: "DVD-R"
    case .dvdMinusRW: "DVD-RW"
    case .dvdPlusRW: "DVD+RW"
    case .dvdPlusR: "DVD+R"
    case .dvdPlusRWDualLayer: "DVD+RW DL"
    case .dvdPlusRDualLayer: "DVD+R DL"
    default: nil
    }
  }
}
