import Foundation
import TestSupport
import Testing

/// What the last deep run gave the parsers stands in the page of proofs, and no target is left out.
@Suite("The fuzzing of the parsers") struct FuzzingTests {
  private static let folder = BridgeTools.root.appending(path: "Tests/Fuzzing")

  /// A line of `Tests/Fuzzing/executions.tsv`, which `Tests/Fuzzing/run --record` writes.
  private struct Record {
    var target: String
    var seconds: Int
    var executions: Int
  }

  private static func records() throws -> [Record] {
    let text = try String(
      contentsOf: folder.appending(path: "executions.tsv"), encoding: .utf8)
    return try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      try #require(fields.count == 3, "\(line)")
      return Record(
        target: fields[0], seconds: try #require(Int(fields[1])),
        executions: try #require(Int(fields[2])))
    }
  }

  private static func names(in subfolder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: subfolder).path)
      .map { $0.replacing(".swift", with: "") }.sorted()
  }

  private static func grouped(_ number: Int) -> String {
    number.formatted(.number.grouping(.automatic).locale(Locale(identifier: "en_US")))
  }

  @Test func `stands in the table of proofs as it was recorded`() throws {
    let proofs = try Self.records().flatMap { record in
      [
        Proof(row: record.target, column: "seconds", deed: String(record.seconds)),
        Proof(row: record.target, column: "inputs", deed: Self.grouped(record.executions)),
        Proof(row: record.target, column: "crashes", deed: "none"),
      ]
    }
    try ProofTable(
      heading: "Fuzzing", columns: ["seconds", "inputs", "crashes"], proofs: proofs
    ).expectDocumented()
  }

  @Test func `is recorded for each target, a minute or more`() throws {
    let records = try Self.records()
    #expect(try records.map(\.target) == Self.names(in: "Targets"))
    for record in records { #expect(record.seconds >= 60 && record.executions > 1000) }
  }

  @Test func `begins with a corpus for each target`() throws {
    #expect(try Self.names(in: "Corpus") == Self.names(in: "Targets"))
  }
}
