public import CompactDisc
internal import Synchronization
public import SystemPackage

/// Measures audio files.
///
/// A file is decoded to its end, because nothing else tells its length exactly and whether it is
/// sound: headers estimate, and know nothing of a file that was cut off.
public enum GStreamerProbe {
  /// Measures a file on a thread of its own. It ends soon after its task is cancelled.
  ///
  /// - Throws: ``AudioDecodingError``: what is wrong with the file, which codec is missing, or
  ///   ``AudioDecodingError/Reason/cancelled``.
  public static func measure(_ path: FilePath) async throws(AudioDecodingError) -> AudioFile {
    let flag = CancellationFlag()
    let result: Result<AudioFile, AudioDecodingError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        do throws(DecodingFailure) {
          try DecodingThread.start(named: "spindle-probe") {
            continuation.resume(returning: ProbeRun(path: path, flag: flag).run())
          }
        } catch {
          continuation.resume(
            returning: .failure(AudioDecodingError(path: path, reason: error.reason)))
        }
      }
    } onCancel: {
      flag.isSet.store(true, ordering: .relaxed)
    }
    return try result.get()
  }
}

/// Tells a thread that its work is not wanted any more.
final class CancellationFlag: Sendable {
  let isSet = Atomic(false)
}

/// The measuring of one file, on the probe's thread.
private struct ProbeRun {
  let path: FilePath
  let flag: CancellationFlag

  func run() -> Result<AudioFile, AudioDecodingError> {
    var counter = SampleCounter()
    do throws(DecodingFailure) {
      return .success(try measure(&counter))
    } catch {
      return .failure(
        AudioDecodingError(path: path, position: counter.length, reason: error.reason))
    }
  }

  private func measure(_ counter: inout SampleCounter) throws(DecodingFailure) -> AudioFile {
    let pipeline = try DecodingPipeline(path)
    var format: AudioFileFormat?
    while !flag.isSet.load(ordering: .relaxed) {
      switch try pipeline.next() {
      case .nothingYet: continue
      case .samples(let samples):
        guard let found = samples.format else { throw DecodingFailure(.notAudio) }
        counter.add(samples.byteCount / found.bytesPerSample, found)
        format = format ?? pipeline.decodedFormat
      case .end:
        guard var format else { throw DecodingFailure(.notAudio) }
        format.codec = pipeline.tags.codec ?? format.codec
        if let declared = DeclaredLength(of: path), counter.length < declared.length {
          throw DecodingFailure(.endedEarly(expected: declared.length))
        }
        return AudioFile(
          path: path, length: counter.length, format: format, tags: AudioTags(pipeline.tags))
      }
    }
    throw DecodingFailure(.cancelled)
  }
}

/// Counts samples as the decoder will make them, without making them.
private struct SampleCounter {
  private var done = SampleCount.zero
  private var format: PulledSamples.Format?
  private var taken: Int64 = 0

  mutating func add(_ count: Int, _ format: PulledSamples.Format) {
    if self.format != format {
      done = length
      taken = 0
      self.format = format
    }
    taken += Int64(count)
  }

  var length: SampleCount {
    done + (format.map { RedBookConverter.length(of: taken, at: $0.rate) } ?? .zero)
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
