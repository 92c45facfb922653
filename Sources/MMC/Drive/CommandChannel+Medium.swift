internal import DiscModel

extension CommandChannel {
  /// What the medium is and holds, or nil when there is none.
  ///
  /// Only the profile is indispensable, and a drive without profiles is one that reads CD-ROM. What a
  /// drive does not tell about its medium becomes zero, nil or empty: an odd reply must not keep the
  /// user from seeing the disc.
  func readMedium() throws(DriveError) -> Medium? {
    guard try awaitMedium() else { return nil }
    let profile = try readConfigurationIfKnown(.current)?.currentProfile ?? .cdROM
    guard profile != .none else { return nil }
    let probe = MediumProbe(channel: self, profile: profile)
    return profile.isRecordedInSequence ? try probe.readRecordable() : try probe.readFixed()
  }
}

extension MediumProfile {
  /// Whether sessions are written one after the other and each block once.
  var isRecordedInSequence: Bool {
    switch self {
    case .cdR, .cdRW, .dvdMinusRSequential, .dvdMinusRWSequential, .dvdMinusRDualLayerSequential,
      .dvdPlusR, .dvdPlusRDualLayer, .bdRSequential:
      true
    default: false
    }
  }

  /// Whether the number FFh names the open track; DVD-R and DVD-RW want its own number.
  fileprivate var knowsOpenTrack: Bool {
    switch self {
    case .dvdMinusRSequential, .dvdMinusRWSequential, .dvdMinusRDualLayerSequential: false
    default: true
    }
  }
}

/// The questions about one medium.
struct MediumProbe {
  /// More tracks than this are not asked for: each costs a command.
  static let trackLimit = 300

  let channel: CommandChannel
  let profile: MediumProfile

  /// A pressed disc, or one that is not written in sequence: what can be read of it.
  func readFixed() throws(DriveError) -> Medium {
    let information = try? channel.send(ReadDiscInformation())
    let tracks = readTracks(information)
    return Medium(
      profile: profile, condition: .closed, capacity: readCapacity() ?? Self.end(of: tracks),
      freeBlocks: .zero, nextWritableAddress: nil,
      sessionCount: information?.sessionCount ?? (tracks.isEmpty ? 0 : 1), tracks: tracks,
      writeRates: [], manufacturerID: nil)
  }

  /// A disc of sessions.
  func readRecordable() throws(DriveError) -> Medium {
    let information = try channel.send(ReadDiscInformation())
    let condition = Self.condition(of: information, profile: profile)
    let open = condition == .closed ? nil : readOpenTrack(information)
    let tracks = condition == .blank ? [] : readTracks(information)
    let identification = readIdentification()
    let capacity = readTotalCapacity(identification, open: open, tracks: tracks)
    return Medium(
      profile: profile, condition: condition, capacity: capacity,
      freeBlocks: open?.freeBlocks ?? (condition == .blank ? capacity : .zero),
      nextWritableAddress: Self.nextWritableAddress(open, condition: condition),
      sessionCount: Self.recordedSessions(information, condition: condition), tracks: tracks,
      writeRates: readWriteRates(), manufacturerID: identification.manufacturerID)
  }

  /// Whether the disc can be written.
  ///
  /// A BD-R that was formatted calls itself appendable with one session; if that is empty, nothing
  /// was written yet.
  private static func condition(
    of information: ReadDiscInformation.Response, profile: MediumProfile
  ) -> Medium.Condition {
    switch information.status {
    case .empty: return .blank
    case .appendable:
      let isUnwritten =
        profile == .bdRSequential && information.sessionCount <= 1
        && information.lastSession == .empty
      return isUnwritten ? .blank : .appendable
    case .finalized, .other: return .closed
    }
  }

  /// The sessions that hold something; an open one without a track does not.
  private static func recordedSessions(
    _ information: ReadDiscInformation.Response, condition: Medium.Condition
  ) -> Int {
    guard condition != .blank else { return 0 }
    let isLastEmpty = information.lastSession == .empty && condition == .appendable
    return max(information.sessionCount - (isLastEmpty ? 1 : 0), 0)
  }

  /// The track that the next write goes to.
  private func readOpenTrack(
    _ information: ReadDiscInformation.Response
  ) -> ReadTrackInformation.Response? {
    if profile.knowsOpenTrack, let open = try? channel.send(ReadTrackInformation(.openTrack)) {
      return open
    }
    let last = UInt16(clamping: information.lastTrackInLastSession)
    return try? channel.send(ReadTrackInformation(.track(last)))
  }

  /// Where the next write goes. Drives exist that call −150 the first address of a blank CD; what
  /// the host writes begins at 0.
  private static func nextWritableAddress(
    _ open: ReadTrackInformation.Response?, condition: Medium.Condition
  ) -> LogicalBlockAddress? {
    switch condition {
    case .blank: max(open?.nextWritableAddress ?? .zero, .zero)
    case .appendable: open?.nextWritableAddress
    case .closed, .overwritable, .unformatted, .intermediate: nil
    }
  }

  /// The tracks that hold something, from READ TRACK INFORMATION or, where a drive lacks that or
  /// refuses it, from the table of contents.
  private func readTracks(_ information: ReadDiscInformation.Response?) -> [MediumTrack] {
    guard let information else { return readTableOfContents() }
    let first = max(information.firstTrack, 1)
    let last = min(information.lastTrackInLastSession, first + Self.trackLimit - 1)
    var tracks: [MediumTrack] = []
    for number in stride(from: first, through: last, by: 1) {
      let target = ReadTrackInformation.Target.track(UInt16(clamping: number))
      guard let track = try? channel.send(ReadTrackInformation(target)) else { break }
      if !track.isBlank { tracks.append(MediumTrack(track)) }
    }
    return tracks.isEmpty ? readTableOfContents() : tracks
  }

  private func readTableOfContents() -> [MediumTrack] {
    guard let contents = try? channel.send(ReadTOC()) else { return [] }
    let starts = contents.tracks.dropFirst().map { Optional($0.start) } + [contents.leadOut]
    return zip(contents.tracks, starts).map { entry, end in
      MediumTrack(
        number: Int(entry.track), session: 1, start: entry.start,
        blocks: max(end.map { $0 - entry.start } ?? .zero, .zero), isData: entry.isData)
    }
  }

  /// The speeds that the drive offers for this medium, fastest first.
  ///
  /// The fallback is mode page 2Ah, where some drives put zeros, and CD speeds for a DVD.
  private func readWriteRates() -> [TransferRate] {
    var rates = (try? channel.send(GetPerformance()))?.map(\.writeRate) ?? []
    if rates.allSatisfy({ $0.kilobytesPerSecond == 0 }) {
      let slowest = profile.family == .cd ? 1 : 1352
      rates = (channel.readCapabilitiesPage()?.writeRates ?? []).filter {
        $0.kilobytesPerSecond >= slowest
      }
    }
    return Set(rates).filter { $0.kilobytesPerSecond > 0 }.sorted(by: >)
  }
}

extension MediumProbe {
  /// What the maker says of a disc.
  struct Identification {
    var manufacturerID: String?
    /// The blocks of a blank disc of this make.
    var capacity: BlockCount?
  }

  private func readIdentification() -> Identification {
    switch profile.family {
    case .cd:
      guard let groove = try? channel.send(ReadATIP()) else { break }
      return Identification(
        manufacturerID: groove.leadIn?.description, capacity: groove.capacity)
    case .dvd:
      guard let adip = try? channel.send(ReadDiscStructure(.adip)) else { break }
      return Identification(
        manufacturerID: DVDPhysicalInformation(adip)?.manufacturerID,
        capacity: DVDPhysicalInformation(adip)?.blocks)
    case .bluRay:
      let disc = try? channel.send(ReadDiscStructure(.bdDiscInformation))
      let formats = try? channel.send(ReadFormatCapacities())
      return Identification(
        manufacturerID: disc.flatMap(BDDiscInformation.init)?.manufacturerID,
        capacity: formats?.blocks)
    case nil: break
    }
    return Identification()
  }

  /// The blocks of a blank disc of this make.
  ///
  /// What lies before the next writable address and what is free behind it add up to the disc, by
  /// the drive's own count. Otherwise the maker's word counts, and last what can be read.
  private func readTotalCapacity(
    _ identification: Identification, open: ReadTrackInformation.Response?, tracks: [MediumTrack]
  ) -> BlockCount {
    if profile.family == .cd, let capacity = identification.capacity { return capacity }
    if let open, open.freeBlocks > .zero {
      let next = open.nextWritableAddress ?? open.startAddress
      return BlockCount(max(Int64(next.rawValue), 0) + open.freeBlocks.rawValue)
    }
    return identification.capacity ?? readCapacity() ?? Self.end(of: tracks)
  }

  /// The blocks that can be read; nil if the drive does not say.
  private func readCapacity() -> BlockCount? {
    (try? channel.send(ReadCapacity()))?.blocks
  }

  /// The block after the last track.
  private static func end(of tracks: [MediumTrack]) -> BlockCount {
    tracks.map { BlockCount(Int64($0.start.rawValue)) + $0.blocks }.max() ?? .zero
  }
}

extension MediumTrack {
  /// A track as the drive described it; its length ends with the last block of data where the
  /// drive tells that.
  fileprivate init(_ track: ReadTrackInformation.Response) {
    let recorded = track.lastRecordedAddress.map { last in
      last - track.startAddress + BlockCount(1)
    }
    self.init(
      number: track.trackNumber, session: track.sessionNumber, start: track.startAddress,
      blocks: max(recorded ?? track.blocks, .zero), isData: track.isData)
  }
}
