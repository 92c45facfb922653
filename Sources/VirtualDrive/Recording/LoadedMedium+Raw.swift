/// Storing what a raw recording brings.
extension LoadedMedium {
  mutating func store(
    _ step: RawRecording.Step, of recording: RawRecording
  ) throws(VirtualDriveError) {
    switch step {
    case .nothing: return
    case .begins(let number, let control, let index, let sector):
      guard Int(number) == record.trackCount + 1 else { return }
      let layout = TrackLayout(
        content: Self.content(of: sector.bytes, control: control, discType: recording.discType),
        keepsWholeSectors: true, keepsSubchannels: true)
      let track = RecordedTrack(start: sector.address, control: control, layout: layout)
      let session = SessionLayout(discType: recording.discType)
      try store(sector) { record, blocks in
        record.beginTrack(track, session: session)
        record.place(index: index, of: sector.address, blocks: blocks)
      }
    case .index(let index, let sector):
      let discType = recording.discType
      try store(sector) { record, blocks in
        // Data may begin later than its pregap, which is audio behind audio.
        record.changeLastTrack { track in
          guard track.recordedBlocks == 0 else { return }
          track.layout?.content = Self.content(
            of: sector.bytes, control: track.control, discType: discType)
        }
        record.place(index: index, of: sector.address, blocks: blocks)
      }
    case .goesOn(let code, let sector):
      try store(sector) { record, blocks in
        if let code { record.changeLastTrack { $0.layout?.recordingCode = code } }
        record.place(index: nil, of: sector.address, blocks: blocks)
      }
    }
  }

  private mutating func store(
    _ sector: RawRecording.Sector, noting change: (inout MediumRecord, Int64) -> Void
  ) throws(VirtualDriveError) {
    try store(blocks: 1, noting: change) { (medium) throws(VirtualDriveError) in
      guard let layout = medium.record.tracks.last?.layout else { return }
      var bytes = Array(sector.bytes.prefix(WholeSector.byteCount))
      if layout.content != .audio { SectorCode.scramble(&bytes) }
      try medium.store(bytes, at: sector.address, of: layout)
      try medium.disc?.writeSubchannels(sector.symbols, at: sector.address)
    }
  }

  /// What a track is, by CONTROL and by the mode in the header of its first sector.
  private static func content(
    of bytes: [UInt8], control: UInt8, discType: UInt8
  ) -> TrackLayout.Content {
    guard control & 0x04 != 0 else { return .audio }
    var sector = Array(bytes.prefix(WholeSector.byteCount))
    SectorCode.scramble(&sector)
    switch sector[15] {
    case 2: return discType == 0x20 ? .extended : .formless
    default: return .mode1
    }
  }
}

extension MediumRecord {
  /// Adds the block at `address`, or only its begin, to the last track; nil for the index goes on with the one before.
  fileprivate mutating func place(index: UInt8?, of address: Int64, blocks: Int64) {
    let isPregap = index == 0 || index == nil && tracks.last?.recordedBlocks == 0
    if isPregap {
      changeLastTrack { track in
        track.start = address + blocks
        track.layout?.pregapBlocks += blocks
      }
      return
    }
    if let index, index > 1 { changeLastTrack { $0.layout?.indices.append(address) } }
    extendLastTrack(by: blocks)
  }
}
