/// Writing compact discs in packets.
extension DriveMachine {
  /// The bytes of each block of a write in packets, after the checks of the track and the address.
  ///
  /// What follows what is recorded goes on with the packet that is being written, which ends when the
  /// cache is synchronised. On a CD-RW fixed packets that are recorded are written again, each as a
  /// whole.
  func packetByteCount(
    for range: Range<Int64>, on medium: MediumRecord
  ) throws(Ending) -> Int {
    guard let form = WireForm(trackAtOnce: pages), let packets = pages.packets else {
      throw .check(.illegalModeForTrack)
    }
    if let track = medium.rewritableTrack(at: range.lowerBound) {
      try check(packets, form, for: track)
      try checkWhole(range, in: track)
      return form.byteCount
    }
    let open = medium.openTrackIndex(at: range.lowerBound).map { medium.tracks[$0] }
    if let track = open ?? medium.openTrack { try check(packets, form, for: track) }
    try checkNextAddress(range, on: medium)
    return form.byteCount
  }

  /// A track is written in one way from its begin to its end.
  private func check(
    _ packets: TrackPackets, _ form: WireForm, for track: RecordedTrack
  ) throws(Ending) {
    guard track.content == form.content, track.control == pages.trackMode else {
      throw .check(.illegalModeForTrack)
    }
    guard packets.isLike(track.packets) else {
      let differsInSize = packets.fixedBlocks != nil && track.packets?.fixedBlocks != nil
      throw .check(differsInSize ? .invalidPacketSize : .illegalModeForTrack)
    }
  }

  private func checkWhole(_ range: Range<Int64>, in track: RecordedTrack) throws(Ending) {
    let blocks = track.packets?.fixedBlocks ?? 1
    guard range.upperBound <= track.start + track.recordedBlocks else {
      throw .check(.addressOutOfRange)
    }
    guard (range.lowerBound - track.start) % blocks == 0 else { throw .check(.invalidWriteAddress) }
    guard Int64(range.count) % blocks == 0 else { throw .check(.invalidPacketSize) }
  }
}
