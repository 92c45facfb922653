import Foundation
import SystemPackage
import TestSupport
import Testing

/// A folder for a test with a virtual drive in it, and `spindlectl` to command it.
struct Bench: Sendable {
  let folder: TemporaryFolder
  let tool: Tool

  /// How the drive is named on the command line.
  var drive: String { "virtual:" + path("drive") }

  /// Makes the drive, with a blank medium in it if a kind is given.
  init(medium: String? = nil, blocks: Int? = nil) throws {
    folder = try TemporaryFolder()
    tool = Tool(dataHome: folder.url.appending(path: "data"))
    try succeed(["drive", "add", path("drive"), "--name", "Trial"])
    if let medium { try insert(medium, blocks: blocks) }
  }

  /// Where something in the folder lies.
  func path(_ relative: String) -> String {
    folder.path(relative).string
  }

  /// A folder "files" with small files of these contents, which is returned.
  @discardableResult
  func makeFiles(_ files: [String: String] = ["a.txt": "a", "folder/b.txt": "b"]) throws -> String {
    for (name, text) in files { try folder.write(text.utf8, to: "files/" + name) }
    return path("files")
  }

  /// Makes a file of so many bytes that takes no room, but its time.
  func makeHole(_ name: String, gibibytes: Int) throws {
    try folder.write([0], to: name)
    #expect(truncate(path(name), gibibytes << 30) == 0)
  }

  func insert(_ medium: String, blocks: Int? = nil) throws {
    try succeed(
      ["medium", "insert", drive, medium] + (blocks.map { ["--blocks", String($0)] } ?? []))
  }

  /// Runs the program in the bench's folder.
  func run(_ arguments: [String], limit: Duration = .seconds(60)) throws -> ToolResult {
    try tool.run(arguments, in: folder.url, limit: limit)
  }

  /// Runs the program, which must succeed, and returns what it wrote.
  @discardableResult
  func succeed(
    _ arguments: [String], limit: Duration = .seconds(60),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> ToolResult {
    let result = try run(arguments, limit: limit)
    try #require(
      result.status == 0, "\(arguments): \(result.output)\(result.errors)",
      sourceLocation: sourceLocation)
    return result
  }

  /// Runs the program with `--json`, which must fail with `status`, and returns its last event.
  func failure(
    _ arguments: [String], status: Int32, limit: Duration = .seconds(60),
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Failure {
    let result = try run(arguments + ["--json"], limit: limit)
    let event = try #require(
      try result.events().last, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.status == status, "\(result.output)", sourceLocation: sourceLocation)
    #expect(event.name == "error", "\(event.fields)", sourceLocation: sourceLocation)
    #expect(event["exitStatus"] == Int(status), sourceLocation: sourceLocation)
    return Failure(event)
  }

  /// The medium as `info` tells it.
  func medium(sourceLocation: SourceLocation = #_sourceLocation) throws -> Medium {
    let result = try succeed(["info", drive, "--json"], sourceLocation: sourceLocation)
    let fields: [String: Any] = try #require(
      try result.events().first?["medium"], sourceLocation: sourceLocation)
    return Medium(fields: fields)
  }

  /// Whether a program left the tray locked.
  func isTrayLocked() throws -> Bool { try driveFlag("isLocked") }

  func isTrayOpen() throws -> Bool { try driveFlag("trayIsOpen") }

  private func driveFlag(_ name: String) throws -> Bool {
    let record = try JSONSerialization.jsonObject(
      with: Data(folder.bytes(of: "drive/drive.json")))
    let fields = try #require(record as? [String: Any])
    return try #require(fields[name] as? Bool)
  }

  /// The names in a folder that begin so, in their order.
  func names(beginningWith prefix: String, in relative: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(relative))
      .filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// The file with the newest medium's sectors.
  func sectors(_ medium: String, number: Int = 1) -> URL {
    folder.url.appending(path: "drive/media/\(number)-\(medium)/sectors.iso")
  }
}

/// The event that ends a command without success.
struct Failure {
  let code: String?
  let text: String?
  let reasons: [[String: Any]]

  init(_ event: ToolEvent) {
    code = event["code"]
    text = event["text"]
    reasons = event["reasons"] ?? []
  }

  var reasonCodes: [String] { reasons.compactMap { $0["code"] as? String } }
}

/// A medium in an event.
struct Medium {
  let condition: String?
  let capacityBlocks: Int?
  let freeBlocks: Int?
  let sessions: Int?

  init(fields: [String: Any]) {
    condition = fields["condition"] as? String
    capacityBlocks = fields["capacityBlocks"] as? Int
    freeBlocks = fields["freeBlocks"] as? Int
    sessions = fields["sessions"] as? Int
  }
}
