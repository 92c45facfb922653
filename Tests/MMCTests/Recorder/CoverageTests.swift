import Foundation
import Testing

/// `imapi-coverage.tsv` says for each thing that Microsoft's IMAPI 2 can do with devices, recorders,
/// locks and media where it is done here, and which test or check of the lab shows it, or why it is
/// not done.
@Suite("What IMAPI 2 can do") struct CoverageTests {
  /// A line: what is meant, where it is, and who shows it.
  private struct Entry {
    var id: String
    var state: String
    var source: String
    var test: String
    var note: String
  }

  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

  private static func entries() throws -> [Entry] {
    let table = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "imapi-coverage.tsv")
    return try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        try #require(cells.count == 6, "\(line)")
        return Entry(
          id: cells[0], state: cells[2], source: cells[3], test: cells[4], note: cells[5])
      }
  }

  /// Whether the file named before the colon holds the text behind it.
  private func exists(_ place: String, in folder: String) -> Bool {
    guard let colon = place.firstIndex(of: ":"), place.hasPrefix(folder) else { return false }
    let file = Self.root.appending(path: String(place[..<colon]))
    let text = try? String(contentsOf: file, encoding: .utf8)
    return text?.contains(place[place.index(after: colon)...]) == true
  }

  @Test func `is listed completely, each thing once`() throws {
    let numbers: [Int] = Array(1...7) + Array(10...40) + Array(50...57) + Array(60...71)
    let expected = numbers.map { number -> String in
      let digits = String(number)
      return "IM-" + String(repeating: "0", count: 3 - digits.count) + digits
    }
    #expect(try Self.entries().map(\.id) == expected)
  }

  @Test func `is where the table says, and has its test`() throws {
    for entry in try Self.entries() where entry.state == "done" {
      #expect(exists(entry.source, in: "Sources/"), "\(entry.id): \(entry.source)")
      let parts = entry.test.split(separator: ":", maxSplits: 1).map(String.init)
      try #require(parts.count == 2, "\(entry.id)")
      let isInLab = parts[0].hasPrefix("Tests/Lab/")
      let beginning = isInLab ? "check '\(parts[1])' " : "func `\(parts[1])`("
      #expect(exists("\(parts[0]):\(beginning)", in: "Tests/"), "\(entry.id): \(entry.test)")
    }
  }

  @Test func `is explained where it is not done`() throws {
    for entry in try Self.entries() where entry.state != "done" {
      #expect(entry.state == "open", "\(entry.id)")
      #expect(entry.source.isEmpty && entry.test.isEmpty, "\(entry.id)")
      #expect(entry.note.count > 10, "\(entry.id)")
    }
  }

  /// The checks would pass anything if these did not hold.
  @Test func `is missed where it is not`() {
    let here = "Tests/MMCTests/Recorder/CoverageTests.swift:"
    #expect(exists(here + "func exists(", in: "Tests/"))
    #expect(!exists(here + "func exists(", in: "Sources/"))
    #expect(!exists(here + "func " + "vanished(", in: "Tests/"))
    #expect(!exists("Tests/None.swift:func", in: "Tests/"))
    #expect(!exists("Tests", in: "Tests"))
  }
}
