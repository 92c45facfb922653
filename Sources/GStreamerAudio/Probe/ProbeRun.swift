internal import CompactDisc
internal import Synchronization
internal import SystemPackage

/// The measuring of one file, on the probe's thread.
struct ProbeRun {
  let path: FilePath
  let flag: CancellationFlag
  /// See ``DecodingPipeline/run(longestSilence:while:)``.
  var longestSilence: Duration = .seconds(30)
  /// Containers tell the length with the encoder's silence, or without, and of whole packets.
  private static let imprecision: Duration = .milliseconds(500)

  func run() -> Result<AudioFile, AudioDecodingError> {
    let declared = DeclaredLength(of: path)
    let header = XingHeader(of: path)
    var counter = SampleCounter(declared, header)
    do throws(DecodingFailure) {
      if let file = try measurePackets(counter) { return .success(file) }
      let lacksFrames = counter.isIncomplete
      counter = SampleCounter(declared, header)
      var file = try measure(to: .samples, counter)
      file.isIncomplete = file.isIncomplete || lacksFrames
      return .success(file)
    } catch {
      return .failure(
        AudioDecodingError(path: path, position: counter.length, reason: error.reason))
    }
  }

  /// - Returns: nil if the file has neither plain samples nor packets that tell how long they are.
  private func measurePackets(_ counter: SampleCounter) throws(DecodingFailure) -> AudioFile? {
    // At each of its ends, the decoder of Vorbis may be a sample late.
    guard OggEnds(of: path)?.hasOneStream != false else { return nil }
    do throws(DecodingFailure) {
      let file = try measure(to: .packets, counter)
      return counter.hasCounted && !counter.goesBeyondItsHead ? file : nil
    } catch {
      guard counter.hasCounted || flag.isSet.load(ordering: .relaxed) else { return nil }
      throw error
    }
  }

  private func measure(
    to depth: DecodingPipeline.Depth, _ counter: SampleCounter
  ) throws(DecodingFailure) -> AudioFile {
    let pipeline = try DecodingPipeline(path, to: depth) {
      (buffer, format) throws(DecodingFailure) in
      try counter.add(buffer, format)
    }
    try pipeline.run(longestSilence: longestSilence) { !flag.isSet.load(ordering: .relaxed) }
    counter.end()
    guard var format = counter.firstFormat else { throw DecodingFailure(.notAudio) }
    format.codec = pipeline.tags.codec ?? format.codec
    if let declared = counter.declared, counter.length < declared.length {
      throw DecodingFailure(.endedEarly(expected: declared.length))
    }
    let told = pipeline.declaredDuration ?? .zero
    return AudioFile(
      path: path, length: counter.length, format: format, tags: AudioTags(pipeline.tags),
      isIncomplete: counter.isIncomplete || OggEnds(of: path)?.isComplete == false
        || told > counter.length.duration + Self.imprecision)
  }
}

extension AudioTags {
  init(_ tags: TagCollection) {
    self.init(
      title: tags.text("title"), artist: tags.text("artist"), album: tags.text("album"),
      albumArtist: tags.text("album-artist"), composer: tags.text("composer"),
      trackNumber: tags.number("track-number"),
      recordingCode: tags.text("isrc").flatMap { text in try? ISRC(text) })
  }
}
