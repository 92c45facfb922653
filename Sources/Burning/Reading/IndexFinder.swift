internal import DiscModel
internal import MMC

/// Finds gaps and indices of an audio disc by what sub-channel Q says here and there.
///
/// Numbers of tracks and indices only grow along a disc, so each place where one begins is found by
/// halving. Source: MMC-6, "READ CD Command", formatted Q; "Q Sub-channel", ADR 1.
struct IndexFinder {
  private(set) var contents: AudioContents

  /// What Q says of a sector.
  private struct Place: Comparable {
    var track: Int
    var index: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.track, left.index) < (right.track, right.index)
    }
  }

  init(_ contents: AudioContents) {
    self.contents = contents
  }

  /// Looks at every track. What cannot be read is left as the table of contents tells it.
  mutating func run(on drive: borrowing ExclusiveDrive) throws(DriveError) {
    for index in contents.tracks.indices where !contents.tracks[index].isData {
      if index > 0 { try findGap(before: index, on: drive) }
    }
    for index in contents.tracks.indices where !contents.tracks[index].isData {
      try findIndices(of: index, on: drive)
    }
  }

  private mutating func findGap(
    before index: Int, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) {
    let track = contents.tracks[index]
    let range = contents.tracks[index - 1].start..<track.start
    guard
      let start = try first(Place(track: track.number, index: 0), in: range, on: drive)
    else { return }
    contents.tracks[index].pregap = track.start - start
    contents.tracks[index - 1].blocks = start - range.lowerBound
  }

  private mutating func findIndices(
    of index: Int, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) {
    let track = contents.tracks[index]
    let end = track.start + track.blocks
    var from = track.start
    for number in 2...99 {
      let place = Place(track: track.number, index: number)
      guard let start = try first(place, in: from..<end, on: drive) else { return }
      contents.tracks[index].indices.append(start - track.start)
      from = start
    }
  }

  /// The first sector of `range` at which `place` is reached; nil if its last one is before that.
  private func first(
    _ place: Place, in range: Range<LogicalBlockAddress>, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> LogicalBlockAddress? {
    guard !range.isEmpty else { return nil }
    var before = range.lowerBound
    var after = range.upperBound - BlockCount(1)
    guard let last = try self.place(of: after, on: drive), last >= place else { return nil }
    while (after - before).rawValue > 1 {
      let middle = before + BlockCount((after - before).rawValue / 2)
      guard let found = try self.place(of: middle, on: drive) else { return nil }
      if found < place { before = middle } else { after = middle }
    }
    return after
  }

  /// What Q says at an address. Every hundredth sector or so tells a code instead; its neighbour
  /// then tells the place.
  private func place(
    of address: LogicalBlockAddress, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Place? {
    let content = CDSectorContent(.any, [], subchannels: .formattedQ)
    var bytes = [UInt8](repeating: 0, count: content.byteCount ?? 16)
    for distance in 0...2 {
      let result: Result<Void, DriveError> = bytes.withUnsafeMutableBytes { buffer in
        do throws(DriveError) {
          return .success(
            try drive.read(
              ReadCD(at: address - BlockCount(distance), sectors: 1, content), into: buffer))
        } catch {
          return .failure(error)
        }
      }
      if case .failure(let error) = result {
        guard !error.meansDriveLost else { throw error }
        return nil
      }
      guard bytes[0] & 0x0F == 1, let track = Self.number(bytes[1]),
        let index = Self.number(bytes[2])
      else { continue }
      return Place(track: track, index: index)
    }
    return nil
  }

  /// Binary-coded decimal.
  private static func number(_ byte: UInt8) -> Int? {
    let (tens, ones) = (Int(byte >> 4), Int(byte & 0x0F))
    return tens < 10 && ones < 10 ? tens * 10 + ones : nil
  }
}
