internal import Burning
internal import CompactDisc
internal import DiscModel
internal import MMC
internal import Presentation
internal import SystemPackage

/// One reason why something cannot be done.
struct ReasonField: Encodable, Sendable, Hashable {
  var code: String
  var text: String
  var requiredBlocks: Int64?
  var availableBlocks: Int64?
  /// Who holds the drive, for "busy"; missing where nobody is known.
  var holders: [HolderField]?
  /// What the user lacks, for "notPermitted"; missing where that cannot be seen.
  var permission: PermissionField?
}

/// Who holds a drive.
struct HolderField: Encodable, Sendable, Hashable {
  /// "mount", "spindle", "program" or "device".
  var kind: String
  /// The mount point, or what the program or the device is called.
  var name: String
  /// "burning", "verifying", "erasing", "formatting", "tray" or "using", for a Spindle.
  var activity: String?
  var processID: Int32?

  init(_ holder: DriveHolder) {
    switch holder {
    case .mount(let folder): (kind, name) = ("mount", folder.string)
    case .spindle(let claim):
      (kind, name, activity, processID) = (
        "spindle", claim.client.description, claim.activity.rawValue, claim.processID
      )
    case .program(let name, let processID):
      (kind, self.name, self.processID) = ("program", name, processID)
    case .device(let name): (kind, self.name) = ("device", name)
    }
  }
}

/// What the system grants the user on a drive's node.
struct PermissionField: Encodable, Sendable, Hashable {
  var group: String
  var groupMayUse: Bool
  /// "none", "afterNextLogin" or "member".
  var membership: String
  var isForSeat: Bool

  init(_ permission: DrivePermission) {
    group = permission.group
    groupMayUse = permission.groupMayUse
    membership =
      switch permission.membership {
      case .none: "none"
      case .afterNextLogin: "afterNextLogin"
      case .member: "member"
      }
    isForSeat = permission.isForSeat
  }
}

extension ReasonField {
  init(_ problem: PlanProblem) {
    self.init(code: problem.code, text: ErrorText.message(for: problem).explanation)
    switch problem {
    case .mediumTooSmall(let required, let available),
      .audio(.tooLong(required: let required, available: let available)):
      requiredBlocks = required.rawValue
      availableBlocks = available.rawValue
    default: break
    }
  }

  init(_ error: OpeningError) {
    self.init(code: error.word, text: ErrorText.message(for: error).explanation)
    switch error {
    case .busy(_, let found) where !found.isEmpty: holders = found.map(HolderField.init)
    case .notPermitted(_, let missing?): permission = PermissionField(missing)
    default: break
    }
  }

  /// Nil if the drive was opened and failed at something else.
  init?(_ error: DriveError?) {
    guard case .opening(let error) = error else { return nil }
    self.init(error)
  }
}
