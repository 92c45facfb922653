import Foundation
import SystemPackage
import TestSupport

/// A D-Bus daemon of the test's own, with or without a pretended UDisks2 on it.
final class PrivateBus {
  let address: String
  private let folder: TemporaryFolder
  private var processes: [Process] = []

  struct DidNotStart: Error {
    var program: String
    var output: String
  }

  init() throws {
    folder = try TemporaryFolder()
    let socket = "unix:path=" + folder.path("bus").string
    address = socket
    try start(
      "dbus-daemon", package: "Debian package dbus",
      [
        "--session", "--nofork", "--nopidfile", "--nosyslog", "--print-address=1",
        "--address=" + socket,
      ], until: "unix:path")
  }

  deinit {
    for process in processes.reversed() {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  /// Puts a UDisks2 on the bus that unmounts by taking a line out of the file `mounts`.
  func startService(mounts: URL, mode: String = "") throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Scripts/udisks.py")
    try start(
      "python3", package: "Debian packages python3 and python3-gi",
      [script.path, mounts.path] + (mode.isEmpty ? [] : [mode]), until: "ready")
  }

  /// What was asked of the service.
  var calls: [String] {
    output(of: "python3").split(separator: "\n").map(String.init).filter { $0 != "ready" }
  }

  private func output(of program: String) -> String {
    String(decoding: (try? folder.bytes(of: program)) ?? [], as: UTF8.self)
  }

  private func start(
    _ program: String, package: String, _ arguments: [String], until word: String
  ) throws {
    let path = "/usr/bin/" + program
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw ForeignProgram.Failure.missing(program: program, package: package)
    }
    try folder.write([], to: program)
    let file = try FileHandle(forWritingTo: folder.url.appending(path: program))
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ["DBUS_SESSION_BUS_ADDRESS": address, "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = file
    process.standardError = file
    try process.run()
    processes.append(process)
    for _ in 0..<3000 where process.isRunning && !output(of: program).contains(word) {
      usleep(10_000)
    }
    guard output(of: program).contains(word) else {
      throw DidNotStart(program: program, output: output(of: program))
    }
  }
}
