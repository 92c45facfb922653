public import DiscModel

/// Why a track gave no more sectors.
public struct TrackFramingError: Error, Hashable, Sendable {
  /// From 1.
  public var track: Int
  public var cause: AudioDecodingError

  public init(track: Int, cause: AudioDecodingError) {
    self.track = track
    self.cause = cause
  }
}

/// Makes the sectors of a run out of what the decoders give.
///
/// Samples follow each other without regard to sectors, so tracks that join do so without a break.
/// Silence stands where the run says so, and nowhere else. The next decoder is opened while one is
/// read, so that it can work ahead.
public struct TrackFramer: ~Copyable, Sendable {
  /// Makes the decoder of a track, counted from 0. It should not wait for the first samples.
  public typealias Opener = @Sendable (Int) throws(AudioDecodingError) -> any AudioDecoding

  private let run: SectorRun
  private let tracks: [AudioTrack]
  private let chunkBlocks: BlockCount
  private let openTracks: Int
  private let open: Opener
  private var position = BlockCount.zero
  /// The part that is read, and how much of it was.
  private var part = 0
  private var taken = SampleCount.zero
  /// Of this track and the next ones. One that could not be opened is told when its turn comes.
  private var decoders: [(track: Int, result: Result<any AudioDecoding, AudioDecodingError>)] = []

  /// - Parameters:
  ///   - run: one of the plan's.
  ///   - chunkBlocks: how many sectors each chunk but the last has; 27 are the most that fit into
  ///     64 KiB.
  ///   - openTracks: how many decoders are open at a time.
  public init(
    _ plan: AudioDiscPlan, run: SectorRun, chunkBlocks: BlockCount = BlockCount(27),
    openTracks: Int = 2, open: @escaping Opener
  ) {
    precondition(chunkBlocks > .zero && openTracks > 0)
    self.run = run
    tracks = plan.disc.tracks
    self.chunkBlocks = chunkBlocks
    self.openTracks = openTracks
    self.open = open
  }

  deinit {
    for (_, result) in decoders {
      if case .success(let decoder) = result { decoder.cancel() }
    }
  }

  /// The next sectors, counted from the run's start: `chunkBlocks` of them, fewer at the end, then
  /// nil. Waits for the decoders.
  ///
  /// - Throws: ``TrackFramingError`` if a track does not give what was planned. The framer is then at
  ///   its end for whoever asks on.
  public mutating func next() throws(TrackFramingError) -> SectorChunk? {
    let blocks = min(chunkBlocks, run.blocks - position)
    guard blocks > .zero else { return nil }
    let start = position
    position = run.blocks
    let storage = try SectorStorage(byteCount: Int(blocks.byteCount(as: .audio))) {
      (buffer) throws(TrackFramingError) in
      try read(into: buffer)
    }
    position = start + blocks
    if position == run.blocks { try finishParts() }
    return SectorChunk(start: start, format: .audio, storage: storage)
  }

  private mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(TrackFramingError) {
    var done = 0
    while done < buffer.count {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      switch run.parts[part] {
      case .silence(let length): done += readSilence(length, into: room)
      case .track(let index): done += try readTrack(index, into: room)
      }
    }
  }

  /// A track of no samples at the end would otherwise never be looked at.
  private mutating func finishParts() throws(TrackFramingError) {
    while part < run.parts.count {
      guard case .track(let index) = run.parts[part] else { return }
      _ = try readTrack(index, into: UnsafeMutableRawBufferPointer(start: nil, count: 0))
    }
  }

  private mutating func readSilence(
    _ length: SampleCount, into room: UnsafeMutableRawBufferPointer
  ) -> Int {
    let byteCount = min(room.count, Int((length - taken).byteCount))
    UnsafeMutableRawBufferPointer(rebasing: room[..<byteCount])
      .initializeMemory(as: UInt8.self, repeating: 0)
    advance(byteCount, of: length)
    return byteCount
  }

  private mutating func advance(_ byteCount: Int, of length: SampleCount) {
    taken += SampleCount(Int64(byteCount / SampleCount.bytesPerSample))
    guard taken == length else { return }
    part += 1
    taken = .zero
  }

  private mutating func readTrack(
    _ index: Int, into room: UnsafeMutableRawBufferPointer
  ) throws(TrackFramingError) -> Int {
    do throws(AudioDecodingError) {
      let decoder = try decoder(of: index)
      let length = tracks[index].length
      let byteCount = min(room.count, Int((length - taken).byteCount))
      let wanted = UnsafeMutableRawBufferPointer(rebasing: room[..<byteCount])
      let count = byteCount == 0 ? 0 : try decoder.read(into: wanted)
      if taken + SampleCount(Int64(count / SampleCount.bytesPerSample)) == length {
        try expectEnd(of: decoder)
        decoders.removeFirst()
      }
      advance(count, of: length)
      return count
    } catch {
      throw TrackFramingError(track: index + 1, cause: error)
    }
  }

  /// A decoder that has more to give says so when it is asked.
  private func expectEnd(of decoder: any AudioDecoding) throws(AudioDecodingError) {
    var sample: UInt32 = 0
    let read: Result<Int, AudioDecodingError> = withUnsafeMutableBytes(of: &sample) { bytes in
      do throws(AudioDecodingError) {
        return .success(try decoder.read(into: bytes))
      } catch {
        return .failure(error)
      }
    }
    _ = try read.get()
  }

  /// The decoder of a track, and those behind it opened.
  private mutating func decoder(
    of index: Int
  ) throws(AudioDecodingError) -> any AudioDecoding {
    let wanted = run.parts[part...].lazy.compactMap { part in
      if case .track(let index) = part { index } else { nil }
    }
    let opened = decoders.count
    for track in wanted.prefix(openTracks).dropFirst(opened) {
      decoders.append((track, Result { () throws(AudioDecodingError) in try open(track) }))
    }
    return try decoders[0].result.get()
  }
}
