internal import Foundation
public import Testing

/// A table in `Sources/MMC/MMC.docc/Proofs.md`, made from the list of what the tests run.
///
///     ## Programs of others
///
///     | | cdrskin | wodim |
///     |---|---|---|
///     | CD-R | append; track at once | track at once |
public struct ProofTable: Sendable {
  /// The heading that the table stands under.
  public var heading: String
  /// The columns in their order.
  public var columns: [String]
  /// What the table tells; rows stand in the order in which they first appear.
  public var proofs: [Proof]

  /// A table under a heading.
  public init(heading: String, columns: [String], proofs: [Proof]) {
    self.heading = heading
    self.columns = columns
    self.proofs = proofs
  }

  /// The repository.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The lines of the table as they must stand in the page.
  public var lines: [String] {
    var rows: [String] = []
    for proof in proofs where !rows.contains(proof.row) { rows.append(proof.row) }
    let head = ["| | " + columns.joined(separator: " | ") + " |"]
    let rule = ["|---" + String(repeating: "|---", count: columns.count) + "|"]
    return head + rule
      + rows.map { row in
        "| \(row) | " + columns.map { cell(row, $0) }.joined(separator: " | ") + " |"
      }
  }

  private func cell(_ row: String, _ column: String) -> String {
    let deeds = proofs.filter { $0.row == row && $0.column == column }.map(\.deed)
    return deeds.isEmpty ? "–" : deeds.joined(separator: "; ")
  }

  /// The lines of the table under the heading `heading` of a page.
  public static func lines(under heading: String, in page: String) -> [String] {
    page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .drop { $0 != "## \(heading)" }.dropFirst()
      .prefix { !$0.hasPrefix("## ") }
      .filter { $0.hasPrefix("|") }
  }

  /// Expects the page to show exactly this table.
  public func expectDocumented(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let page = Self.root.appending(path: "Sources/MMC/MMC.docc/Proofs.md")
    let shown = Self.lines(under: heading, in: try String(contentsOf: page, encoding: .utf8))
    let expected = lines
    #expect(
      shown == expected, "Proofs.md must have this table:\n\(expected.joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }
}
