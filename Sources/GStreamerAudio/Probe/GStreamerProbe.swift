public import CompactDisc
internal import Synchronization
public import SystemPackage

/// Measures audio files.
///
/// FLAC, Ogg Vorbis and Opus count their samples exactly and carry checksums, and so do MP3 files with
/// the tag of LAME, so it is enough to read them. Any other file is decoded to its end, because nothing
/// else tells its length exactly and whether it is sound: heads estimate, and know nothing of a file
/// that was cut off.
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
