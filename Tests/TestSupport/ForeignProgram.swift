public import Foundation

/// A program that nobody here wrote.
///
/// A test that needs it fails where it is missing, and says which package brings it.
public struct ForeignProgram: Sendable {
  /// The program's file name, looked for in `PATH`.
  public var name: String
  /// What to install, such as "Debian package xorriso" or "PyPI package pycdlib".
  public var package: String

  /// The program `name` of `package`.
  public init(_ name: String, package: String) {
    self.name = name
    self.package = package
  }

  /// What the program left.
  public struct Output: Sendable {
    /// The exit status.
    public var status: Int32
    /// What it wrote, unless that went to a file.
    public var standardOutput: Data
    /// What it complained of.
    public var standardError: String

    /// What it wrote, as text.
    public var text: String { String(decoding: standardOutput, as: UTF8.self) }
  }

  /// Why a program was of no use.
  public enum Failure: Error, CustomStringConvertible {
    case missing(program: String, package: String)
    case tookTooLong(program: String, limit: Duration)
    case failed(program: String, arguments: [String], status: Int32, message: String)

    /// The reason, for the test's report.
    public var description: String {
      switch self {
      case .missing(let program, let package):
        "\(program) is not installed; this test needs the \(package)"
      case .tookTooLong(let program, let limit): "\(program) did not end within \(limit)"
      case .failed(let program, let arguments, let status, let message):
        "\(program) \(arguments.joined(separator: " ")) ended with \(status): \(message)"
      }
    }
  }

  /// Runs the program to its end, in UTC and UTF-8.
  ///
  /// - Parameters:
  ///   - output: where its standard output goes; nil collects it in the result.
  ///   - accepts: whether an exit status is a good one.
  /// - Throws: ``Failure``.
  @discardableResult
  public func run(
    _ arguments: [String], in folder: URL? = nil, output: URL? = nil,
    limit: Duration = .seconds(60), accepts: (Int32) -> Bool = { $0 == 0 }
  ) throws -> Output {
    guard let executable = locate() else {
      throw Failure.missing(program: name, package: package)
    }
    let collected = try TemporaryFolder()
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment
      .merging(["TZ": "UTC", "LC_ALL": "C.UTF-8"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    try process.run(
      writingTo: output ?? collected.url.appending(path: "output"),
      errorsTo: collected.url.appending(path: "errors"))
    try waitForEnd(of: process, limit: limit)
    let messages = try collected.bytes(of: "errors")
    let result = Output(
      status: process.terminationStatus,
      standardOutput: output == nil ? Data(try collected.bytes(of: "output")) : Data(),
      standardError: String(decoding: messages, as: UTF8.self))
    guard accepts(result.status) else {
      throw Failure.failed(
        program: name, arguments: arguments, status: result.status, message: result.standardError)
    }
    return result
  }

  private func waitForEnd(of process: Process, limit: Duration) throws {
    let end = ContinuousClock.now + limit
    while process.isRunning {
      guard ContinuousClock.now < end else {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        throw Failure.tookTooLong(program: name, limit: limit)
      }
      usleep(2000)
    }
  }

  private func locate() -> URL? {
    let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
      .map { URL(filePath: $0) }
  }
}

extension Process {
  /// Starts the process with new files for what it writes.
  ///
  /// They are closed here at once: Foundation keeps them open long after the process has ended, and
  /// starts none safely where more than a thousand descriptors are open.
  public func run(writingTo output: URL, errorsTo errors: URL) throws {
    let files = try [output, errors].map { url in
      try Data().write(to: url)
      return try FileHandle(forWritingTo: url)
    }
    defer { for file in files { try? file.close() } }
    standardOutput = files[0]
    standardError = files[1]
    try run()
  }
}
