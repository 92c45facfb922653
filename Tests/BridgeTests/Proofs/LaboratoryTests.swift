import Foundation
import TestSupport
import Testing

/// What the lab plays stands in the page of proofs, in the words of its own list.
@Suite("The scenarios of the lab") struct LaboratoryTests {
  /// A line of `Tests/Lab/scenarios.tsv`: name, whether it belongs to the short run, what it proves.
  private static func scenarios() throws -> [Proof] {
    let list = BridgeTools.root.appending(path: "Tests/Lab/scenarios.tsv")
    let lines = try String(contentsOf: list, encoding: .utf8).split(separator: "\n")
    return try lines.filter { !$0.hasPrefix("#") }.flatMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      try #require(fields.count == 3, "\(line)")
      return [
        Proof(
          row: fields[0], column: "run", deed: fields[1] == "yes" ? "every" : "on request"),
        Proof(row: fields[0], column: "what it proves", deed: fields[2]),
      ]
    }
  }

  @Test func `stand in the table of proofs, each and no other`() throws {
    try ProofTable(
      heading: "The laboratory", columns: ["run", "what it proves"], proofs: Self.scenarios()
    ).expectDocumented()
  }

  @Test func `are scripts that exist`() throws {
    let scenarios = try Set(Self.scenarios().map(\.row))
    let folder = BridgeTools.root.appending(path: "Tests/Lab/scenarios")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(files.map { $0.replacing(".bash", with: "") }) == scenarios)
  }
}
