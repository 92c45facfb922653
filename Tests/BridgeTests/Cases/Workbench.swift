import Foundation
import SystemPackage
import TestSupport
import Testing

/// A drive with a blank disc, and what a case needs to look at what became of it.
struct Workbench: Sendable {
  let drive: ServedDrive
  let sources: Sources

  init(_ trial: BridgeCase) async throws {
    sources = try Sources.shared.get()
    drive = try ServedDrive(trial.disc.kind, blocks: trial.blocks, layers: trial.disc.layers)
    if !trial.isUnprepared { try await prepare(trial.disc) }
  }

  /// Formats a disc that cannot be written as it is sold.
  private func prepare(_ disc: Disc) async throws {
    switch disc {
    case .dvdMinusRWOverwrite:
      try await run(["dvd+rw-format", "-force", "/dev/sr0"], from: "dvd+rw-tools")
    case .bdRE, .bdREThreeLayers:
      try await run(["cdrskin", "dev=/dev/sr0", "blank=format_if_needed"], from: "cdrskin")
    default: break
    }
  }

  /// Runs a program of the package, which must end well.
  @discardableResult
  func run(
    _ words: [String], from package: String, accepts: (Int32) -> Bool = { $0 == 0 }
  ) async throws -> Guest.Result {
    let result = try await drive.guest.run(words, package: package, limit: 60)
    guard accepts(result.status) else {
      throw Guest.Failure.ended(
        words: words, status: result.status, text: result.text,
        log: Set(drive.refusals).sorted().joined(separator: "\n"))
    }
    return result
  }

  /// Expects the disc to hold the bytes of `image` from a block on, as read through the drive with
  /// `dd`, and as exported past it.
  func expectImage(
    _ image: URL, atBlock block: Int = 0
  ) async throws {
    let wanted = try Data(contentsOf: image)
    let count = (wanted.count + 2047) / 2048
    let read = try await run(
      ["dd", "if=/dev/sr0", "bs=2048", "skip=\(block)", "count=\(count)", "status=none"],
      from: "coreutils")
    try #require(
      read.output.prefix(wanted.count) == wanted, "as dd reads it")
    let export = drive.folder.url.appending(path: "export.iso")
    try await tell("export " + export.path)
    let exported = try Data(contentsOf: export)
    try #require(
      exported.dropFirst(block * 2048).prefix(wanted.count) == wanted, "as it is exported")
  }

  /// Expects xorriso to take these folders from the disc's last session: the first folder's
  /// contents at the root, the others by their names.
  func expectTree(
    _ first: URL, _ others: URL...
  ) async throws {
    let out = drive.folder.path("out").string
    try await run(
      ["xorriso", "-osirrox", "on", "-indev", "/dev/sr0", "-extract", "/", out], from: "xorriso")
    for (source, target) in [(first, out)] + others.map({ ($0, "\(out)/\($0.lastPathComponent)") })
    {
      let result = try await drive.guest.run(
        ["diff", "-r", source.path, target], package: "diffutils", limit: 60)
      let lines = result.text.split(separator: "\n").filter { line in
        !others.contains { line == "Only in \(out): \($0.lastPathComponent)" }
      }
      try #require(lines == [])
    }
  }

  /// Profiles of media that are never closed: DVD-RAM, DVD-RW restricted overwrite, DVD+RW, BD-RE.
  private static let overwritable = [0x12, 0x13, 0x1A, 0x43]

  /// Pulls the drive's plug and expects our own engine to find these folders on the disc, and the
  /// disc in this condition, or to say of one that is never closed that it can be overwritten.
  func expectEngine(
    finds first: URL, _ others: URL..., condition: String
  ) async throws {
    drive.stop()
    let paths = [first.path + "/"] + others.map(\.path)
    let verified = try await spindlectl(["verify", driveName] + paths)
    try #require(verified.status == 0, "\(verified.text)")
    try await expectCondition(condition)
  }

  /// Pulls the drive's plug and expects our own engine to find the disc in this condition, or to say
  /// of one that is never closed that it can be overwritten.
  func expectCondition(_ condition: String) async throws {
    drive.stop()
    let info = try await spindlectl(["info", driveName, "--json"])
    let isOverwritable = Self.overwritable.contains {
      info.text.contains("\"profileNumber\":\($0),")
    }
    let expected = isOverwritable ? "overwritable" : condition
    try #require(info.text.contains("\"condition\":\"\(expected)\""), "\(info.text)")
  }

  /// Pulls the drive's plug and expects our own engine to find the first track written in such packets.
  func expectPackets(_ kind: String) async throws {
    drive.stop()
    let info = try await spindlectl(["info", driveName, "--json"])
    try #require(info.text.contains("\"packets\":\"\(kind)\""), "\(info.text)")
  }

  /// The drive without its plug, for our own engine.
  private var driveName: String { "virtual:" + drive.folder.path("drive").string }

  /// Makes an image of a session that follows the one on the disc, with a folder more.
  ///
  /// - Parameter places: where the last session begins and where the next will, as the burning
  ///   programs tell it.
  func makeSecondSession(_ places: String) async throws -> URL {
    let image = drive.folder.url.appending(path: "second.iso")
    try await run(
      [
        "genisoimage", "-quiet", "-J", "-R", "-C", places, "-M", "/dev/sr0", "-o", image.path,
        "-graft-points", "second=\(sources.second.path)",
      ], from: "genisoimage")
    return image
  }

  private func spindlectl(_ words: [String]) async throws -> Guest.Result {
    try await drive.guest.run(
      [BridgeTools.tool.path] + words, package: "libadwaita-1-0", limit: 60,
      environment: ["XDG_DATA_HOME": drive.folder.path("data").string])
  }

  private func tell(_ words: String) async throws {
    let result = try await drive.guest.run(
      [BridgeTools.server.path, "tell", drive.guest.socket.path] + [words], package: "libc6",
      limit: 60)
    try #require(result.status == 0, "\(words): \(result.text)")
  }
}
