extension MediumRecord {
  /// How the blocks of a range can be read.
  enum Readability: Hashable {
    case readable
    /// The block at this address is not data: a run-out, a gap between tracks or sessions.
    case unreadable(at: Int64)
    /// The range does not lie on the recorded part of the medium.
    case outOfRange
  }

  /// Tells whether `range` can be read as data. All of a format can: what was not written is zeros.
  func readability(of range: Range<Int64>) -> Readability {
    let end = overwritable.map { $0.extent?.blocks ?? 0 } ?? recordedEnd
    guard range.lowerBound >= 0, range.upperBound <= end else { return .outOfRange }
    var position = range.lowerBound
    for track in tracks where position < range.upperBound {
      if position < track.start { return .unreadable(at: position) }
      position = max(position, min(range.upperBound, track.start + track.recordedBlocks))
      if position < min(range.upperBound, track.end) { return .unreadable(at: position) }
    }
    return .readable
  }
}
