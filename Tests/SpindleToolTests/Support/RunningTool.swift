import Foundation
import TestSupport

/// A process of `spindlectl` that has not ended, or not been asked.
final class RunningTool {
  private let process: Process
  private let folder: URL

  struct TookTooLong: Error {
    let limit: Duration
    let output: String
    let errors: String
  }

  init(_ process: Process) throws {
    self.process = process
    folder = FileManager.default.temporaryDirectory.appending(path: "tool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    process.standardInput = FileHandle.nullDevice
    try process.run(
      writingTo: folder.appending(path: "output"), errorsTo: folder.appending(path: "errors"))
  }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// What it wrote so far.
  var output: String { text("output") }
  var errors: String { text("errors") }

  var processID: Int32 { process.processIdentifier }

  /// Sends a signal, as Ctrl-C does.
  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// Waits until it has written something.
  func wait(forOutput part: String, limit: Duration = .seconds(60)) throws {
    try wait(within: limit) { output.contains(part) || !process.isRunning }
  }

  /// Waits until it has told of the first blocks that are done in a phase.
  func wait(forProgressOf phase: String, limit: Duration = .seconds(60)) throws {
    try wait(within: limit) {
      let isDone = output.split(separator: "\n").contains {
        $0.contains("\"phase\":\"\(phase)\"") && !$0.contains("\"doneBlocks\":0,")
      }
      return isDone || !process.isRunning
    }
  }

  /// Waits for something that it does, or for its end.
  func wait(limit: Duration = .seconds(60), until isDone: () throws -> Bool) throws {
    try wait(within: limit) { try isDone() || !process.isRunning }
  }

  /// Waits for its end.
  func finish(within limit: Duration) throws -> ToolResult {
    try wait(within: limit) { !process.isRunning }
    return ToolResult(status: process.terminationStatus, output: output, errors: errors)
  }

  private func wait(within limit: Duration, until isDone: () throws -> Bool) throws {
    let end = ContinuousClock.now + limit
    while try !isDone() {
      guard ContinuousClock.now < end else {
        throw TookTooLong(limit: limit, output: output, errors: errors)
      }
      usleep(2000)
    }
  }

  private func text(_ name: String) -> String {
    let data = try? Data(contentsOf: folder.appending(path: name))
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
