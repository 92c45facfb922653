import CompactDisc
import DiscModel
import Synchronization
import SystemPackage
import Testing

@Suite("Track framer") struct TrackFramerTests {
  private func frames(
    _ disc: AudioDisc, chunkBlocks: Int64 = 27, decoders: [CountingDecoder]
  ) throws -> [UInt8] {
    let plan = try AudioDiscPlan(disc, capacity: .minutes80)
    var framer = TrackFramer(
      plan, run: plan.runs[0], chunkBlocks: BlockCount(chunkBlocks)
    ) { decoders[$0] }
    var bytes: [UInt8] = []
    while let chunk = try framer.next() {
      #expect(chunk.format == .audio && chunk.start == BlockCount(bytes.count / 2352))
      chunk.storage.withUnsafeBytes { bytes += $0 }
    }
    return bytes
  }

  @Test
  func `joins tracks sample for sample, with silence before the first and behind the last alone`()
    throws
  {
    let lengths: [Int64] = [300 * 588 + 1, 300 * 588 + 123, 300 * 588 + 587]
    var first: Int64 = 1
    var decoders: [CountingDecoder] = []
    for length in lengths {
      decoders.append(CountingDecoder(length: length, first: UInt32(first)))
      first += length
    }
    let disc = AudioDisc(tracks: lengths.map { AudioTrack(length: SampleCount($0)) })
    let samples = try frames(disc, decoders: decoders).samples
    #expect(samples.count == (150 + 902) * 588)
    #expect(samples[..<(150 * 588)].allSatisfy { $0 == 0 })
    let total = Int(lengths.reduce(0, +))
    let music = samples[(150 * 588)..<(150 * 588 + total)]
    #expect(music.elementsEqual(1...UInt32(total)))
    #expect(samples[(150 * 588 + total)...].allSatisfy { $0 == 0 })
  }

  @Test func `puts silence where gaps are`() throws {
    let disc = AudioDisc(tracks: [
      AudioTrack(length: SampleCount(300 * 588 + 500)), AudioTrack(blocks: 300, pregap: 2),
    ])
    let decoders = [
      CountingDecoder(length: 300 * 588 + 500, first: 1),
      CountingDecoder(length: 300 * 588, first: 7),
    ]
    let samples = try frames(disc, decoders: decoders).samples
    let end = 150 * 588 + 300 * 588 + 500
    #expect(samples[end - 1] == 300 * 588 + 500)
    #expect(samples[end..<(453 * 588)].allSatisfy { $0 == 0 })
    #expect(samples[453 * 588] == 7)
    #expect(samples.count == 753 * 588)
  }

  @Test(arguments: [1, 26, 27, 1000]) func `gives the same bytes in chunks of any size`(
    blocks: Int64
  ) throws {
    let disc = AudioDisc(tracks: [
      AudioTrack(length: SampleCount(300 * 588 + 7)), AudioTrack(length: SampleCount(301 * 588)),
    ])
    let decoders = {
      [
        CountingDecoder(length: 300 * 588 + 7, first: 1),
        CountingDecoder(length: 301 * 588, first: 9),
      ]
    }
    let expected = try frames(disc, chunkBlocks: 5, decoders: decoders())
    #expect(try frames(disc, chunkBlocks: blocks, decoders: decoders()) == expected)
  }

  @Test func `opens one track ahead, and no more`() throws {
    let disc = AudioDisc(tracks: Array(repeating: AudioTrack(blocks: 300), count: 4))
    let plan = try AudioDiscPlan(disc, capacity: .minutes80)
    let opened = Mutex<[Int]>([])
    var framer = TrackFramer(plan, run: plan.runs[0], chunkBlocks: BlockCount(150)) { track in
      opened.withLock { $0.append(track) }
      return CountingDecoder(length: 300 * 588, first: 0)
    }
    var seen: [[Int]] = []
    while try framer.next() != nil { seen.append(opened.withLock { $0 }) }
    #expect(
      seen == [
        [], [0, 1], [0, 1], [0, 1, 2], [0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3],
        [0, 1, 2, 3],
      ])
  }

  @Test func `ends with the track that gives no more`() throws {
    let disc = AudioDisc(tracks: [AudioTrack(blocks: 300), AudioTrack(blocks: 300)])
    let short = CountingDecoder(length: 300 * 588, first: 0, breaksAt: 1000)
    let plan = try AudioDiscPlan(disc, capacity: .minutes80)
    var framer = TrackFramer(plan, run: plan.runs[0]) { track in
      track == 1 ? short : CountingDecoder(length: 300 * 588, first: 0)
    }
    var error: TrackFramingError?
    do throws(TrackFramingError) {
      while try framer.next() != nil {}
    } catch let thrown {
      error = thrown
    }
    #expect(error?.track == 2)
    #expect(error?.cause.position == SampleCount(1000))
    #expect(error?.cause.reason == .broken("as asked"))
    #expect(try framer.next() == nil)
  }

  @Test func `notices a track that has more to give than was planned`() throws {
    let disc = AudioDisc(tracks: [AudioTrack(blocks: 300)])
    let long = CountingDecoder(length: 300 * 588, first: 0, hasMore: true)
    let error = #expect(throws: TrackFramingError.self) { try frames(disc, decoders: [long]) }
    #expect(error?.track == 1)
    #expect(error?.cause.reason == .longerThanExpected(expected: SampleCount(300 * 588)))
  }

  @Test func `tells that a track cannot be opened when its turn comes`() throws {
    let disc = AudioDisc(tracks: [AudioTrack(blocks: 300), AudioTrack(blocks: 300)])
    let plan = try AudioDiscPlan(disc, capacity: .minutes80)
    var framer = TrackFramer(plan, run: plan.runs[0], chunkBlocks: BlockCount(150)) {
      (track) throws(AudioDecodingError) in
      if track == 1 { throw AudioDecodingError(path: "two", reason: .vanished) }
      return CountingDecoder(length: 300 * 588, first: 0)
    }
    for _ in 0..<3 { #expect(try framer.next() != nil) }
    let expected = TrackFramingError(
      track: 2, cause: AudioDecodingError(path: "two", reason: .vanished))
    var error: TrackFramingError?
    do throws(TrackFramingError) { _ = try framer.next() } catch let thrown { error = thrown }
    #expect(error == expected)
  }

  @Test func `stops the decoders when it is dropped`() throws {
    let decoders = (0..<2).map { _ in CountingDecoder(length: 300 * 588, first: 0) }
    let plan = try AudioDiscPlan(
      AudioDisc(tracks: [AudioTrack(blocks: 300), AudioTrack(blocks: 300)]), capacity: .minutes80)
    do {
      var framer = TrackFramer(plan, run: plan.runs[0], chunkBlocks: BlockCount(200)) {
        decoders[$0]
      }
      _ = try framer.next()
    }
    #expect(decoders.allSatisfy { $0.isCancelled })
  }
}

/// Gives samples that are numbered, a few at a time.
private final class CountingDecoder: AudioDecoding {
  let length: SampleCount
  private let first: UInt32
  private let breaksAt: Int64?
  private let hasMore: Bool
  private let state = Mutex((done: Int64(0), isCancelled: false))

  init(length: Int64, first: UInt32, breaksAt: Int64? = nil, hasMore: Bool = false) {
    self.length = SampleCount(length)
    self.first = first
    self.breaksAt = breaksAt
    self.hasMore = hasMore
  }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func cancel() {
    state.withLock { $0.isCancelled = true }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int {
    let done = state.withLock { $0.done }
    if done == breaksAt { throw failure(done, .broken("as asked")) }
    if done == length.rawValue, hasMore {
      throw failure(done, .longerThanExpected(expected: length))
    }
    // An odd number, so that reads never end where sectors do.
    let count = Int(min(Int64(buffer.count / 4), 997, (breaksAt ?? length.rawValue) - done))
    for index in 0..<count {
      buffer.storeBytes(
        of: (first + UInt32(done) + UInt32(index)).littleEndian, toByteOffset: index * 4,
        as: UInt32.self)
    }
    state.withLock { $0.done += Int64(count) }
    return count * 4
  }

  private func failure(
    _ done: Int64, _ reason: AudioDecodingError.Reason
  ) -> AudioDecodingError {
    AudioDecodingError(path: "counting", position: SampleCount(done), reason: reason)
  }
}

extension [UInt8] {
  /// The bytes as samples of four bytes.
  fileprivate var samples: [UInt32] {
    withUnsafeBytes { bytes in
      stride(from: 0, to: count, by: 4).map {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt32.self))
      }
    }
  }
}
