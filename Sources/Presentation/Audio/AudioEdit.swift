internal import DiscModel

/// One edit of an audio project, as a step that can be taken backwards.
struct AudioEdit: UndoableEdit {
  enum Step: Sendable {
    /// The list of tracks becomes another. `touched` came, went or moved.
    case arrange(from: [ProjectTrack.ID], to: [ProjectTrack.ID], touched: [ProjectTrack.ID])
    case title(ProjectTrack.ID, from: String?, to: String?)
    case artist(ProjectTrack.ID, from: String?, to: String?)
    case gap(ProjectTrack.ID, from: BlockCount?, to: BlockCount?)
    case allGaps(from: Gaps, to: Gaps)

    var inverse: Step {
      switch self {
      case .arrange(let from, let to, let touched): .arrange(from: to, to: from, touched: touched)
      case .title(let track, let from, let to): .title(track, from: to, to: from)
      case .artist(let track, let from, let to): .artist(track, from: to, to: from)
      case .gap(let track, let from, let to): .gap(track, from: to, to: from)
      case .allGaps(let from, let to): .allGaps(from: to, to: from)
      }
    }
  }

  /// The silence before every track.
  struct Gaps: Hashable, Sendable {
    /// Before tracks that have none of their own.
    var standard: BlockCount
    var own: [ProjectTrack.ID: BlockCount]
  }

  var kind: EditKind
  var step: Step
}

/// What an edit changed in the list of tracks.
///
/// The texts of any row may have changed besides: they are few, so a window reads them all again.
public struct TrackChange: Hashable, Sendable {
  /// To be applied to the list one after the other.
  public var splices: [ListSplice] = []
  /// The tracks that the edit was about and that are in the list now, to be selected.
  public var tracks: [ProjectTrack.ID] = []

  public init(splices: [ListSplice] = [], tracks: [ProjectTrack.ID] = []) {
    self.splices = splices
    self.tracks = tracks
  }
}
