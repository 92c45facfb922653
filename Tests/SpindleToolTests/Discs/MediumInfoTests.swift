import Foundation
import TestSupport
import Testing

@Suite("What info tells of a medium") struct MediumInfoTests {
  /// All kinds, and the state that a format leaves some of them in, as `medium.json` has it.
  static let formatted = [
    "cd-r": "", "cd-rw": "", "dvd-r": "", "dvd-r-dl": "", "dvd+r": "", "dvd+r-dl": "",
    "dvd-ram": "",
    "dvd-rw": """
    { "overwritable": { "format": "intermediate",
        "extent": { "blocks": 16384, "spareBlocks": 0, "writtenBlocks": 0 } } }
    """,
    "dvd+rw": """
    { "overwritable": { "format": "background", "formattedBlocks": 100000, "isRunning": false,
        "extent": { "blocks": 2295104, "spareBlocks": 0, "writtenBlocks": 0 } } }
    """,
    "bd-re": """
    { "overwritable": { "format": "formatted",
        "extent": { "blocks": 11826176, "spareBlocks": 393216, "writtenBlocks": 0 } } }
    """,
    "bd-r": """
    { "sequential": { "isFinalized": false, "sessions": [],
        "preparation": { "pseudoOverwrite": { "spareBlocks": 393216, "usedBlocks": 64 } } } }
    """,
  ]

  private func bench(_ kind: String, isFormatted: Bool = false) throws -> Bench {
    let bench = try Bench(medium: kind)
    if isFormatted { try bench.rewrite(kind, number: 1, state: Self.formatted[kind] ?? "") }
    return bench
  }

  private func info(_ kind: String, isFormatted: Bool = false) throws -> [String] {
    let bench = try bench(kind, isFormatted: isFormatted)
    return try bench.succeed(["info", bench.drive]).output.split(separator: "\n").dropFirst().map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  @Test func `a new DVD+RW must be formatted first, which a burn does`() throws {
    let lines = try info("dvd+rw")
    #expect(lines.first == "Trial (virtual): DVD+RW, must be formatted first")
    #expect(!lines.contains { $0.hasPrefix("Free:") || $0.hasPrefix("Contents:") })
    let bench = try bench("dvd+rw")
    try bench.makeFiles()
    let burned = try bench.succeed(["burn", bench.drive, "files", "--json"]).events()
    #expect(burned.last?["proof"] == "everyBlock")
    #expect(burned.last?["mediumCondition"] == "overwritable")
  }

  @Test func `a DVD+RW whose format was stopped can be overwritten, and is probably blank`() throws
  {
    let lines = try info("dvd+rw", isFormatted: true)
    #expect(lines.first == "Trial (virtual): DVD+RW, can be overwritten, 4.7 GB")
    #expect(lines.contains("State: can be overwritten"))
    #expect(lines.contains("Contents: probably none"))
    #expect(lines.contains("Format: begun, and stopped"))
    #expect(lines.contains("Erasable: yes"))
    let bench = try bench("dvd+rw", isFormatted: true)
    try bench.makeFiles()
    let burned = try bench.succeed(["burn", bench.drive, "files", "--json"]).events()
    #expect(burned.first { $0.name == "plan" }?["overwrites"] == true)
    #expect(burned.last?["proof"] == "everyBlock")
  }

  @Test func `a DVD+R with two layers tells them`() throws {
    let lines = try info("dvd+r-dl")
    #expect(lines.contains("Book type: DVD+R DL"))
    #expect(lines.contains("Layers: 2"))
    #expect(lines.contains("Second layer: runs inwards"))
    #expect(lines.contains { $0.hasPrefix("First layer: 4.3 GB") })
  }

  @Test func `a BD-RE tells its spare area, and a BD-R what can be replaced`() throws {
    #expect(try info("bd-re", isFormatted: true).contains("Spare area: 805 MB of 805 MB free"))
    let lines = try info("bd-r", isFormatted: true)
    #expect(lines.contains { $0.hasPrefix("Blocks that can be replaced: ") })
    #expect(lines.first?.hasPrefix("Trial (virtual): BD-R, blank, ") == true)
  }

  @Test func `a CD-RW tells its groove`() throws {
    let lines = try info("cd-rw")
    #expect(lines.contains("Lead-out at the latest: 79:59:74"))
    #expect(lines.contains { $0.hasPrefix("Kind of CD-RW: ") })
  }

  @Test func `a burned disc tells its track`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files", "--appendable"])
    let lines = try bench.succeed(["info", bench.drive]).output
    #expect(lines.contains("  Track 1: session 1, data, "))
    #expect(lines.contains("  Last session: blocks 0 to "))
    #expect(lines.contains("  Next block: "))
  }
}

extension Bench {
  /// Inserts a blank medium beside those that are there, and tells its number.
  func insertNumbered(_ medium: String) throws -> Int {
    try insert(medium)
    let names = try FileManager.default.contentsOfDirectory(atPath: path("drive/media"))
    return names.compactMap { Int($0.prefix { $0 != "-" }) }.max() ?? 1
  }

  /// Gives a medium another state, as if a program had formatted it.
  func rewrite(_ medium: String, number: Int, state: String) throws {
    let file = URL(filePath: path("drive/media/\(number)-\(medium)/medium.json"))
    var fields = try members(of: Data(contentsOf: file))
    let new = try members(of: Data(state.utf8))
    for key in ["sequential", "overwritable"] { fields[key] = new[key] }
    try JSONSerialization.data(withJSONObject: fields).write(to: file)
  }

  private func members(of json: Data) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }
}
