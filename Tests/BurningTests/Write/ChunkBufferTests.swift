import DiscModel
import Foundation
import Testing

@testable import Burning

@Suite("The buffer between files and drive") struct ChunkBufferTests {
  private struct Broken: Error {}

  private static func chunk(_ number: Int) -> SectorChunk {
    let storage = SectorStorage(byteCount: 2048) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: UInt8(truncatingIfNeeded: number))
    }
    return SectorChunk(start: BlockCount(number), format: .data, storage: storage)
  }

  private static func starts(of buffer: ChunkBuffer<Broken>) -> [Int64] {
    var starts: [Int64] = []
    while case .chunk(let chunk) = buffer.take() { starts.append(chunk.start.rawValue) }
    return starts
  }

  @Test func `gives out in order all that was put in, across threads`() {
    let buffer = ChunkBuffer<Broken>(capacityByteCount: 10 * 2048)
    let thread = Thread {
      for number in 0..<1000 { #expect(buffer.put(Self.chunk(number))) }
      buffer.finish()
    }
    thread.start()
    #expect(Self.starts(of: buffer) == Array(0..<1000))
  }

  @Test func `does not take more than it holds until something is taken out`() {
    let buffer = ChunkBuffer<Broken>(capacityByteCount: 2 * 2048)
    let wasPut = DispatchSemaphore(value: 0)
    let thread = Thread {
      for number in 0..<3 { _ = buffer.put(Self.chunk(number)) }
      wasPut.signal()
    }
    thread.start()
    #expect(wasPut.wait(timeout: .now() + .milliseconds(200)) == .timedOut)
    _ = buffer.take()
    #expect(wasPut.wait(timeout: .now() + .seconds(10)) == .success)
  }

  @Test func `gives the chunks before a failure, then the failure`() {
    let buffer = ChunkBuffer<Broken>(capacityByteCount: 1 << 20)
    _ = buffer.put(Self.chunk(7))
    buffer.fail(Broken())
    guard case .chunk(let chunk) = buffer.take() else {
      Issue.record("the chunk is lost")
      return
    }
    #expect(chunk.start == BlockCount(7))
    guard case .failure = buffer.take() else {
      Issue.record("the failure is lost")
      return
    }
  }

  @Test func `wakes a reader that waits for room when the writer gives up`() {
    let buffer = ChunkBuffer<Broken>(capacityByteCount: 2048)
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      while buffer.put(Self.chunk(0)) {}
      ended.signal()
    }
    thread.start()
    #expect(ended.wait(timeout: .now() + .milliseconds(100)) == .timedOut)
    buffer.abandon()
    #expect(ended.wait(timeout: .now() + .seconds(10)) == .success)
    guard case .end = buffer.take() else {
      Issue.record("an abandoned buffer gives something out")
      return
    }
  }

  @Test func `says how full it is, and full once the source has ended`() {
    let buffer = ChunkBuffer<Broken>(capacityByteCount: 4 * 2048)
    #expect(buffer.fill == 0)
    _ = buffer.put(Self.chunk(0))
    #expect(buffer.fill == 0.25)
    #expect(!buffer.waitUntilPrimed(milliseconds: 1))
    _ = buffer.put(Self.chunk(1))
    #expect(buffer.waitUntilPrimed(milliseconds: 1))
    buffer.finish()
    #expect(buffer.fill == 1)
  }
}
