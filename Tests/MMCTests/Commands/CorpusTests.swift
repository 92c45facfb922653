import Foundation
import MMC
import Testing

/// What the fuzzers begin with, and what they once found, goes through every parser.
@Suite("The fuzzers' corpus") struct CorpusTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzzing/Corpus")

  static func inputs(of target: String) throws -> [[UInt8]] {
    let files = try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: target), includingPropertiesForKeys: nil)
    return try files.map { [UInt8](try Data(contentsOf: $0)) }
  }

  @Test(
    arguments: [
      "Contents", "Device", "Disc", "Features", "Modes", "Sense", "Speed", "Structures",
    ])
  func `brings a value or a ReplyError from every parser`(target: String) throws {
    let inputs = try Self.inputs(of: target)
    #expect(inputs.count >= 3)
    for bytes in inputs {
      _ = SenseData(decoding: bytes)?.kind
      for row in ReplyRow.all {
        do {
          try row.parse(bytes)
        } catch {
          #expect(error is ReplyError)
        }
      }
    }
  }

  @Test func `has a folder for every target`() throws {
    let targets = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.deletingLastPathComponent().appending(path: "Targets").path)
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(targets.map { $0.replacing(".swift", with: "") }.sorted() == folders.sorted())
  }
}
