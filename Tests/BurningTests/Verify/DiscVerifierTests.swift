import DiscImage
import DiscModel
import Testing
import VirtualDrive

@testable import Burning

@Suite("Choosing what is read back") struct DiscVerifierTests {
  private static func chunks(
    _ verification: BurnRequest.Verification, blocks: Int64
  ) async throws -> [Int] {
    let layout = try await BurnBench(.bdR, files: ["one.txt": 10]).layout()
    // One file: all structures lie in the first chunk.
    #expect(layout.structureRanges.allSatisfy { $0.upperBound <= 32 })
    return DiscVerifier.chunks(for: verification, of: layout, blocks: BlockCount(blocks))
  }

  @Test(arguments: [(1, 1), (32, 1), (33, 2), (3200, 100), (3201, 101)] as [(Int64, Int)])
  func `takes every chunk in full`(blocks: Int64, count: Int) async throws {
    #expect(try await Self.chunks(.full, blocks: blocks) == Array(0..<count))
  }

  @Test func `takes nothing if nothing is wished`() async throws {
    #expect(try await Self.chunks(.none, blocks: 3200) == [])
  }

  @Test(
    arguments: [
      (32, [0]), (64, [0, 1]), (96, [0, 2]), (1600, [0, 16, 32, 48, 49]),
      (1601, [0, 16, 32, 48, 50]),
    ] as [(Int64, [Int])])
  func `quickly takes both ends and one in sixteen`(blocks: Int64, expected: [Int]) async throws {
    #expect(try await Self.chunks(.quick, blocks: blocks) == expected)
  }

  @Test func `quickly takes all structures of a tree with many folders`() async throws {
    let names = (0..<300).map { ("folder \($0)/file with a long name \($0).txt", 1) }
    let bench = try BurnBench(.bdR, files: Dictionary(uniqueKeysWithValues: names))
    let layout = try await bench.layout()
    let last = try #require(layout.structureRanges.last).upperBound - 1
    #expect(last > 300)
    let chunks = DiscVerifier.chunks(for: .quick, of: layout, blocks: layout.blockCount)
    #expect(Array(chunks.prefix(Int(last / 32) + 1)) == Array(0...Int(last / 32)))
  }
}
