public import CompactDisc
public import SystemPackage

/// An audio disc whose samples are decoded while it is burnt.
///
/// Without being asked, nothing is left out of what the user made: a drive that cannot write it so is
/// refused, before the burn where its features tell it, else before anything is written. The two
/// policies allow for less.
public struct AudioContent: Sendable {
  /// What becomes of CD-TEXT.
  public enum TextPolicy: Hashable, Sendable {
    /// A drive that does not take it is a reason to stop.
    case required
    /// It is left out where the drive does not take it, and the report says so.
    case whereTaken
    /// The disc gets none.
    case leftOut
  }

  public var disc: AudioDisc
  /// The file that each track is from, for messages.
  public var paths: [FilePath]
  /// Makes the decoder of a track.
  public var open: TrackFramer.Opener
  public var text: TextPolicy
  /// What becomes of characters that the disc's character set lacks.
  public var missingCharacters: CDTextPacks.MissingCharacters
  /// Whether a drive that cannot write a session at once may write track by track though the disc
  /// then lacks something, such as joining tracks. Where it lacks nothing nobody is asked.
  public var acceptsLosses: Bool

  public init(
    disc: AudioDisc, paths: [FilePath], text: TextPolicy = .required,
    missingCharacters: CDTextPacks.MissingCharacters = .refuse, acceptsLosses: Bool = false,
    open: @escaping TrackFramer.Opener
  ) {
    precondition(paths.count == disc.tracks.count)
    self.disc = disc
    self.paths = paths
    self.open = open
    self.text = text
    self.missingCharacters = missingCharacters
    self.acceptsLosses = acceptsLosses
  }

  /// The file of a track, counted from 1, as a message names it.
  func path(ofTrack number: Int) -> String? {
    paths.indices.contains(number - 1) ? paths[number - 1].string : nil
  }
}
