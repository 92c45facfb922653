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
  /// What kind: "Broken link"; a whole sentence where there are no ``lines``.
  public let title: String
  public let count: Int
  /// The first of the issues in sentences, at most ``shownCount``; none where they are not worth
  /// telling one by one.
  public let lines: [String]

  /// How many are told one by one.
  public static let shownCount = 100

  /// "Broken link (3)".
  public var heading: String {
    count == 1 || lines.isEmpty ? title : tr("%1$s (%2$s)", title, Format.count(count))
  }

  /// The groups in the order in which their first issues come; what only old readers see comes last,
  /// one sentence for each kind.
  ///
  /// - Parameter fileSystems: those of the disc. Names in plain ISO 9660 matter one by one only
  ///   where there are no others.
  public static func groups(
    of issues: [StagingIssue], on fileSystems: FileSystemSet = .standard
  ) -> [IssueGroup] {
    let hasOtherNames = fileSystems.contains(.rockRidge) || fileSystems.contains(.joliet)
    let simplified = hasOtherNames ? issues.filter { $0.kind.isPlainName } : []
    let links = issues.filter { $0.kind.isLeftOut }
    let told = issues.filter {
      !$0.kind.isLeftOut && !(hasOtherNames && $0.kind.isPlainName)
    }
    return byTitle(told)
      + [
        // That the disc has another name, too, is no news: it has one of its own in each tree.
        folded(simplified.count { $0.path != "/" }) {
          trn(
            "%s name is simplified for systems that know plain ISO 9660 alone.",
            "%s names are simplified for systems that know plain ISO 9660 alone.", $0)
        },
        folded(links.count) {
          trn(
            "%s link cannot be seen where the disc is read as Joliet, as on Windows.",
            "%s links cannot be seen where the disc is read as Joliet, as on Windows.", $0)
        },
      ].compactMap { $0 }
  }

  /// Several issues in one sentence; nil for none.
  private static func folded(_ count: Int, _ sentence: (Int) -> String) -> IssueGroup? {
    count == 0 ? nil : IssueGroup(title: sentence(count), count: count, lines: [])
  }

  private static func byTitle(_ issues: [StagingIssue]) -> [IssueGroup] {
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

extension StagingIssue.Kind {
  /// Another name in the plain tree, which few systems read.
  fileprivate var isPlainName: Bool {
    if case .renamed(in: .iso9660, _) = self { true } else { false }
  }

  fileprivate var isLeftOut: Bool {
    if case .leftOut = self { true } else { false }
  }
}
