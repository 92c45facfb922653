import CompactDisc
import GStreamerAudio
import Presentation

/// The track that the user listens to; one at a time.
final class Listening {
  private(set) var track: ProjectTrack.ID?
  private var task: Task<Void, Never>?

  /// Another track is heard, or none.
  var onChange: () -> Void = {}
  /// A track could not be heard.
  var onProblem: (String) -> Void = { _ in }

  isolated deinit {
    task?.cancel()
  }

  /// Plays a track, or stops it if it is the one that is heard.
  func toggle(_ next: ProjectTrack) {
    let isHeard = track == next.id
    stop()
    if !isHeard { play(next) }
  }

  func stop() {
    guard track != nil else { return }
    task?.cancel()
    track = nil
    onChange()
  }

  private func play(_ next: ProjectTrack) {
    track = next.id
    // The music ends with the page: what plays does not hold it.
    task = Task { [weak self] in
      do throws(TrackPlayer.Failure) {
        try await TrackPlayer.play(next.path)
      } catch {
        self?.onProblem(Self.sentence(for: error, next))
      }
      // Whoever stopped it has said so, and may play another one.
      if !Task.isCancelled { self?.stop() }
    }
    onChange()
  }

  private static func sentence(for failure: TrackPlayer.Failure, _ track: ProjectTrack) -> String {
    switch failure {
    case .noOutput: tr("The computer has nothing to play music on.")
    case .file(let error): ErrorText.line(for: error.reason, of: track.fileName)
    }
  }
}
