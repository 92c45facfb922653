import Foundation
import SystemPackage
import TestSupport
import Testing

/// What programs of others say of a disc that they wrote and we erased, and whether they write it again.
@Suite("Discs of others that we erase") struct ErasedDiscTests {
  /// A disc, and what our tool is told to do with it.
  struct Deed: CustomTestStringConvertible, Sendable {
    var kind: String
    var blocks: Int64
    var words: [String]

    var testDescription: String { ([kind] + words).joined(separator: " ") }
  }

  private static let deeds = [
    Deed(kind: "cd-rw", blocks: 40_000, words: ["erase", "--quick"]),
    Deed(kind: "cd-rw", blocks: 40_000, words: ["erase", "--full"]),
    Deed(kind: "dvd-rw", blocks: 120_000, words: ["erase", "--quick"]),
    Deed(kind: "dvd-rw", blocks: 32_768, words: ["erase", "--full"]),
    Deed(kind: "dvd-rw", blocks: 32_768, words: ["format"]),
    Deed(kind: "dvd+rw", blocks: 32_768, words: ["erase"]),
    Deed(kind: "dvd-ram", blocks: 32_768, words: ["erase"]),
    Deed(kind: "bd-re", blocks: 32_768, words: ["erase"]),
  ]

  @Test(arguments: deeds)
  func `are blank to xorriso, and cdrskin writes them again`(deed: Deed) async throws {
    let sources = try Sources.shared.get()
    let drive = try ServedDrive(deed.kind, blocks: deed.blocks)
    if deed.kind == "bd-re" {
      try await drive.run("cdrskin", "dev=/dev/sr0", "blank=format_if_needed", from: "cdrskin")
    }
    try await Self.write(sources.other, on: drive)
    let before = try await Self.status(of: drive)
    #expect(!before.contains("is blank"), "\(before)")
    drive.stop()
    let name = "virtual:" + drive.folder.path("drive").string
    let erased = try await drive.guest.run(
      [BridgeTools.tool.path] + [deed.words[0], name] + deed.words.dropFirst() + ["--yes"],
      package: "libadwaita-1-0", limit: 60,
      environment: ["XDG_DATA_HOME": drive.folder.path("data").string])
    try #require(erased.status == 0, "\(erased.text)")
    let again = try ServedDrive(again: drive)
    let after = try await Self.status(of: again)
    #expect(after.contains("is blank"), "\(after)")
    try await Self.write(sources.image, on: again)
    let wanted = try Data(contentsOf: sources.image)
    let read = try await again.run(
      "dd", "if=/dev/sr0", "bs=2048", "count=\((wanted.count + 2047) / 2048)", "status=none",
      from: "coreutils")
    #expect(read.output.prefix(wanted.count).elementsEqual(wanted))
  }

  private static func write(_ image: URL, on drive: ServedDrive) async throws {
    try await drive.run("cdrskin", "dev=/dev/sr0", "-tao", image.path, from: "cdrskin")
  }

  /// The line of xorriso about the medium, such as "Media status : is blank".
  private static func status(of drive: ServedDrive) async throws -> String {
    let told = try await drive.run("xorriso", "-outdev", "/dev/sr0", "-toc", from: "xorriso")
    return told.lines.first { $0.contains("Media status") } ?? told.text
  }
}
