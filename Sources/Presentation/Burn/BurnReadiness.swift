public import Burning
internal import MMC

/// Whether a burn can begin, and if not, why not, to be said right beside the button.
public enum BurnReadiness: Hashable, Sendable {
  case ready
  /// The reasons, the one that helps most first; never empty.
  case notReady([Reason])

  public enum Reason: Hashable, Sendable {
    /// The project holds no files, folders and links.
    case projectEmpty
    /// The files are still read or laid out.
    case stillReading
    case noDrive
    case drive(DriveState)
    case plan(PlanProblem)
    /// The disc's name cannot be written.
    case volumeName(VolumeName.Problem)
    /// The files cannot be laid out on a disc.
    case image(UserMessage)
    /// There is no music yet.
    case noTracks
    /// The tracks cannot be burned like this.
    case tracks(AudioNote)
  }

  /// - Parameters:
  ///   - isEmpty: the project holds nothing, see ``DataProject/isEmpty``.
  ///   - isReading: the files are still scanned or laid out, so that nothing is known of their size.
  ///   - problems: what ``BurnPlanner`` found; empty if it was not asked or found nothing.
  public init(
    isEmpty: Bool, isReading: Bool, drive: DriveItem?, volumeName: VolumeName,
    problems: [PlanProblem] = [], imageProblem: UserMessage? = nil
  ) {
    var reasons: [Reason] = []
    if isReading { reasons.append(.stillReading) } else if isEmpty { reasons.append(.projectEmpty) }
    reasons += Self.reasons(of: drive)
    if let problem = volumeName.problem { reasons.append(.volumeName(problem)) }
    if let imageProblem { reasons.append(.image(imageProblem)) }
    reasons += problems.filter { !Self.isImplied($0, by: reasons) }.map(Reason.plan)
    self = reasons.isEmpty ? .ready : .notReady(reasons)
  }

  /// Whether an audio disc can be burned.
  ///
  /// - Parameters:
  ///   - isReading: files are still measured.
  ///   - notes: see ``AudioProject/notes``.
  ///   - problems: what ``BurnPlanner`` found; empty if it was not asked or found nothing.
  public init(
    _ project: AudioProject, isReading: Bool, notes: [AudioNote], drive: DriveItem?,
    problems: [PlanProblem] = []
  ) {
    var reasons: [Reason] = []
    if isReading || !project.waiting.isEmpty {
      reasons.append(.stillReading)
    } else if project.isEmpty {
      reasons.append(.noTracks)
    }
    reasons += notes.filter(\.isObstacle).map(Reason.tracks)
    reasons += Self.reasons(of: drive)
    reasons += problems.filter { !Self.isImplied($0, by: reasons) }.map(Reason.plan)
    self = reasons.isEmpty ? .ready : .notReady(reasons)
  }

  private static func reasons(of drive: DriveItem?) -> [Reason] {
    guard let drive else { return [.noDrive] }
    return drive.isUsable ? [] : [.drive(drive.state)]
  }

  public var isReady: Bool { self == .ready }

  /// The most helpful reason as a sentence; nil if nothing stands in the way.
  public var text: String? {
    guard case .notReady(let reasons) = self else { return nil }
    return reasons.first?.text
  }

  /// All reasons as sentences, for a tooltip or a terminal.
  public var texts: [String] {
    guard case .notReady(let reasons) = self else { return [] }
    return reasons.map(\.text)
  }

  private static func isImplied(_ problem: PlanProblem, by reasons: [Reason]) -> Bool {
    switch problem {
    case .nothingToWrite:
      [.projectEmpty, .noTracks, .stillReading].contains(where: reasons.contains)
    case .noMedium, .trayOpen:
      reasons.contains { reason in
        if case .drive = reason { true } else { reason == .noDrive }
      }
    default: false
    }
  }
}

extension BurnReadiness.Reason {
  /// The reason as a sentence or two.
  public var text: String {
    switch self {
    case .projectEmpty: tr("Add files or folders to burn.")
    case .stillReading: tr("The files are still being read.")
    case .noDrive: tr("Connect a disc drive, or add a virtual one to try.")
    case .drive(let state): Self.text(for: state)
    case .plan(let problem): ErrorText.message(for: problem).body
    case .volumeName(let problem): problem.text
    case .image(let message): message.body
    case .noTracks: tr("Add music to burn.")
    case .tracks(let note): note.text
    }
  }

  private static func text(for state: DriveState) -> String {
    switch state {
    case .looking: tr("The drive is being looked at.")
    case .medium: tr("The disc is being looked at.")
    case .noMedium: ErrorText.message(for: PlanProblem.noMedium).body
    case .trayOpen: ErrorText.message(for: PlanProblem.trayOpen).body
    case .working(.erasing): tr("The drive is erasing a disc.")
    case .working(.formatting): tr("The drive is formatting a disc.")
    case .working: tr("The drive is burning another disc.")
    case .busy(let holders): Self.text(for: holders)
    case .notPermitted(let missing): Self.text(for: missing)
    case .failed(let error): ErrorText.message(for: error).body
    }
  }

  private static func text(for holders: [DriveHolder]) -> String {
    guard let first = holders.first else {
      return tr("Another program uses the drive. Close it, or unmount the disc.")
    }
    return ErrorText.sentence(for: first) + " " + ErrorText.advice(for: first)
  }

  private static func text(for missing: DrivePermission?) -> String {
    [
      tr("You have no permission to use this drive."), missing.map(ErrorText.sentence),
      missing.flatMap(ErrorText.advice),
    ].compactMap(\.self).joined(separator: " ")
  }
}
