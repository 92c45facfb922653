public import CompactDisc
internal import Synchronization
public import SystemPackage

/// Plays audio files to the user.
public enum TrackPlayer {
  /// Why a file is not heard.
  public enum Failure: Error, Hashable, Sendable {
    /// The computer has nothing that sound could go to.
    case noOutput
    case file(AudioDecodingError)
  }

  /// Plays a file from its beginning to its end, on a thread of its own. It ends soon after its task
  /// is cancelled, which is no error.
  public static func play(_ path: FilePath) async throws(Failure) {
    try await play(path, into: "autoaudiosink")
  }

  /// - Parameter sink: where the sound goes, as GStreamer's `gst-launch` describes it.
  static func play(_ path: FilePath, into sink: String) async throws(Failure) {
    let flag = CancellationFlag()
    let result: Result<Void, Failure> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        do throws(DecodingFailure) {
          try DecodingThread.start(named: "spindle-player") {
            continuation.resume(returning: PlayerRun(path: path, sink: sink, flag: flag).run())
          }
        } catch {
          continuation.resume(
            returning: .failure(.file(AudioDecodingError(path: path, reason: error.reason))))
        }
      }
    } onCancel: {
      flag.isSet.store(true, ordering: .relaxed)
    }
    try result.get()
  }
}
