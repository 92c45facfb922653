public import CompactDisc
public import DiscModel

extension AudioProject {
  /// The tracks that can be burned, as far as is known.
  public var burnable: [ProjectTrack] { tracks.filter { $0.length != nil } }

  /// The disc to burn, of the tracks that can be burned.
  ///
  /// - Parameter withText: whether titles and artists come onto it; characters that CD-TEXT lacks
  ///   have become what looks like them, see ``notes``.
  public func disc(withText: Bool = true) -> AudioDisc {
    var disc = AudioDisc(
      tracks: burnable.map { track(for: $0, withText: withText) }, catalogNumber: catalogNumber)
    if withText {
      disc.text = CDTextFields(
        title: Self.encodable(effectiveTitle), performer: Self.encodable(effectiveArtist))
    }
    return disc
  }

  private func track(for track: ProjectTrack, withText: Bool) -> AudioTrack {
    AudioTrack(
      length: track.trackLength ?? .zero,
      text: withText
        ? CDTextFields(
          title: Self.encodable(track.title), performer: Self.encodable(track.artist))
        : CDTextFields(),
      recordingCode: track.tags.recordingCode, pregap: gap(before: track.id))
  }

  /// What the disc takes, from its first track to its end.
  public var usedBlocks: BlockCount {
    let disc = disc(withText: false)
    guard !disc.tracks.isEmpty else { return .zero }
    do throws(AudioDiscError) {
      return try AudioDiscPlan(disc, capacity: .minutes90).leadOut - .zero
    } catch {
      for case .tooLong(let required, _) in error.problems { return required }
      return disc.tracks.dropFirst().reduce(disc.tracks[0].length.blocks) {
        $0 + $1.pregap + $1.length.blocks
      }
    }
  }

  static func encodable(_ text: String) -> String {
    CDTextCharacterSet.latin1.encode(text).text
  }
}
