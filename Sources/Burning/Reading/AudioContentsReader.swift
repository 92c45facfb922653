internal import CompactDisc
public import DiscModel
public import MMC

/// Reads what an audio disc tells of itself.
public enum AudioContentsReader {
  /// How much is asked for.
  public enum Depth: Hashable, Sendable {
    /// The table of contents and the texts: a few commands.
    case table
    /// Also codes, gaps and indices, for which the drive seeks some twenty times a track.
    case everything
  }

  /// Asks the disc in a drive.
  ///
  /// - Returns: nil if it is no CD with a table of contents.
  public static func read(
    _ depth: Depth, from drive: DriveReference, as client: ClientName = .spindle
  ) async throws(DriveError) -> AudioContents? {
    try await drive.withExclusiveAccess(client: client, for: .using) {
      (drive) async throws(DriveError) in
      try drive.waitUntilReady(
        limit: BurnSession.loadLimit, isCancelled: { Task.isCancelled })
      return try read(depth, on: drive)
    }
  }

  static func read(
    _ depth: Depth, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> AudioContents? {
    guard var contents = try readTable(drive) else { return nil }
    contents.text = try readText(drive)
    guard depth == .everything else { return contents }
    contents.catalogNumber = try readCatalogNumber(drive).flatMap { try? MediaCatalogNumber($0) }
    for index in contents.tracks.indices {
      let number = contents.tracks[index].number
      contents.tracks[index].recordingCode = try readRecordingCode(drive, track: number)
        .flatMap { try? ISRC($0) }
    }
    var finder = IndexFinder(contents)
    try finder.run(on: drive)
    return finder.contents
  }
}

/// What READ TOC and READ SUB-CHANNEL tell, where a refusal means that there is nothing.
extension AudioContentsReader {
  /// The first session, from the full table of contents or, where a drive has none, the short one.
  static func readTable(_ drive: borrowing ExclusiveDrive) throws(DriveError) -> AudioContents? {
    if let full = try unlessRefused({ () throws(DriveError) in try drive.send(ReadRawTOC()) }),
      let contents = AudioContents(full.entries.filter { $0.session == full.firstSession })
    {
      return contents
    }
    guard let table = try unlessRefused({ () throws(DriveError) in try drive.send(ReadTOC()) }),
      let leadOut = table.leadOut, !table.tracks.isEmpty
    else { return nil }
    return AudioContents(
      tracks: table.tracks.map { (Int($0.track), $0.start, $0.isData ? 4 : 0) }, leadOut: leadOut)
  }

  /// The packs that are sound, one behind the other; empty if there are none.
  static func readPacks(_ drive: borrowing ExclusiveDrive) throws(DriveError) -> [UInt8] {
    let packs = try unlessRefused { () throws(DriveError) in try drive.send(ReadCDText()) }
    return (packs ?? []).filter(\.isIntact).flatMap(\.bytes)
  }

  static func readText(_ drive: borrowing ExclusiveDrive) throws(DriveError) -> CDText? {
    let bytes = try readPacks(drive)
    return try? CDText(reading: bytes.span.bytes)
  }

  static func readCatalogNumber(
    _ drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> String? {
    let reply = try unlessRefused { () throws(DriveError) in
      try drive.send(ReadSubchannel(.catalogueNumber))
    }
    guard case .catalogueNumber(let number)? = reply?.content else { return nil }
    return number
  }

  static func readRecordingCode(
    _ drive: borrowing ExclusiveDrive, track: Int
  ) throws(DriveError) -> String? {
    let reply = try unlessRefused { () throws(DriveError) in
      try drive.send(ReadSubchannel(.recordingCode(track: UInt8(clamping: track))))
    }
    guard case .recordingCode(_, let code)? = reply?.content else { return nil }
    return code
  }

  /// Nil where the drive refuses, or answers with what is no reply.
  private static func unlessRefused<Result>(
    _ body: () throws(DriveError) -> Result
  ) throws(DriveError) -> Result? {
    do throws(DriveError) {
      return try body()
    } catch {
      guard !error.meansDriveLost, !error.meansNoMedium else { throw error }
      return nil
    }
  }
}

extension AudioContents {
  fileprivate init?(_ entries: [RawTOCEntry]) {
    let positions = entries.filter { $0.adr == 1 }
    guard let leadOut = positions.first(where: { $0.point == 0xA2 }) else { return nil }
    let tracks = positions.filter { (1...99).contains($0.point) }.sorted { $0.point < $1.point }
    guard !tracks.isEmpty else { return nil }
    self.init(
      tracks: tracks.map { (Int($0.point), Self.address($0.pointTime), $0.control) },
      leadOut: Self.address(leadOut.pointTime))
  }

  /// Of the program area, however late it is: no time of it means the lead-in.
  private static func address(_ time: MinuteSecondFrame) -> LogicalBlockAddress {
    LogicalBlockAddress(
      (Int32(time.minute) * 60 + Int32(time.second)) * 75 + Int32(time.frame) - 150)
  }

  fileprivate init(
    tracks: [(number: Int, start: LogicalBlockAddress, control: UInt8)],
    leadOut: LogicalBlockAddress
  ) {
    let ends = tracks.dropFirst().map(\.start) + [leadOut]
    self.init(
      tracks: zip(tracks, ends).map { track, end in
        Track(
          number: track.number, start: track.start, blocks: max(end - track.start, .zero),
          control: track.control)
      }, leadOut: leadOut)
  }
}
