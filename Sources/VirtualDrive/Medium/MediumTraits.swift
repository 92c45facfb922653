/// What sets one kind of medium apart from the others: a table, so that no other file needs to list
/// all kinds.
///
/// Speeds are in kB/s, fastest first; capacities in blocks, fewest layers first.
/// Sources of the capacities: ECMA-267, -279, -330, -337, -338, -349, -364 and -374, "data zone"; "White
/// Paper Blu-ray Disc", "user data capacity"; what READ TRACK INFORMATION tells of blank DVD-R.
struct MediumTraits: Hashable, Sendable {
  /// Media that share their structures and their rules.
  enum Family: Hashable, Sendable {
    case compactDisc, dvdMinus, dvdRAM, dvdPlus, bluRay
  }

  var family: Family
  /// The profile of the medium when it is new.
  var profile: UInt16
  var isRewritable = false
  var fewestLayers = 1
  var capacities: [Int64]
  var possibleBlocks: ClosedRange<Int64>
  var writeUnit: Int64
  var maximumTracks: Int
  var writeSpeeds: [UInt32]
  var readSpeed: UInt32
  /// Whether the disc may turn equally fast all the while it is written at the highest speed.
  var isWritableAtConstantRotation = false
  /// The first byte of the physical format, the book type and the part version; DVD alone.
  var book: UInt8 = 0
}

extension MediumKind {
  var traits: MediumTraits {
    switch self {
    case .cdR: .cdR
    case .cdRW: .cdRW
    case .dvdMinusR: .dvdMinusR
    case .dvdMinusRDualLayer: .dvdMinusRDualLayer
    case .dvdMinusRW: .dvdMinusRW
    case .dvdRAM: .dvdRAM
    case .dvdPlusR: .dvdPlusR
    case .dvdPlusRDualLayer: .dvdPlusRDualLayer
    case .dvdPlusRW: .dvdPlusRW
    case .bdR: .bdR
    case .bdRE: .bdRE
    }
  }
}

extension MediumTraits {
  /// 359,849 blocks: a lead-out that begins at 79:59:74 at the latest. A CD ends before 90:00:00,
  /// from where on times mean the lead-in.
  fileprivate static let cdR = Self(
    family: .compactDisc, profile: 0x0009, capacities: [359_849], possibleBlocks: 300...404_849,
    writeUnit: 1, maximumTracks: 99, writeSpeeds: [8467, 7056, 5645, 4234, 2822], readSpeed: 8467,
    isWritableAtConstantRotation: true)

  fileprivate static let cdRW = Self(
    family: .compactDisc, profile: 0x000A, isRewritable: true, capacities: [359_849],
    possibleBlocks: 300...404_849, writeUnit: 1, maximumTracks: 99,
    writeSpeeds: [4234, 1764, 706], readSpeed: 7056)

  fileprivate static let dvdMinusR = Self(
    family: .dvdMinus, profile: 0x0011, capacities: [2_297_888], possibleBlocks: 32...2_298_496,
    writeUnit: 16, maximumTracks: 153, writeSpeeds: [22_160, 16_620, 11_080, 8310, 5540],
    readSpeed: 22_160, isWritableAtConstantRotation: true, book: 0x25)

  fileprivate static let dvdMinusRDualLayer = Self(
    family: .dvdMinus, profile: 0x0015, fewestLayers: 2, capacities: [4_171_712],
    possibleBlocks: 64...4_171_712, writeUnit: 16, maximumTracks: 153,
    writeSpeeds: [11_080, 8310, 5540, 3324], readSpeed: 11_080, book: 0x26)

  fileprivate static let dvdMinusRW = Self(
    family: .dvdMinus, profile: 0x0014, isRewritable: true, capacities: [2_297_888],
    possibleBlocks: 32...2_298_496, writeUnit: 16, maximumTracks: 153,
    writeSpeeds: [8310, 5540, 2770], readSpeed: 11_080, book: 0x32)

  fileprivate static let dvdRAM = Self(
    family: .dvdRAM, profile: 0x0012, isRewritable: true, capacities: [2_295_072],
    possibleBlocks: 64...2_295_072, writeUnit: 16, maximumTracks: 1,
    writeSpeeds: [6925, 4155, 2770], readSpeed: 6925, book: 0x16)

  fileprivate static let dvdPlusR = Self(
    family: .dvdPlus, profile: 0x001B, capacities: [2_295_104], possibleBlocks: 32...2_295_104,
    writeUnit: 16, maximumTracks: 153, writeSpeeds: [22_160, 16_620, 11_080, 8310, 5540],
    readSpeed: 22_160, isWritableAtConstantRotation: true, book: 0xA1)

  fileprivate static let dvdPlusRDualLayer = Self(
    family: .dvdPlus, profile: 0x002B, fewestLayers: 2, capacities: [4_173_824],
    possibleBlocks: 64...4_173_824, writeUnit: 16, maximumTracks: 127,
    writeSpeeds: [11_080, 8310, 5540, 3324], readSpeed: 11_080, book: 0xE1)

  fileprivate static let dvdPlusRW = Self(
    family: .dvdPlus, profile: 0x001A, isRewritable: true, capacities: [2_295_104],
    possibleBlocks: 32...2_295_104, writeUnit: 16, maximumTracks: 1,
    writeSpeeds: [11_080, 5540, 3324], readSpeed: 11_080, book: 0x92)

  fileprivate static let bdR = Self(
    family: .bluRay, profile: 0x0041,
    capacities: [12_219_392, 24_438_784, 48_878_592, 62_500_864],
    possibleBlocks: 32...62_500_864, writeUnit: 32, maximumTracks: 300,
    writeSpeeds: [53_947, 35_965, 26_974, 17_983, 8992], readSpeed: 35_965,
    isWritableAtConstantRotation: true)

  fileprivate static let bdRE = Self(
    family: .bluRay, profile: 0x0043, isRewritable: true,
    capacities: [12_219_392, 24_438_784, 48_878_592, 62_500_864],
    possibleBlocks: 128...62_500_864, writeUnit: 32, maximumTracks: 1, writeSpeeds: [8992],
    readSpeed: 35_965)
}

extension MediumTraits {
  /// How long the drive takes from the closed tray until a medium of `layers` layers can be used.
  func spinUpTime(layers: Int) -> Duration {
    switch (family, layers) {
    case (.compactDisc, _): .seconds(6)
    case (.bluRay, ...2): .seconds(15)
    case (.bluRay, _): .seconds(25)
    case (_, 1): .seconds(10)
    default: .seconds(13)
    }
  }

  /// How long it takes to calibrate the laser.
  var calibrationTime: Duration {
    switch family {
    case .compactDisc: .seconds(5)
    case .bluRay: .seconds(15)
    default: .seconds(10)
    }
  }
}
