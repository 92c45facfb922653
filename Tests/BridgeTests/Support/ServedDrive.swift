import DiscModel
import Foundation
import SystemPackage
import TestSupport
import VirtualDrive

/// A virtual drive behind a socket, served by a process of its own until the value goes.
final class ServedDrive: Sendable {
  let folder: TemporaryFolder
  let guest: Guest
  private let process: Process

  /// The server did not come up.
  struct NotReady: Error {
    let output: String
  }

  /// Makes a drive, puts a blank medium in it, and serves it.
  ///
  /// - Parameter polls: how often the drive says that it is busy with something long.
  init(
    _ kind: String? = nil, blocks: Int64? = nil, layers: Int? = nil, polls: Int = 1,
    options: [String] = []
  ) throws {
    folder = try TemporaryFolder()
    guest = Guest(socket: folder.url.appending(path: "drive.sock"), folder: folder)
    let drive = folder.path("drive")
    try VirtualDrive.create(at: drive, name: "Trial")
    if let kind {
      guard let medium = MediumKind(rawValue: kind) else { throw NoSuchMedium(kind: kind) }
      try VirtualDrive.insert(
        medium, blocks: blocks.map { BlockCount($0) }, layers: layers, inDriveAt: drive)
    }
    process = Self.server(of: folder, guest, ["--polls", String(polls)] + options)
    try start()
  }

  /// Serves the drive of another one again, which was stopped meanwhile.
  init(again other: ServedDrive) throws {
    folder = other.folder
    guest = other.guest
    process = Self.server(of: folder, guest, ["--polls", "1"])
    try start()
  }

  private static func server(
    of folder: TemporaryFolder, _ guest: Guest, _ options: [String]
  ) -> Process {
    let process = Process()
    // It ends by itself where the tests are ended before it is.
    process.executableURL = URL(filePath: "/usr/bin/timeout")
    process.arguments =
      [
        "--kill-after=2", "300", BridgeTools.server.path, "serve", folder.path("drive").string,
        guest.socket.path, "--log", folder.path("log").string,
      ] + options
    return process
  }

  struct NoSuchMedium: Error {
    let kind: String
  }

  deinit {
    stop()
  }

  private func start() throws {
    let said = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = said
    process.standardError = try FileHandle(
      forWritingTo: URL(filePath: folder.write([], to: "server.err").string))
    try process.run()
    // The pipe ends with the server.
    try said.fileHandleForWriting.close()
    let first = try said.fileHandleForReading.read(upToCount: 5) ?? Data()
    guard String(decoding: first, as: UTF8.self) == "ready" else {
      throw NotReady(output: complaints)
    }
  }

  /// Pulls the plug: the drive's folder is free for others.
  func stop() {
    guard process.isRunning else { return }
    // A process that was started from a thread of a pool has other signals blocked. `timeout` leads
    // a group of its own, to which the server belongs.
    kill(-process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// What the server complained about.
  var complaints: String {
    String(decoding: (try? folder.bytes(of: "server.err")) ?? [], as: UTF8.self)
  }

  /// The lines of the command log.
  var log: [String] {
    let text = String(decoding: (try? folder.bytes(of: "log")) ?? [], as: UTF8.self)
    return text.split(separator: "\n").map(String.init)
  }

  /// The commands that did not end well, but for those that only had to wait or to hear news.
  var refusals: [String] {
    log.filter { !$0.hasSuffix(": 00") && !$0.contains(": 02 6/2") && !$0.contains(": 02 2/04/") }
  }

  /// Runs a program with the drive as its /dev/sr0; it must end well.
  @discardableResult
  func run(
    _ words: String..., from package: String, limit: Int = 60,
    accepts: (Int32) -> Bool = { $0 == 0 }
  ) async throws -> Guest.Result {
    let result = try await guest.run(words, package: package, limit: limit)
    guard accepts(result.status) else {
      throw Guest.Failure.ended(
        words: words, status: result.status, text: result.text,
        log: Set(refusals).sorted().joined(separator: "\n"))
    }
    return result
  }
}
