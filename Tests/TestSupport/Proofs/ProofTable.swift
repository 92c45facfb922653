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

  /// The page with this table under its heading, instead of the one that stands there.
  public func put(into page: String) -> String {
    let all = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = all.firstIndex(of: "## \(heading)") else { return page }
    let end = all[(start + 1)...].firstIndex { $0.hasPrefix("## ") } ?? all.endIndex
    var section = all[start..<end].filter { !$0.hasPrefix("|") }
    while section.last == "" { section.removeLast() }
    section += [""] + lines + [""]
    return (all[..<start] + section + all[end...]).joined(separator: "\n")
  }

  /// Expects the page to show exactly this table.
  ///
  /// With `SPINDLE_WRITE_PROOFS=1` in the environment the table is put into the page first.
  public func expectDocumented(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let place = Self.root.appending(path: "Sources/MMC/MMC.docc/Proofs.md")
    var page = try String(contentsOf: place, encoding: .utf8)
    if ProcessInfo.processInfo.environment["SPINDLE_WRITE_PROOFS"] == "1" {
      page = put(into: page)
      try Data(page.utf8).write(to: place)
    }
    let shown = Self.lines(under: heading, in: page)
    let expected = lines
    #expect(
      shown == expected, "Proofs.md must have this table:\n\(expected.joined(separator: "\n"))",
      sourceLocation: sourceLocation)
  }
}
