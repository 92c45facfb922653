import Foundation
import Testing

/// The built `spindlectl`, run as a process of its own with a data folder of its own.
struct Tool: Sendable {
  /// Where the list of virtual drives is kept; it is below `$XDG_DATA_HOME`.
  let dataHome: URL

  /// The program, which the package manager puts beside the tests; `SPINDLECTL` names another one,
  /// such as that of an optimized build.
  static let executable =
    ProcessInfo.processInfo.environment["SPINDLECTL"].map { URL(filePath: $0) }
    ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "spindlectl")

  /// Runs the program to its end.
  func run(
    _ arguments: [String], in folder: URL? = nil, limit: Duration = .seconds(60)
  ) throws -> ToolResult {
    try start(Self.executable, arguments, in: folder).finish(within: limit)
  }

  /// Runs a line of shell in which `"$0"` is the program, and `"$1"` and on are `arguments`.
  func shell(
    _ line: String, _ arguments: [String] = [], in folder: URL? = nil,
    limit: Duration = .seconds(60)
  ) throws -> ToolResult {
    try start(
      URL(filePath: "/bin/sh"), ["-c", line, Self.executable.path] + arguments, in: folder
    ).finish(within: limit)
  }

  /// Starts the program, for tests that do something to it while it runs.
  func start(_ arguments: [String], in folder: URL? = nil) throws -> RunningTool {
    try start(Self.executable, arguments, in: folder)
  }

  private func start(
    _ program: URL, _ arguments: [String], in folder: URL?
  ) throws -> RunningTool {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging([
      "XDG_DATA_HOME": dataHome.path, "TZ": "UTC", "LC_ALL": "C.UTF-8", "LANGUAGE": "",
    ]) { $1 }
    return try RunningTool(process)
  }
}

/// What `spindlectl` left when it ended.
struct ToolResult {
  var status: Int32
  var output: String
  var errors: String

  /// The lines of its output as JSON objects; not one of them may be anything else.
  func events() throws -> [ToolEvent] {
    try output.split(separator: "\n").map { try ToolEvent(line: $0) }
  }
}

/// A line of `--json`.
struct ToolEvent {
  let fields: [String: Any]
  let name: String

  struct NotAnEvent: Error {
    let line: String
  }

  init(line: Substring) throws {
    let value = try? JSONSerialization.jsonObject(with: Data(line.utf8))
    guard let fields = value as? [String: Any], let name = fields["event"] as? String,
      fields["version"] as? Int == 1
    else { throw NotAnEvent(line: String(line)) }
    self.fields = fields
    self.name = name
  }

  subscript<Value>(field: String, as _: Value.Type = Value.self) -> Value? {
    fields[field] as? Value
  }
}
