internal import DiscModel

extension MediumProbe {
  /// A disc of sessions.
  ///
  /// - Throws: if the drive does not tell the disc information, without which nothing is known.
  func readSequential(_ description: MediumDescription) throws(DriveError) -> Medium {
    let information = try channel.send(ReadDiscInformation())
    let condition = condition(of: information)
    let open = condition == .closed ? nil : readOpenTrack(information)
    let tracks = condition == .blank ? [] : readTracks(information)
    let capacity = totalCapacity(description, open: open, tracks: tracks)
    var medium = Medium(
      profile: profile, condition: condition, capacity: capacity,
      freeBlocks: open?.freeBlocks ?? (condition == .blank ? capacity : .zero),
      nextWritableAddress: Self.nextWritableAddress(open, condition: condition),
      sessionCount: Self.recordedSessions(information, condition: condition), tracks: tracks,
      writeRates: [], manufacturerID: description.manufacturerID)
    medium.details = description.details
    medium.lastSessionState = Medium.SessionState(information.lastSession)
    medium.openTrack = open.map(MediumTrack.init)
    medium.isPhysicallyBlank = condition == .blank
    medium.isErasable = information.isErasable
    return medium
  }

  /// Whether the disc can be written.
  ///
  /// A BD-R that was formatted calls itself appendable with one session; if that is empty and nothing
  /// can be read, nothing was written yet.
  private func condition(of information: ReadDiscInformation.Response) -> Medium.Condition {
    switch information.status {
    case .empty: return .blank
    case .appendable:
      let hasEmptySession =
        profile == .bdRSequential && information.sessionCount <= 1
        && information.lastSession == .empty
      return hasEmptySession && (readCapacity() ?? .zero) <= BlockCount(1) ? .blank : .appendable
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

  /// The blocks of a blank disc of this make.
  ///
  /// The groove of a CD says it. Elsewhere what lies before the next writable address and what is free
  /// behind it add up to the disc, by the drive's own count; but where it jumps between two layers, the
  /// track is all of the disc. Otherwise the maker's word counts, and last what can be read.
  private func totalCapacity(
    _ description: MediumDescription, open: ReadTrackInformation.Response?, tracks: [MediumTrack]
  ) -> BlockCount {
    if profile.family == .cd, let capacity = description.capacity { return capacity }
    if profile == .dvdMinusRDualLayerJump, let open { return open.blocks }
    if let open, open.freeBlocks > .zero {
      let next = open.nextWritableAddress ?? open.startAddress
      return BlockCount(max(Int64(next.rawValue), 0) + open.freeBlocks.rawValue)
    }
    return description.capacity ?? readCapacity() ?? Self.end(of: tracks)
  }
}
