public import DiscImage

extension DataProject {
  /// Everything that will not be on the disc as it is on the computer.
  public var issues: [StagingIssue] {
    findings.visible(in: tree) + layoutIssues
  }

  /// Forgets what was said so far; the user has seen it.
  public mutating func dismissIssues() {
    findings.removeAll()
    layoutIssues = []
  }
}

/// Issues by kind, for a list that stays short with thousands of them.
public struct IssueGroup: Hashable, Sendable {
  /// What kind: "Broken link".
  public let title: String
  public let count: Int
  /// The first of the issues in sentences, at most ``shownCount``.
  public let lines: [String]

  /// How many are told one by one.
  public static let shownCount = 100

  /// "Broken link (3)".
  public var heading: String {
    count == 1 ? title : tr("%1$s (%2$s)", title, Format.count(count))
  }

  /// The groups in the order in which their first issues come.
  public static func groups(of issues: [StagingIssue]) -> [IssueGroup] {
    var order: [String] = []
    var groups: [String: (count: Int, lines: [String])] = [:]
    for issue in issues {
      let message = ErrorText.message(for: issue)
      if groups[message.title] == nil { order.append(message.title) }
      groups[message.title, default: (0, [])].count += 1
      if groups[message.title, default: (0, [])].lines.count < shownCount {
        groups[message.title]?.lines.append(message.explanation)
      }
    }
    return order.map { title in
      IssueGroup(title: title, count: groups[title]?.count ?? 0, lines: groups[title]?.lines ?? [])
    }
  }

  /// "3 notes about the files"; nil if there are none.
  public static func summary(of issues: [StagingIssue]) -> String? {
    issues.isEmpty
      ? nil : trn("%s note about the files", "%s notes about the files", issues.count)
  }
}
