extension MediumRecord {
  /// How the blocks of a range can be read.
  enum Readability: Hashable {
    case readable
    /// The block at this address is not data: a run-out, a gap between tracks or sessions.
    case unreadable(at: Int64)
    /// The block at this address is not data of 2,048 bytes: audio, or mode 2 without a form.
    case otherMode(at: Int64)
    /// Nothing was ever written to the block at this address, and the drive says so.
    case blank(at: Int64)
    /// The range does not lie on the recorded part of the medium.
    case outOfRange
  }

  /// Tells whether `range` can be read as data. All of a format can: what was not written is zeros, but
  /// on a BD-R it is blank.
  func readability(of range: Range<Int64>) -> Readability {
    let end = overwritable.map { $0.extent?.blocks ?? 0 } ?? recordedEnd
    guard range.lowerBound >= 0, range.upperBound <= end else { return .outOfRange }
    if kind.isCompactDisc { return readabilityOnCompactDisc(of: range) }
    if let recording = randomRecording {
      return recording.firstBlank(in: range).map { .blank(at: $0) } ?? .readable
    }
    if isRecordedInJumps { return readabilityInJumps(of: range) }
    var position = range.lowerBound
    for track in tracks where position < range.upperBound {
      if position < track.start { return .unreadable(at: position) }
      position = max(position, min(range.upperBound, track.start + track.recordedBlocks))
      if position < min(range.upperBound, track.end) { return .unreadable(at: position) }
    }
    return .readable
  }

  private func readabilityInJumps(of range: Range<Int64>) -> Readability {
    var position = range.lowerBound
    for segment in recordedSegments.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where segment.range.contains(position) {
      position = segment.range.upperBound
    }
    return position < range.upperBound ? .unreadable(at: position) : .readable
  }

  private func readabilityOnCompactDisc(of range: Range<Int64>) -> Readability {
    var position = range.lowerBound
    while position < range.upperBound {
      guard let track = readableTrack(at: position)?.track else { return .unreadable(at: position) }
      switch track.content {
      case .mode1, .extended: position = track.readableEnd(from: position)
      case .audio, .formless: return .otherMode(at: position)
      }
    }
    return .readable
  }
}
