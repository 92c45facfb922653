internal import DiscModel
internal import MMC

/// Finds gaps and indices of an audio disc by what sub-channel Q says here and there.
///
/// Numbers of tracks and indices only grow along a disc, so each place where one begins is found by
/// halving. Every hundredth sector or so tells a code (ADR 2 or 3) in place of its track and index; its
/// neighbours are asked then. Where the very first sectors of a gap or an index tell codes, only
/// sub-channel P can say that they belong to it, and it does for gaps of two seconds and more alone: all
/// others are taken to begin at the first sector that says so, some sectors late at most.
/// Source: MMC-6, "READ CD Command", formatted Q; "Q Sub-channel", ADR 1 to 3; "P Sub-channel".
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
    let before = contents.tracks[index - 1].start
    // A table whose tracks run backwards says nothing of what lies between them.
    guard before < track.start else { return }
    let range = before..<track.start
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
    let end = track.start + max(track.blocks, .zero)
    var from = track.start
    for number in 2...99 {
      let place = Place(track: track.number, index: number)
      guard let start = try first(place, in: from..<end, on: drive) else { return }
      contents.tracks[index].indices.append(start - track.start)
      from = start
    }
  }

  /// The first sector of `range` at which `place` is reached; nil if its last one is before that, or
  /// if what lies between cannot be read. The first sector of `range` is before `place`.
  private func first(
    _ place: Place, in range: Range<LogicalBlockAddress>, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> LogicalBlockAddress? {
    guard !range.isEmpty else { return nil }
    let last = range.upperBound - BlockCount(1)
    guard let known = try nearestPlace(to: last, in: range, on: drive), known.place >= place else {
      return nil
    }
    var before = range.lowerBound
    var after = known.address
    while (after - before).rawValue > 1 {
      let middle = before + BlockCount((after - before).rawValue / 2)
      let between = before + BlockCount(1)..<after
      guard let found = try nearestPlace(to: middle, in: between, on: drive) else {
        guard (after - before) <= BlockCount(Int64(Self.reach) + 1) else { return nil }
        let isLongGap = place.index == 0 && range.upperBound - between.lowerBound >= BlockCount(150)
        return isLongGap ? try firstPause(in: between, on: drive) ?? after : after
      }
      if found.place < place { before = found.address } else { after = found.address }
    }
    return after
  }

  /// How many sectors to each side are asked in place of one that tells a code. Codes stand apart by
  /// 8 sectors and more, but two kinds of them may meet.
  private static let reach = 3

  /// What the sector at `address` says, or the nearest one in `range` that says its place.
  private func nearestPlace(
    to address: LogicalBlockAddress, in range: Range<LogicalBlockAddress>,
    on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> (address: LogicalBlockAddress, place: Place)? {
    for distance in 0...Self.reach {
      let step = BlockCount(Int64(distance))
      for candidate in distance == 0 ? [address] : [address - step, address + step]
      where range.contains(candidate) {
        if case .place(let place)? = try read(candidate, on: drive) { return (candidate, place) }
      }
    }
    return nil
  }

  /// The first of these sectors in which sub-channel P says that there is a pause.
  private func firstPause(
    in range: Range<LogicalBlockAddress>, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> LogicalBlockAddress? {
    var address = range.lowerBound
    while address < range.upperBound {
      if case .code(isPause: true)? = try read(address, on: drive) { return address }
      address += BlockCount(1)
    }
    return nil
  }

  /// What a sector tells.
  private enum Telling {
    case place(Place)
    /// A catalogue number or a recording code; byte 15 has the flag of sub-channel P in its bit 7.
    case code(isPause: Bool)
  }

  /// What the sub-channels of a sector tell; nil if it cannot be read, or tells nothing known.
  private func read(
    _ address: LogicalBlockAddress, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Telling? {
    let content = CDSectorContent(.any, [], subchannels: .formattedQ)
    var bytes = [UInt8](repeating: 0, count: content.byteCount ?? 16)
    let result: Result<Void, DriveError> = bytes.withUnsafeMutableBytes { buffer in
      do throws(DriveError) {
        return .success(try drive.read(ReadCD(at: address, sectors: 1, content), into: buffer))
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let error) = result {
      guard !error.meansDriveLost else { throw error }
      return nil
    }
    switch bytes[0] & 0x0F {
    case 1:
      guard let track = Self.number(bytes[1]), let index = Self.number(bytes[2]) else { return nil }
      return .place(Place(track: track, index: index))
    case 2, 3: return .code(isPause: bytes[15] & 0x80 != 0)
    default: return nil
    }
  }

  /// Binary-coded decimal.
  private static func number(_ byte: UInt8) -> Int? {
    let (tens, ones) = (Int(byte >> 4), Int(byte & 0x0F))
    return tens < 10 && ones < 10 ? tens * 10 + ones : nil
  }
}
