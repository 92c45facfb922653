internal import DiscModel

/// A track of a medium.
struct TrackField: Encodable, Sendable {
  var number: Int
  var session: Int
  var start: Int32
  var blocks: Int64
  var isData: Bool
  /// 1 or 2; missing for audio, and where the drive does not say.
  var dataMode: Int?
  var isBlank: Bool
  var isReserved: Bool
  var isDamaged: Bool
  /// "fixed" or "variable"; missing where the track is not written in packets.
  var packets: String?

  init(_ track: MediumTrack) {
    number = track.number
    session = track.session
    start = track.start.rawValue
    blocks = track.blocks.rawValue
    isData = track.isData
    dataMode = track.dataMode.map { $0 == .mode1 ? 1 : 2 }
    isBlank = track.isBlank
    isReserved = track.isReserved
    isDamaged = track.isDamaged
    packets =
      switch track.packets {
      case .fixed: "fixed"
      case .variable: "variable"
      case nil: nil
      }
  }
}

/// The last complete session.
struct SessionField: Encodable, Sendable {
  var firstAddress: Int32
  var lastAddress: Int32

  init(_ session: ClosedRange<LogicalBlockAddress>) {
    firstAddress = session.lowerBound.rawValue
    lastAddress = session.upperBound.rawValue
  }
}

/// A speed that the drive offers for the medium.
struct SpeedField: Encodable, Sendable {
  var kilobytesPerSecond: Int
  /// "CLV" or "CAV"; missing where the drive does not say how the disc turns.
  var rotation: String?

  init(_ speed: WriteSpeed) {
    kilobytesPerSecond = speed.rate.kilobytesPerSecond
    rotation = speed.rotation.map { $0 == .constantAngular ? "CAV" : "CLV" }
  }
}

/// The groove of a recordable CD.
struct GrooveField: Encodable, Sendable {
  /// Times as "97:34:23".
  var leadIn: String?
  var leadOut: String?
  var isRewritable: Bool
  var subtype: Int
  var maximumKilobytesPerSecond: Int?

  init(_ groove: GrooveInformation) {
    leadIn = groove.leadIn?.description
    leadOut = groove.leadOut?.description
    isRewritable = groove.isRewritable
    subtype = groove.subtype
    maximumKilobytesPerSecond = groove.maximumWriteRate?.kilobytesPerSecond
  }
}

/// How a DVD or BD is built.
struct StructureField: Encodable, Sendable {
  var bookType: String?
  var layers: Int?
  var isOppositePath: Bool?
  var diameterMillimeters: Int?
  var physicalBlocks: Int64?
  var bdClass: Int?
  var bdVersion: Int?

  init(_ structure: PhysicalStructure) {
    bookType = structure.bookType?.name
    layers = structure.layers
    isOppositePath = structure.hasOppositePath
    diameterMillimeters = structure.diameterMillimeters
    physicalBlocks = structure.blocks?.rawValue
    bdClass = structure.bdClass
    bdVersion = structure.bdVersion
  }
}

/// Where the first layer ends.
struct LayerBoundaryField: Encodable, Sendable {
  var firstLayerBlocks: Int64
  var isFixed: Bool

  init(_ boundary: LayerBoundary) {
    firstLayerBlocks = boundary.firstLayer.rawValue
    isFixed = boundary.isFixed
  }
}

/// What is left to replace bad blocks with.
struct SpareAreaField: Encodable, Sendable {
  var unusedBlocks: Int64
  var totalBlocks: Int64?

  init(_ area: SpareArea) {
    unusedBlocks = area.free.rawValue
    totalBlocks = area.total?.rawValue
  }
}
