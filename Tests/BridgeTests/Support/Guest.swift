import Foundation
import TestSupport

/// A program of others, run where its `/dev/sr0` is the drive behind a socket.
struct Guest: Sendable {
  /// What it left.
  struct Result: Sendable {
    var status: Int32
    /// What it wrote to standard output.
    var output: Data
    /// The lines of it.
    var lines: [String] {
      String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    /// What it wrote to standard output and, behind it, to standard error.
    var text: String
  }

  /// Why it was of no use.
  enum Failure: Error, CustomStringConvertible {
    case missing(String, package: String)
    case ended(words: [String], status: Int32, text: String, log: String)

    var description: String {
      switch self {
      case .missing(let name, let package):
        "\(name) is not installed; this test needs the Debian package \(package)"
      case .ended(let words, let status, let text, let log):
        """
        \(words.joined(separator: " ")) ended with \(status): \(text.suffix(3000))
        What the drive refused:
        \(log)
        """
      }
    }
  }

  let socket: URL
  /// A folder for what it writes.
  let folder: TemporaryFolder

  /// Runs a program to its end on a thread of its own, within `limit` seconds.
  ///
  /// growisofs unmounts what it takes for the drive's; as root, programs run in a place where that
  /// changes nothing.
  func run(
    _ words: [String], package: String, limit: Int, environment: [String: String] = [:]
  ) async throws -> Result {
    try await Self.onThread { try self.runBlocking(words, package, limit, environment) }
  }

  private func runBlocking(
    _ words: [String], _ package: String, _ limit: Int, _ environment: [String: String]
  ) throws -> Result {
    guard let name = words.first, Self.isInstalled(name) else {
      throw Failure.missing(words.first ?? "", package: package)
    }
    let tools = try BridgeTools.shared.get()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    let isolation = geteuid() == 0 ? ["unshare", "--map-root-user", "--mount"] : []
    // Nothing of what it started is left when its time is up. wodim dies of a limit on locked memory
    // that lets it lock some, but not all it wants.
    process.arguments =
      ["--kill-after=2", String(limit)] + isolation + ["prlimit", "--memlock=0:0"]
      + ["env", "LD_PRELOAD=\(tools.shim.path)", "SPINDLE_DRIVES=/dev/sr0=\(socket.path)"] + words
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": folder.url.path]) { $1 }
      .merging(environment) { $1 }
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    let record = UUID().uuidString
    process.standardOutput = try handle(record + ".out")
    process.standardError = try handle(record + ".err")
    try process.run()
    process.waitUntilExit()
    let output = Data(try folder.bytes(of: record + ".out"))
    let errors = Data(try folder.bytes(of: record + ".err"))
    return Result(
      status: process.terminationStatus, output: output,
      text: String(decoding: output.prefix(100_000) + errors, as: UTF8.self))
  }

  private func handle(_ name: String) throws -> FileHandle {
    try folder.write([], to: name)
    return try FileHandle(forWritingTo: folder.url.appending(path: name))
  }

  private static func isInstalled(_ name: String) -> Bool {
    if name.hasPrefix("/") { return FileManager.default.isExecutableFile(atPath: name) }
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
    }
  }

  /// Runs `body` on a thread of its own: the tests' threads are few.
  static func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
  }
}
