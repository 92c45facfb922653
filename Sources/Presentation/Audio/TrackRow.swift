internal import CompactDisc
public import DiscModel

/// What a row of the list of tracks shows.
public struct TrackRow: Hashable, Sendable {
  public let track: ProjectTrack.ID
  /// From 1.
  public let number: Int
  public let title: String
  public let artist: String
  /// "3:45"; "…" while the file is measured, "–" if it cannot be.
  public let length: String
  /// The silence before the track: "2 s".
  public let gap: String
  /// The silence can be chosen.
  public let hasOwnGap: Bool
  /// What the user has to know of the track.
  public let notes: [AudioNote]
  /// All of it in one line, for a screen reader.
  public let summary: String
}

extension AudioProject {
  /// The rows, from the first track to the last.
  public var rows: [TrackRow] {
    order.enumerated().compactMap { row(for: $1, number: $0 + 1) }
  }

  /// The row of a track; nil if it is not in the list.
  public func row(for id: ProjectTrack.ID) -> TrackRow? {
    order.firstIndex(of: id).flatMap { row(for: id, number: $0 + 1) }
  }

  private func row(for id: ProjectTrack.ID, number: Int) -> TrackRow? {
    guard let track = all[id] else { return nil }
    let length =
      switch track.source {
      case .waiting: "…"
      case .measured(let samples): Format.playingTime(samples.blocks)
      case .failed: "–"
      }
    let notes = notes(on: id)
    let facts = [
      tr("Track %s", number), track.title, track.artist, track.source == .waiting ? "" : length,
    ]
    let summary = (facts + notes.map(\.text)).filter { !$0.isEmpty }.joined(separator: ", ")
    return TrackRow(
      track: id, number: number, title: track.title, artist: track.artist, length: length,
      gap: Format.gap(gap(before: id)), hasOwnGap: number > 1, notes: notes, summary: summary)
  }
}

/// The silence before a track, as somebody types it.
public enum GapText {
  /// No player was made for longer silence.
  public static let maximum = BlockCount(99 * 75)

  /// Takes seconds, such as "2", "1.5", "0,5 s", and minutes, such as "0:02".
  ///
  /// - Returns: nil if it is no such text, or more than ``maximum``.
  public static func blocks(_ text: String) -> BlockCount? {
    let digits = text.filter { !$0.isWhitespace && !$0.isLetter }
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
    guard digits.count <= 8, parts.count <= 2, let last = parts.last,
      let seconds = hundredths(last)
    else { return nil }
    let minutes = parts.count == 2 ? UInt64(parts[0]) : 0
    guard let minutes, minutes < 100 else { return nil }
    let blocks = BlockCount(Int64((seconds + minutes * 6000) * 75 + 50) / 100)
    return blocks <= maximum ? blocks : nil
  }

  /// What is said of a text that is none.
  public static var problem: String {
    tr("A gap is a number of seconds from 0 to 99, such as 2 or 1.5.")
  }

  private static func hundredths(_ text: Substring) -> UInt64? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count <= 2, let whole = parts.first.flatMap({ UInt64($0) }) else { return nil }
    guard parts.count == 2 else { return whole * 100 }
    let digits = (parts[1] + "00").prefix(2)
    return UInt64(digits).map { whole * 100 + $0 }
  }
}
