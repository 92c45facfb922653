internal import Burning
internal import CompactDisc
internal import DiscImage
internal import DiscModel
internal import MMC
internal import Presentation

/// A drive and what is in it.
struct DriveEvent: ToolEvent {
  static let name = "drive"

  var id: String
  var title: String
  var location: String
  var isVirtual: Bool
  /// "ready", "noMedium", "trayOpen", "busy", "notPermitted" or "failed".
  var state: String
  var stateText: String
  /// Why the drive cannot be used; empty if it can, or if a disc is missing.
  var reasons: [ReasonField]
  var vendor: String?
  var product: String?
  var revision: String?
  var medium: MediumField?
}

/// Whether there are real drives, and whether this user may use one.
struct EnvironmentEvent: ToolEvent {
  static let name = "environment"

  /// "usable", "noDrive" or "noPermission".
  var state: String
  var text: String
}

/// Something about the user's files that will not be on the disc as it is.
struct IssueEvent: ToolEvent {
  static let name = "issue"

  var path: String
  /// "nameNotUTF8", "specialFile", "unreadable", "targetNotUTF8", "brokenLink", "circularLink",
  /// "loop", "vanished", "missing", "renamed", "nameTaken", "nameCutByLinux" or "leftOut".
  var kind: String
  var text: String
  /// What it is called on the disc, where that is not its own name.
  var newName: String?
  /// The file systems that this is about, in the words of `--filesystems`; missing for all of them.
  var fileSystems: [String]?

  init(_ issue: StagingIssue) {
    path = issue.path
    text = ErrorText.line(for: issue)
    switch issue.kind {
    case .nameNotUTF8(let shown): (kind, newName) = ("nameNotUTF8", shown)
    case .specialFile: kind = "specialFile"
    case .unreadable: kind = "unreadable"
    case .targetNotUTF8: kind = "targetNotUTF8"
    case .brokenLink: kind = "brokenLink"
    case .circularLink: kind = "circularLink"
    case .loop: kind = "loop"
    case .vanished: kind = "vanished"
    case .missing: kind = "missing"
    case .renamed(let systems, let name):
      (kind, newName, fileSystems) = ("renamed", name, FileSystemList(value: systems).words)
    case .nameTaken(let name): (kind, newName) = ("nameTaken", name)
    case .nameCutByLinux(let shown):
      (kind, newName) = ("nameCutByLinux", shown)
      fileSystems = FileSystemList(value: .rockRidge).words
    case .leftOut(let systems):
      (kind, fileSystems) = ("leftOut", FileSystemList(value: systems).words)
    }
  }
}

/// What will be written.
struct PlanEvent: ToolEvent {
  static let name = "plan"

  /// The image alone.
  var imageBlocks: Int64
  /// The image and the padding that the medium asks for; equal to `imageBlocks` for an image file.
  var writtenBlocks: Int64
  var files: Int
  var contentBytes: UInt64
  var medium: MediumField?
  var steps: [String]
  /// Whether what the disc holds is written over.
  var overwrites: Bool
  /// "sessionAtOnce" or "trackAtOnce"; this and what follows only of an audio disc.
  var recording: String?
  /// What was asked for and will not be on the disc, as in `burned`.
  var losses: [String]?
}

/// How far a job is.
struct ProgressEvent: ToolEvent {
  static let name = "progress"

  /// "preparing", "writing", "closing" or "verifying".
  var phase: String
  var doneBlocks: Int64
  var totalBlocks: Int64
  var kilobytesPerSecond: Int?
  var bufferFill: Double
  var elapsedSeconds: Double
  var remainingSeconds: Double?

  init(_ snapshot: BurnSnapshot) {
    phase =
      switch snapshot.phase {
      case .preparing: "preparing"
      case .writing: "writing"
      case .closing: "closing"
      case .verifying: "verifying"
      }
    doneBlocks = snapshot.doneBlocks.rawValue
    totalBlocks = snapshot.totalBlocks.rawValue
    kilobytesPerSecond = snapshot.rate?.kilobytesPerSecond
    bufferFill = snapshot.bufferFill
    elapsedSeconds = snapshot.elapsed.seconds
    remainingSeconds = snapshot.remaining?.seconds
  }
}

/// A line of the job's log.
struct LogLineEvent: ToolEvent {
  static let name = "log"

  var elapsedSeconds: Double
  var text: String
}

/// A finished burn.
struct BurnReportEvent: ToolEvent {
  static let name = "burned"

  /// "everyBlock", "sample" or "nothing": what was read back and is equal.
  var proof: String
  var verifiedBlocks: Int64
  var blocks: Int64
  var sha256: String
  /// "appendable", "closed", "overwritable", "partlyWritten", "partlyOverwritten", "untouched",
  /// "partlyErased", "beingErased", "lost" or "unknown".
  var mediumCondition: String
  var freeBlocks: Int64?
  var changedFiles: [String]
  var writingSeconds: Double
  var totalSeconds: Double
  var meanKilobytesPerSecond: Int?
  /// "sessionAtOnce" or "trackAtOnce"; this and all below only of an audio disc.
  var recording: String?
  /// What was asked for and is not on the disc: "text", "gap:2" or "indices:2", with the track's number.
  var losses: [String]?
  /// What this drive does not read: "text", "catalogNumber" or "recordingCode:2".
  var unconfirmed: [String]?
  /// How many samples late the drive reads; missing where nothing was heard.
  var readOffset: Int64?
  /// How many samples were therefore not compared, whatever `proof` says.
  var outOfReach: Int64?

  init(_ report: BurnReport) {
    (proof, verifiedBlocks) =
      switch report.proof {
      case .everyBlock: ("everyBlock", report.blocks.rawValue)
      case .sample(let blocks): ("sample", blocks.rawValue)
      case .nothing: ("nothing", 0)
      }
    blocks = report.blocks.rawValue
    sha256 = report.digest
    (mediumCondition, freeBlocks) = report.medium.fields
    changedFiles = report.changedFiles.map(\.path)
    writingSeconds = report.writingTime.seconds
    totalSeconds = report.totalTime.seconds
    meanKilobytesPerSecond = report.meanRate?.kilobytesPerSecond
    guard let audio = report.audio else { return }
    recording = audio.recording.word
    losses = audio.losses.map(\.word)
    unconfirmed = audio.unconfirmed.map(\.word)
    readOffset = audio.readOffset?.rawValue
    outOfReach = audio.outOfReach.rawValue
  }
}

/// A finished image.
struct ImageEvent: ToolEvent {
  static let name = "image"

  /// The file, or "-".
  var path: String
  var blocks: Int64
  var changedFiles: [String]
}

/// Something on the disc that is not as it is on the computer.
struct DifferenceEvent: ToolEvent {
  static let name = "difference"

  var path: String
  var text: String
}

/// A comparison that came to its end.
struct VerifiedEvent: ToolEvent {
  static let name = "verified"

  var isEqual: Bool
  var differences: Int
  var comparedBytes: UInt64
  var entries: Int
  var totalSeconds: Double
}

/// A drive or a medium that was changed as asked.
struct DoneEvent: ToolEvent {
  static let name = "done"

  /// "driveAdded", "driveRemoved", "mediumInserted", "mediumExported", "ejected", "loaded" or
  /// "dryRun".
  var what: String
  var path: String?
  var text: String
}

/// The end without success; always the last line.
struct ErrorEvent: ToolEvent {
  static let name = "error"

  var code: String
  var exitStatus: Int32
  var title: String
  var text: String
  var reasons: [ReasonField]
  var details: [String]
  /// What became of the medium, as in `burned`; missing where none is concerned.
  var mediumCondition: String?

  init(_ failure: ToolFailure) {
    code = failure.code
    exitStatus = failure.status.rawValue
    title = failure.message.title
    text = failure.message.body
    reasons = failure.reasons
    details = failure.message.details
    mediumCondition = failure.medium
  }
}

extension MediumCondition {
  /// A word for scripts, and the space left where there is some.
  var fields: (word: String, freeBlocks: Int64?) {
    switch self {
    case .untouched: ("untouched", nil)
    case .appendable(let free): ("appendable", free.rawValue)
    case .closed: ("closed", nil)
    case .partlyWritten(_, let free, _): ("partlyWritten", free.rawValue)
    case .overwritable: ("overwritable", nil)
    case .partlyOverwritten: ("partlyOverwritten", nil)
    case .partlyErased: ("partlyErased", nil)
    case .beingErased: ("beingErased", nil)
    case .lost: ("lost", nil)
    case .unknown: ("unknown", nil)
    }
  }
}

extension Duration {
  var seconds: Double { self / .seconds(1) }
}
