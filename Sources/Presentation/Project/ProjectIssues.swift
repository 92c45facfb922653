public import DiscImage

extension DataProject {
  /// Everything that will not be on the disc as it is on the computer.
  ///
  /// What readers make of the disc's own name is not among it, see ``VolumeName/note``.
  public var issues: [StagingIssue] {
    findings.visible(in: tree) + layoutIssues.filter { $0.path != "/" }
  }

  /// Forgets what was said so far; the user has seen it.
  public mutating func dismissIssues() {
    findings.removeAll()
    layoutIssues = []
  }
}

/// What an issue is about.
public enum IssueTopic: Hashable, Sendable, CaseIterable {
  case missing
  case nameNotUTF8, specialFile, unreadable, targetNotUTF8, brokenLink, circularLink, loop, vanished
  case nameTaken, leftOut, renamed, nameCutByLinux
  /// A name that only systems without Rock Ridge and Joliet will see, hardly any today.
  case renamedForOldSystems

  /// The topic of an issue of this kind.
  public init(_ kind: StagingIssue.Kind) {
    self =
      switch kind {
      case .nameNotUTF8: .nameNotUTF8
      case .specialFile: .specialFile
      case .unreadable: .unreadable
      case .targetNotUTF8: .targetNotUTF8
      case .brokenLink: .brokenLink
      case .circularLink: .circularLink
      case .loop: .loop
      case .vanished: .vanished
      case .missing: .missing
      case .renamed(in: .iso9660, _): .renamedForOldSystems
      case .renamed: .renamed
      case .nameTaken: .nameTaken
      case .leftOut: .leftOut
      case .nameCutByLinux: .nameCutByLinux
      }
  }

  /// The topic in a few words: "Broken link".
  public var title: String {
    switch self {
    case .nameNotUTF8: tr("Unreadable name")
    case .specialFile: tr("Special file")
    case .unreadable: tr("Not readable")
    case .targetNotUTF8: tr("Link changed")
    case .brokenLink: tr("Broken link")
    case .circularLink: tr("Link in a circle")
    case .loop: tr("Endless folder")
    case .vanished: tr("Vanished")
    case .missing: tr("Missing")
    case .nameTaken: tr("Name taken")
    case .leftOut: tr("Not visible everywhere")
    case .renamed: tr("Name changed")
    case .nameCutByLinux: tr("Name cut off on Linux")
    case .renamedForOldSystems: tr("Name changed for old systems")
    }
  }

  /// Worth a look for the curious only, so that it is listed but not announced.
  public var isMinor: Bool { self == .renamedForOldSystems }
}

/// Things the user has to know that belong together.
public protocol NoteGroup: Hashable, Sendable {
  /// What kind they are, and how many.
  var heading: String { get }
  var count: Int { get }
  /// The first of them, a sentence each.
  var lines: [String] { get }
}

/// Issues by topic, for a list that stays short with thousands of them.
public struct IssueGroup: NoteGroup {
  public let topic: IssueTopic
  public let count: Int
  /// The first of the issues in sentences, at most ``shownCount``.
  public let lines: [String]

  /// How many are told one by one.
  public static let shownCount = 100

  /// What kind: "Broken link".
  public var title: String { topic.title }

  /// "Broken link (3)".
  public var heading: String {
    count == 1 ? title : tr("%1$s (%2$s)", title, Format.count(count))
  }

  /// The groups that hold something, minor ones last.
  public static func groups(of issues: [StagingIssue]) -> [IssueGroup] {
    var found: [IssueTopic: (count: Int, first: [StagingIssue])] = [:]
    for issue in issues {
      var group = found[IssueTopic(issue.kind)] ?? (0, [])
      found[IssueTopic(issue.kind)] = nil
      group.count += 1
      if group.first.count < shownCount { group.first.append(issue) }
      found[IssueTopic(issue.kind)] = group
    }
    return IssueTopic.allCases.compactMap { topic in
      found[topic].map { group in
        IssueGroup(
          topic: topic, count: group.count, lines: group.first.map(ErrorText.line(for:)))
      }
    }
  }

  /// "3 notes about the files"; nil if there are none but minor ones.
  public static func summary(of issues: [StagingIssue]) -> String? {
    let count = issues.reduce(0) { $0 + (IssueTopic($1.kind).isMinor ? 0 : 1) }
    return count == 0
      ? nil : trn("%s note about the files", "%s notes about the files", count)
  }
}
