import DiscModel
import MMC
import Synchronization
import TestSupport
import Testing

/// A drive whose blocks are zeros but for those that a test sets, or that it cannot read.
private final class BlockTransport: CommandTransport {
  let capacity: UInt32
  /// Blocks that hold something.
  let written: Set<UInt32>
  /// What reading of any block from here on fails with.
  let failure: (from: UInt32, key: UInt8, asc: UInt8)?
  let reads = Mutex<[ClosedRange<UInt32>]>([])

  init(
    capacity: UInt32, written: Set<UInt32> = [],
    failure: (from: UInt32, key: UInt8, asc: UInt8)? = nil
  ) {
    self.capacity = capacity
    self.written = written
    self.failure = failure
  }

  func pause(_ duration: Duration) {}

  func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    let bytes = command.array
    guard case .fromDrive(let buffer) = data else {
      return CommandCompletion(status: .good, sense: [], transferredByteCount: 0)
    }
    func number(_ range: Range<Int>) -> UInt32 { bytes[range].reduce(0) { $0 << 8 | UInt32($1) } }
    if bytes[0] == 0x25 {
      let last = capacity - 1
      buffer.copyBytes(from: (0..<4).map { UInt8(last >> (24 - 8 * $0) & 0xFF) } + [0, 0, 8, 0])
      return CommandCompletion(status: .good, sense: [], transferredByteCount: 8)
    }
    let range = number(2..<6)...(number(2..<6) + number(7..<9) - 1)
    reads.withLock { $0.append(range) }
    if let failure, range.upperBound >= failure.from {
      let sense = [0x70, 0, failure.key, 0, 0, 0, 0, 10, 0, 0, 0, 0, failure.asc, 0, 0, 0, 0, 0]
      return CommandCompletion(status: .checkCondition, sense: sense, transferredByteCount: 0)
    }
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    for block in written where range.contains(block) {
      buffer[2048 * Int(block - range.lowerBound) + 2047] = 1
    }
    return CommandCompletion(status: .good, sense: [], transferredByteCount: buffer.count)
  }
}

@Suite("Whether a medium is probably blank") struct BlanknessTests {
  private static func medium(_ condition: Medium.Condition, blocks: Int64 = 2_295_104) -> Medium {
    Medium(
      profile: .dvdPlusRW, condition: condition, capacity: BlockCount(blocks),
      freeBlocks: BlockCount(blocks), nextWritableAddress: .zero, sessionCount: 1, tracks: [],
      writeRates: [], manufacturerID: nil)
  }

  private func answer(
    _ transport: BlockTransport, _ condition: Medium.Condition = .overwritable,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) async throws(DriveError) -> Bool? {
    let medium = Self.medium(condition, blocks: Int64(transport.capacity))
    return try await DriveReference(name: "blocks") { _ in transport }.withExclusiveAccess {
      (drive) throws(DriveError) in
      try drive.isProbablyBlank(medium, isCancelled: isCancelled)
    }
  }

  @Test func `it is if the first and the last 2 MB are zeros, and no more is read`() async throws {
    let transport = BlockTransport(capacity: 2_295_104, written: [1024, 2_294_079])
    #expect(try await answer(transport) == true)
    let reads = transport.reads.withLock { $0 }
    #expect(reads.count == 64)
    #expect(reads.first == 0...31)
    #expect(reads[31] == 992...1023)
    #expect(reads[32] == 2_294_080...2_294_111)
    #expect(reads.last == 2_295_072...2_295_103)
  }

  @Test(arguments: [0, 16, 1023, 2_294_080, 2_295_103] as [UInt32])
  func `it is not if a single byte of them is set, and reading ends there`(
    block: UInt32
  )
    async throws
  {
    let transport = BlockTransport(capacity: 2_295_104, written: [block])
    #expect(try await answer(transport) == false)
    #expect(transport.reads.withLock { $0.last?.contains(block) } == true)
  }

  @Test func `a small medium is read once from end to end`() async throws {
    let transport = BlockTransport(capacity: 1500)
    #expect(try await answer(transport) == true)
    let reads = transport.reads.withLock { $0 }
    #expect(reads.first?.lowerBound == 0)
    #expect(reads.last?.upperBound == 1499)
    #expect(reads.reduce(0) { $0 + $1.count } == 1500)
  }

  @Test func `blocks that were never written count as blank, and unreadable ones do not`()
    async throws
  {
    #expect(try await answer(BlockTransport(capacity: 5000, failure: (0, 8, 0x64))) == true)
    #expect(try await answer(BlockTransport(capacity: 5000, failure: (0, 3, 0x11))) == false)
    #expect(try await answer(BlockTransport(capacity: 5000, failure: (0, 5, 0x64))) == false)
  }

  @Test func `a drive that fails otherwise is an error`() async {
    let transport = BlockTransport(capacity: 5000, failure: (4000, 4, 0x44))
    await #expect(throws: refusal(0x28, 4, 0x44)) { try await answer(transport) }
  }

  @Test func `it can be cancelled between two reads`() async throws {
    let transport = BlockTransport(capacity: 2_295_104)
    let asked = Mutex(0)
    let found = try await answer(transport) {
      asked.withLock { count in
        count += 1
        return count > 3
      }
    }
    #expect(found == nil)
    #expect(transport.reads.withLock { $0.count } == 3)
  }

  @Test(
    arguments: [(.blank, true), (.unformatted, true), (.appendable, false), (.closed, false)]
      as [(Medium.Condition, Bool)])
  func `of other media the drive is certain, and nothing is read`(
    condition: Medium.Condition, expected: Bool
  ) async throws {
    let transport = BlockTransport(capacity: 5000, written: [0])
    #expect(try await answer(transport, condition) == expected)
    #expect(transport.reads.withLock { $0.isEmpty })
  }
}
