/// The sub-channels of a compact disc: as they were recorded, or as the drive made them.
extension LoadedMedium {
  /// The 96 symbols beside the block at `address`.
  func symbols(at address: Int64, of track: NumberedTrack) throws(VirtualDriveError) -> [UInt8] {
    let isKept = track.track.layout?.keepsSubchannels == true
    let kept = isKept ? try disc?.readSubchannels(at: address, count: 1) ?? [] : []
    // The host may have left P and Q to the drive, and written R to W alone.
    if isKept, SubchannelQ(SubchannelSymbols.q(in: kept[...])[...], inLeadIn: false) != nil {
      return kept
    }
    return SubchannelSymbols.make(
      p: stored.isPause(at: address, of: track), q: stored.q(at: address, of: track).bytes,
      others: isKept ? kept[...] : nil)
  }

  /// Q and P in 16 bytes.
  func formattedSubchannel(
    at address: Int64, of track: NumberedTrack
  ) throws(VirtualDriveError) -> [UInt8] {
    let symbols = try symbols(at: address, of: track)
    return SubchannelSymbols.formatted(
      p: SubchannelSymbols.p(in: symbols[...]), q: SubchannelSymbols.q(in: symbols[...]))
  }

  /// The four packs of R to W that begin at `address`, separated from those around them.
  func packs(at address: Int64, of track: NumberedTrack) throws(VirtualDriveError) -> [UInt8] {
    guard track.track.layout?.keepsSubchannels == true else {
      return [UInt8](repeating: 0, count: SubchannelSymbols.byteCount)
    }
    let recorded = try disc?.readSubchannels(at: address, count: 3) ?? []
    return SubchannelMixer.separate(recorded)
  }
}

extension MediumRecord {
  /// The block of Q that the drive records beside `address`: the place, but the catalogue number and
  /// the ISRC once in a hundred blocks each.
  func q(at address: Int64, of place: NumberedTrack) -> SubchannelQ {
    let track = place.track
    let frame = CompactDiscTime.bytes(of: address)[2]
    if address >= 0, address % 100 == 99, let number = disc.catalogNumber {
      return SubchannelQ(control: track.control, content: .catalogNumber(number, frame: frame))
    }
    if address >= 0, address % 100 == 49, let code = track.layout?.recordingCode {
      return SubchannelQ(control: track.control, content: .recordingCode(code, frame: frame))
    }
    return position(at: address, of: place)
  }

  /// Where `address` is. The time in the track counts down in index 0, and ends with 0 before index 1.
  func position(at address: Int64, of place: NumberedTrack) -> SubchannelQ {
    let track = place.track
    let index = track.index(at: address)
    let address = track.place(of: address)
    let inTrack = address < track.start ? track.start - 1 - address : address - track.start
    return SubchannelQ(
      control: track.control,
      content: .position(
        track: UInt8(clamping: place.number), index: index, inTrack: inTrack,
        address: address))
  }

  /// Whether P is set: in the pause before a track.
  func isPause(at address: Int64, of place: NumberedTrack) -> Bool {
    address < place.track.start
  }
}
