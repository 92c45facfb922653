import SystemPackage
import Testing

@testable import CompactDisc

@Suite("A source that is too short for a track") struct PaddedDecoderTests {
  /// Gives ones, three samples at a time.
  private final class Ones: AudioDecoding {
    let length: SampleCount
    private nonisolated(unsafe) var left: Int

    init(_ samples: Int64) {
      length = SampleCount(samples)
      left = Int(samples) * 4
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int {
      guard left >= 0 else { throw AudioDecodingError(path: "x", reason: .cancelled) }
      let count = min(left, 12, buffer.count - buffer.count % 4)
      for index in 0..<count { buffer[index] = 1 }
      left -= count
      return count
    }

    func cancel() {
      left = -1
    }
  }

  private func drain(_ decoder: any AudioDecoding, room: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 7, count: room)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try decoder.read(into: $0) }
      guard count > 0 else { return bytes }
      #expect(count % 4 == 0)
      bytes += buffer[..<count]
    }
  }

  @Test(arguments: [4, 5, 11, 4096])
  func `gets silence behind its samples`(room: Int) throws {
    let decoder = PaddedDecoder(Ones(10), to: SampleCount(25))
    #expect(decoder.length == SampleCount(25))
    let bytes = try drain(decoder, room: room)
    #expect(bytes == [UInt8](repeating: 1, count: 40) + [UInt8](repeating: 0, count: 60))
    #expect(try drain(decoder, room: room) == [])
  }

  @Test func `becomes as long as a track must be, and no longer`() throws {
    #expect(PaddedDecoder.track(Ones(10)).length == SampleCount(300 * 588))
    #expect(PaddedDecoder.track(Ones(300 * 588)) is Ones)
    #expect(try drain(PaddedDecoder.track(Ones(10)), room: 1 << 16).count == 300 * 2352)
  }

  @Test func `tells of errors and of being cancelled`() {
    let decoder = PaddedDecoder(Ones(10), to: SampleCount(25))
    decoder.cancel()
    #expect(throws: AudioDecodingError(path: "x", reason: .cancelled)) {
      try drain(decoder, room: 40)
    }
  }
}
