internal import DiscModel

/// The questions about one medium.
///
/// Each that may be refused is asked with `try?`: a refusal says "unknown", not "broken".
struct MediumProbe {
  let channel: CommandChannel
  let profile: MediumProfile
  /// The features that the medium makes current; empty where the drive does not tell them.
  let features: [DriveFeature]

  func readMedium(_ description: MediumDescription) throws(DriveError) -> Medium {
    var medium =
      if profile.isRecordedInSequence {
        try readSequential(description)
      } else {
        profile.isOverwritable ? readOverwritable(description) : readFixed(description)
      }
    medium.writeProtection = readWriteProtection(description)
    if profile.isWritable { medium.writeSpeeds = channel.readWriteSpeeds(for: profile.family) }
    return medium
  }

  /// A pressed disc, or one of a kind that this version does not know: what can be read of it.
  private func readFixed(_ description: MediumDescription) -> Medium {
    let information = try? channel.send(ReadDiscInformation())
    let tracks = readTracks(information)
    var medium = Medium(
      profile: profile, condition: .closed,
      capacity: readCapacity() ?? Self.end(of: tracks), freeBlocks: .zero,
      nextWritableAddress: nil,
      sessionCount: information?.sessionCount ?? (tracks.isEmpty ? 0 : 1), tracks: tracks,
      writeRates: [], manufacturerID: description.manufacturerID)
    medium.details = description.details
    medium.lastSessionState = information.map { Medium.SessionState($0.lastSession) }
    return medium
  }

  /// The blocks that can be read; nil if the drive does not say.
  func readCapacity() -> BlockCount? {
    (try? channel.send(ReadCapacity()))?.blocks
  }
}

extension MediumProfile {
  /// Whether sessions are written one after the other and each block once.
  var isRecordedInSequence: Bool {
    switch physicalType {
    case .cdR, .cdRW, .dvdMinusR, .dvdMinusRDualLayer, .dvdPlusR, .dvdPlusRDualLayer, .bdR: true
    case .dvdMinusRW: self == .dvdMinusRWSequential
    default: false
    }
  }

  var isDVDPlus: Bool {
    [.dvdPlusR, .dvdPlusRW, .dvdPlusRDualLayer, .dvdPlusRWDualLayer].contains(physicalType)
  }
}

extension Medium.SessionState {
  init(_ state: ReadDiscInformation.SessionState) {
    switch state {
    case .empty: self = .empty
    case .incomplete: self = .incomplete
    case .damaged: self = .damaged
    case .complete: self = .complete
    }
  }
}
