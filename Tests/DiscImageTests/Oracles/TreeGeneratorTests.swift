import Foundation
import TestSupport
import Testing

@Suite("The tree that is hard on file systems") struct TreeGeneratorTests {
  @Test func `holds 2,000 files and links, twelve levels of folders and names of 200 bytes`() throws
  {
    let manifest = try GeneratedTree.shared().manifest
    let names = manifest.entries.keys.map { $0.bytes.split(separator: UInt8(ascii: "/")) }
    #expect(manifest.count(of: .file) + manifest.count(of: .symbolicLink) == 2000)
    #expect(manifest.count(of: .symbolicLink) >= 16)
    #expect(names.contains { $0.count == 13 })
    #expect(names.count { $0.last?.count == 200 } > 20)
    #expect(manifest.entries.values.count { $0.kind == .file && $0.byteCount == 0 } >= 100)
    #expect(manifest.hardLinks.count == 20)
  }

  @Test func `is the same for the same seed, and another for another`() throws {
    let folders = try (0..<3).map { _ in try TemporaryFolder() }
    let first = try TreeGenerator.build(in: folders[0].url, seed: 7, fileCount: 300)
    let second = try TreeGenerator.build(in: folders[1].url, seed: 7, fileCount: 300)
    let other = try TreeGenerator.build(in: folders[2].url, seed: 8, fileCount: 300)
    expectManifest(first, equal: second)
    #expect(!first.differences(from: other).isEmpty)
  }
}
