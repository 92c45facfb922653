/// A kind of disc as the table names it.
enum Disc: String, CaseIterable, Sendable {
  case cdR = "CD-R"
  case cdRW = "CD-RW"
  case dvdMinusR = "DVD-R"
  case dvdMinusRDualLayer = "DVD-R DL"
  case dvdMinusRW = "DVD-RW"
  case dvdMinusRWOverwrite = "DVD-RW, restricted overwrite"
  case dvdRAM = "DVD-RAM"
  case dvdPlusR = "DVD+R"
  case dvdPlusRDualLayer = "DVD+R DL"
  case dvdPlusRW = "DVD+RW"
  case bdR = "BD-R"
  case bdRE = "BD-RE"
  case bdRThreeLayers = "BD-R XL, 100 GB"
  case bdREThreeLayers = "BD-RE XL, 100 GB"

  /// What the virtual drive calls it.
  var kind: String {
    switch self {
    case .cdR: "cd-r"
    case .cdRW: "cd-rw"
    case .dvdMinusR: "dvd-r"
    case .dvdMinusRDualLayer: "dvd-r-dl"
    case .dvdMinusRW, .dvdMinusRWOverwrite: "dvd-rw"
    case .dvdRAM: "dvd-ram"
    case .dvdPlusR: "dvd+r"
    case .dvdPlusRDualLayer: "dvd+r-dl"
    case .dvdPlusRW: "dvd+rw"
    case .bdR, .bdRThreeLayers: "bd-r"
    case .bdRE, .bdREThreeLayers: "bd-re"
    }
  }

  /// Its size in the tests, in blocks: small, but with room for several sessions and for the gaps
  /// between them, which take 100 MB on DVD-R. Three layers have the size that they are sold with.
  var blocks: Int64 { isDVDMinus ? 120_000 : layers == nil ? 40_000 : 48_878_592 }

  /// Its layers, where they are not as few as there can be.
  var layers: Int? { self == .bdRThreeLayers || self == .bdREThreeLayers ? 3 : nil }

  var isBDR: Bool { self == .bdR || self == .bdRThreeLayers }

  var isCompactDisc: Bool { self == .cdR || self == .cdRW }

  var isDVDMinus: Bool {
    switch self {
    case .dvdMinusR, .dvdMinusRDualLayer, .dvdMinusRW, .dvdMinusRWOverwrite: true
    default: false
    }
  }

  /// Any block can be written at any time: there are no sessions, and nothing is ever closed.
  var isOverwritable: Bool {
    switch self {
    case .dvdMinusRWOverwrite, .dvdRAM, .dvdPlusRW, .bdRE, .bdREThreeLayers: true
    default: false
    }
  }

  /// It is formatted when a case begins with it.
  var isFormatted: Bool { isOverwritable && self != .dvdPlusRW }

  /// What our engine says of the disc when a program left it open.
  var openCondition: String { isOverwritable ? "overwritable" : "appendable" }
}
