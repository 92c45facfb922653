/// The sectors of a compact disc with all their bytes.
extension LoadedMedium {
  /// The whole sectors of `range`, which lies within what can be read of `track`.
  func wholeSectors(
    in range: Range<Int64>, of track: RecordedTrack
  ) throws(VirtualDriveError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count * WholeSector.byteCount)
    let plain =
      track.layout?.keepsWholeSectors == true ? range.upperBound : max(range.lowerBound, 0)
    // The pregap of the first track has no place in the file of blocks.
    if range.lowerBound < plain {
      bytes += try keptSectors(in: range.lowerBound..<min(plain, range.upperBound), of: track)
    }
    if plain < range.upperBound {
      bytes += try madeSectors(in: plain..<range.upperBound, of: track)
    }
    return bytes
  }

  private func keptSectors(
    in range: Range<Int64>, of track: RecordedTrack
  ) throws(VirtualDriveError) -> [UInt8] {
    var bytes = try disc?.readSectors(at: range.lowerBound, count: range.count) ?? []
    guard !track.isAudio else { return bytes }
    for (index, address) in range.enumerated() {
      let start = index * WholeSector.byteCount
      let end = start + WholeSector.byteCount
      guard bytes[start..<end].allSatisfy({ $0 == 0 }) else { continue }
      bytes.replaceSubrange(start..<end, with: WholeSector.empty(track.content, at: address))
    }
    return bytes
  }

  private func madeSectors(
    in range: Range<Int64>, of track: RecordedTrack
  ) throws(VirtualDriveError) -> [UInt8] {
    let data = try sectors.read(at: range.lowerBound, count: range.count)
    return range.enumerated().flatMap { index, address in
      let start = index * SectorStore.blockByteCount
      let block = data[start..<start + SectorStore.blockByteCount]
      let place = track.place(of: address)
      return track.content == .extended
        ? WholeSector.form1(subheader: WholeSector.plainSubheader, block, at: place)
        : WholeSector.mode1(block, at: place)
    }
  }

  /// What kind of sector a whole one of `track` is.
  func type(of sector: ArraySlice<UInt8>, in track: RecordedTrack) -> SectorType {
    switch track.content {
    case .audio: .audio
    case .mode1: .mode1
    case .formless: .formless
    case .extended: WholeSector.type(of: sector, isExtended: true) ?? .form1
    }
  }

  /// The first block of `range`, all of which can be read, that is of mode 2 form 2.
  func firstWithoutUserData(in range: Range<Int64>) throws(VirtualDriveError) -> Int64? {
    var position = range.lowerBound
    while position < range.upperBound, let track = stored.readableTrack(at: position)?.track {
      let end = min(range.upperBound, track.readableEnd(from: position))
      if track.content == .extended, track.layout?.keepsWholeSectors == true {
        let bytes = try wholeSectors(in: position..<end, of: track)
        for (index, address) in (position..<end).enumerated() {
          let start = index * WholeSector.byteCount
          let sector = bytes[start..<start + WholeSector.byteCount]
          if type(of: sector, in: track) == .form2 { return address }
        }
      }
      position = end
    }
    return nil
  }

  /// Stores whole sectors: all of them in full if the track keeps them or if they lie before
  /// block 0, and the user's data of data sectors as blocks.
  func store(
    _ bytes: [UInt8], at address: Int64, of layout: TrackLayout
  ) throws(VirtualDriveError) {
    if layout.keepsWholeSectors || address < 0 { try disc?.writeSectors(bytes, at: address) }
    guard layout.content != .audio, layout.content != .formless else { return }
    let isExtended = layout.content == .extended
    for (index, start) in stride(from: 0, to: bytes.count, by: WholeSector.byteCount).enumerated() {
      let place = address + Int64(index)
      let sector = bytes[start..<start + WholeSector.byteCount]
      guard place >= 0, let type = WholeSector.type(of: sector, isExtended: isExtended),
        let offset = type.userDataOffset
      else { continue }
      let data = Array(sector[start + offset..<start + offset + SectorStore.blockByteCount])
      try sectors.write(data, at: place)
    }
  }
}
