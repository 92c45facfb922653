internal import DiscModel
internal import Presentation

/// A medium, as `info` and `devices` tell it. What the drive does not tell is missing.
struct MediumField: Encodable, Sendable {
  var profile: String
  var profileNumber: UInt16
  /// "blank", "appendable", "closed", "overwritable", "unformatted" or "intermediate".
  var condition: String
  var capacityBlocks: Int64
  var freeBlocks: Int64
  var nextWritableAddress: Int32?
  var sessions: Int
  var tracks: [TrackField]
  var writeKilobytesPerSecond: [Int]
  var manufacturerID: String?

  var isErasable: Bool
  var isDamaged: Bool
  var isPhysicallyBlank: Bool
  /// Whether the first and the last 2 MB are blank, of a medium that `info` read them from.
  var isProbablyBlank: Bool?
  var isCopyProtected: Bool
  /// "untilPowerDown", "byCartridge", "byMedium", "persistent", "byDiscControlBlock" and
  /// "readOnlyMedium".
  var writeProtection: [String]
  /// "empty", "incomplete", "damaged" or "complete".
  var lastSessionState: String?
  var lastSession: SessionField?
  var openTrack: TrackField?
  var writeSpeeds: [SpeedField]
  /// "stopped", "running" or "complete".
  var backgroundFormat: String?
  var groove: GrooveField?
  var structure: StructureField?
  var layerBoundary: LayerBoundaryField?
  /// "none", "closed" or "opened".
  var cartridge: String?
  var spareArea: SpareAreaField?
  var replacementsLeft: Int?

  init(_ medium: Medium, isProbablyBlank: Bool? = nil) {
    profile = DriveText.profile(medium.profile)
    profileNumber = medium.profile.rawValue
    condition = medium.condition.word
    capacityBlocks = medium.capacity.rawValue
    freeBlocks = medium.freeBlocks.rawValue
    nextWritableAddress = medium.nextWritableAddress?.rawValue
    sessions = medium.sessionCount
    tracks = medium.tracks.map(TrackField.init)
    writeKilobytesPerSecond = medium.writeRates.map(\.kilobytesPerSecond)
    manufacturerID = medium.manufacturerID
    isErasable = medium.isErasable
    isDamaged = medium.isDamaged
    isPhysicallyBlank = medium.isPhysicallyBlank
    self.isProbablyBlank = isProbablyBlank
    isCopyProtected = medium.details.isCopyProtected
    writeProtection = medium.writeProtection.words
    lastSessionState = medium.lastSessionState?.word
    lastSession = medium.lastSession.map(SessionField.init)
    openTrack = medium.openTrack.map(TrackField.init)
    writeSpeeds = medium.writeSpeeds.map(SpeedField.init)
    backgroundFormat = medium.details.backgroundFormat.word
    groove = medium.details.groove.map(GrooveField.init)
    structure = medium.details.structure.map(StructureField.init)
    layerBoundary = medium.details.layerBoundary.map(LayerBoundaryField.init)
    cartridge = medium.details.cartridge?.word
    spareArea = medium.details.spareArea.map(SpareAreaField.init)
    replacementsLeft = medium.details.pseudoOverwrite?.replacementsLeft
  }
}

extension Medium.Condition {
  var word: String {
    switch self {
    case .blank: "blank"
    case .appendable: "appendable"
    case .closed: "closed"
    case .overwritable: "overwritable"
    case .unformatted: "unformatted"
    case .intermediate: "intermediate"
    }
  }
}

extension Medium.SessionState {
  var word: String {
    switch self {
    case .empty: "empty"
    case .incomplete: "incomplete"
    case .damaged: "damaged"
    case .complete: "complete"
    }
  }
}

extension BackgroundFormat {
  /// Nil where there is no such format.
  var word: String? {
    switch self {
    case .none: nil
    case .stopped: "stopped"
    case .running: "running"
    case .complete: "complete"
    }
  }
}

extension Cartridge {
  var word: String {
    switch self {
    case .none: "none"
    case .present(let wasTakenOut, _): wasTakenOut ? "opened" : "closed"
    }
  }
}

extension WriteProtection {
  var words: [String] {
    let all: [(WriteProtection, String)] = [
      (.untilPowerDown, "untilPowerDown"), (.byCartridge, "byCartridge"), (.byMedium, "byMedium"),
      (.persistent, "persistent"), (.byDiscControlBlock, "byDiscControlBlock"),
      (.readOnlyMedium, "readOnlyMedium"),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
