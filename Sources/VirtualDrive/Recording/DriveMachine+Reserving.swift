extension DriveMachine {
  /// RESERVE TRACK (53h): byte 5…8 the size of the next track in blocks.
  ///
  /// On DVD-R a disc at once needs it; elsewhere it keeps room in front of what is written next. On CD
  /// page 05h tells what the track will be: at once or in packets, and which mode.
  /// Source: MMC-6, "RESERVE TRACK Command".
  mutating func reserveTrack(_ command: CommandBytes) throws(Ending) {
    guard command[1] & 0x03 == 0 else { throw .check(.field(1, bit: 1)) }
    let medium = try recordedMedium()
    guard medium.sequential != nil else { throw .check(.incompatibleMedium) }
    if medium.isFinalized { throw .check(.writeProtected) }
    let wanted = Int64(command.long(5))
    guard wanted > 0 else { throw .check(.field(5)) }
    if jumpsBetweenLayers { throw .check(.commandSequence) }
    let writesDiscAtOnce = medium.kind.isDVDMinus && pages.writeType == 2
    if writesDiscAtOnce, !medium.sessions.isEmpty { throw .check(.commandSequence) }
    guard medium.openTrack == nil, let start = medium.writableTrackStart else {
      throw .check(medium.openTrack == nil ? .noMoreTracks : .commandSequence)
    }
    let track = try reservedTrack(of: wanted, at: start, on: medium.kind)
    guard track.end <= medium.capacity else { throw .check(.addressOutOfRange) }
    let usesPage = medium.kind.isDVDMinus || medium.kind.isCompactDisc
    if pages.isTestWrite, usesPage { self.medium?.setTesting(true) }
    let session = medium.kind.isCompactDisc ? SessionLayout(discType: pages.discType) : nil
    try onDisk { () throws(VirtualDriveError) in
      try self.medium?.change { $0.reserve(track, session: session) }
    }
  }

  /// A track of `wanted` blocks, or as many more as it must have.
  private func reservedTrack(
    of wanted: Int64, at start: Int64, on kind: MediumKind
  ) throws(Ending) -> RecordedTrack {
    let size = max(wanted, kind.minimumTrackBlocks).roundedUp(toMultipleOf: kind.writeUnit)
    guard kind.isCompactDisc else { return RecordedTrack(start: start, reservedBlocks: size) }
    guard pages.writeType < 2, let form = WireForm(trackAtOnce: pages) else {
      throw .check(.illegalModeForTrack)
    }
    var track = RecordedTrack(
      start: start, control: pages.trackMode, layout: pages.layoutOfTrack(form))
    track.reservedBlocks = size.roundedUp(toMultipleOf: track.writeUnit(of: 1))
    track.runOutBlocks =
      track.packets?.blocksBeside(data: track.reservedBlocks ?? 0) ?? kind.runOutBlocks
    return track
  }

  /// SEND DISC STRUCTURE (BFh): where the first of two layers ends.
  ///
  ///     byte 7   format: 20h layer boundary, 21h (DVD-R) start of the shifted middle area
  ///     byte 8, 9   length of the list: 12        list   0, 1   000Ah     8…11   blocks
  ///
  /// The second layer is as long as the first, so a disc with a short first layer holds less.
  /// Source: MMC-6, "SEND DISC STRUCTURE Command".
  mutating func sendDiscStructure(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    switch command[7] {
    case 0xC0: return try sendProtection(command, &transfer)
    case 0x22, 0x23: return try sendLayerJump(command, &transfer)
    default: break
    }
    let medium = try recordedMedium()
    guard medium.layers == 2, medium.sequential != nil, !medium.kind.isBluRay else {
      throw .check(.incompatibleMedium)
    }
    guard command[7] == 0x20 || command[7] == 0x21 && medium.kind.isDVDMinus else {
      throw .check(.field(7))
    }
    guard command.word(8) == 12 else { throw .check(.parameterListLength) }
    let list = Array(try transfer.receive(byteCount: 12))
    guard list[0] == 0, list[1] == 10 else { throw .check(.parameter(0)) }
    guard medium.isBlank else { throw .check(.commandSequence) }
    let blocks = list[8..<12].reduce(0) { $0 << 8 | Int64($1) }
    guard blocks > 0, blocks % 16 == 0, blocks * 2 <= medium.blocks else {
      throw .check(.parameter(8))
    }
    try onDisk { () throws(VirtualDriveError) in
      try self.medium?.change { $0.sequential?.firstLayerBlocks = blocks }
    }
    clock.spend(medium.kind.traits.calibrationTime)
  }

  /// REPAIR TRACK (58h): goes on with a track whose recording broke off.
  ///
  ///     byte 1   bit 0 the command ends at once          byte 4, 5   track
  ///
  /// Source: MMC-6, "REPAIR TRACK Command".
  mutating func repairTrack(_ command: CommandBytes) throws(Ending) {
    let medium = try recordedMedium()
    let number = command.word(4)
    guard medium.kind.isDVDMinus, medium.sequential != nil else {
      throw .check(.incompatibleMedium)
    }
    if medium.isFinalized { throw .check(.writeProtected) }
    guard (1...max(medium.trackCount, 1)).contains(number), medium.trackCount > 0 else {
      throw .check(.field(4))
    }
    guard !medium.tracks[number - 1].isClosed else { throw .check(.field(4)) }
    try flush()
    try onDisk { () throws(VirtualDriveError) in
      try self.medium?.change { $0.repair(track: number) }
    }
    begin(.closing, for: .seconds(20))
    if command[1] & 0x01 == 0 { waitForOperation() }
  }
}
