import DiscModel
import TestSupport
import Testing

@testable import Burning

@Suite("What was sent to a drive") struct StreamLedgerTests {
  private static func chunk(seed: UInt64, sectors: Int = 32) -> [UInt8] {
    var random = SeededGenerator(seed: seed)
    return random.bytes(sectors * 2048)
  }

  @Test func `matches what was noted, chunk by chunk, and nothing else`() {
    let chunks = (0..<3).map { Self.chunk(seed: UInt64($0), sectors: $0 == 2 ? 7 : 32) }
    var ledger = StreamLedger(.data)
    for chunk in chunks { chunk.withUnsafeBytes { ledger.append($0) } }
    #expect(ledger.blocks == BlockCount(71))
    for (index, chunk) in chunks.enumerated() {
      chunk.withUnsafeBytes { bytes in
        #expect(ledger.matches(bytes, chunk: index))
        #expect(!ledger.matches(bytes, chunk: (index + 1) % 3))
      }
    }
  }

  @Test(arguments: [0, 1, 1024, 2047, 65_535])
  func `notices a wrong bit anywhere in a chunk`(offset: Int) {
    var chunk = Self.chunk(seed: 5)
    var ledger = StreamLedger(.data)
    chunk.withUnsafeBytes { ledger.append($0) }
    chunk[offset] ^= 0x10
    chunk.withUnsafeBytes { #expect(!ledger.matches($0, chunk: 0)) }
  }

  @Test func `tells which sector is wrong, for nearly each bit of it`() {
    let sector = Self.chunk(seed: 9, sectors: 1)
    var ledger = StreamLedger(.data)
    sector.withUnsafeBytes { ledger.append($0) }
    sector.withUnsafeBytes { #expect(ledger.mayMatch($0, sector: 0)) }
    var missed = 0
    for bit in 0..<2048 * 8 {
      var wrong = sector
      wrong[bit / 8] ^= 1 << UInt8(bit % 8)
      if wrong.withUnsafeBytes({ ledger.mayMatch($0, sector: 0) }) { missed += 1 }
    }
    // 16,384 wrong sectors, of which one in 65,536 may pass.
    #expect(missed <= 2)
  }

  @Test func `tells zeros from sectors that are shifted by one word`() {
    var first = [UInt8](repeating: 0, count: 2048)
    first[0] = 1
    var second = [UInt8](repeating: 0, count: 2048)
    second[8] = 1
    var ledger = StreamLedger(.data)
    first.withUnsafeBytes { ledger.append($0) }
    second.withUnsafeBytes { #expect(!ledger.mayMatch($0, sector: 0)) }
    [UInt8](repeating: 0, count: 2048).withUnsafeBytes {
      #expect(!ledger.mayMatch($0, sector: 0))
    }
  }

  @Test func `costs 32 + 64 bytes a chunk`() {
    var ledger = StreamLedger(.data)
    Self.chunk(seed: 1).withUnsafeBytes { ledger.append($0) }
    #expect(ledger.digests.count == 32)
    #expect(ledger.sectorMarks.count * MemoryLayout<UInt16>.stride == 64)
  }

  @Test func `costs nothing where nothing is read back`() {
    var ledger = StreamLedger(.data, isKept: false)
    Self.chunk(seed: 1).withUnsafeBytes { ledger.append($0) }
    #expect(ledger.blocks == BlockCount(32))
    #expect(ledger.digests.isEmpty && ledger.sectorMarks.isEmpty)
  }
}
