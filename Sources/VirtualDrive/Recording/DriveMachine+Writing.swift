extension DriveMachine {
  /// WRITE(10) (2Ah), WRITE AND VERIFY(10) (2Eh) and WRITE(12) (AAh): blocks of 2,048 bytes; on media
  /// that are written in sessions at the next writable address alone.
  ///
  ///     byte 1      bit 0 relative address (must be 0)       byte 2…5   address
  ///     byte 7, 8   number of blocks; WRITE(12): byte 6…9
  ///     byte 10     WRITE(12): bit 7 streaming, so nothing is read back
  ///
  /// Source: MMC-6, "WRITE (10) Command", "WRITE AND VERIFY (10) Command", "WRITE (12) Command".
  mutating func write(
    _ operation: Operation, _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x01 == 0 else { throw .check(.field(1, bit: 0)) }
    let medium = try recordedMedium()
    if operation == .writeAndVerify10, !medium.canVerifyWrites {
      throw .check(.incompatibleMedium)
    }
    guard let range = operation.addresses(of: command), !range.isEmpty else { return }
    let byteCount = try checkedByteCount(for: range, on: medium)
    readsBack =
      operation == .writeAndVerify10
      || medium.hasDefectManagement && !(operation == .write12 && command[10] & 0x80 != 0)
    try makeRoom(forBytes: Int64(range.count * byteCount))
    let bytes = try transfer.receive(byteCount: range.count * byteCount)
    guard case .sense(let sense) = fault?.action else {
      return try store(bytes, at: range)
    }
    let good = max(fault?.blocksBefore ?? 0, 0)
    let address = range.lowerBound + good
    try store(
      .init(rebasing: bytes[..<(Int(good) * byteCount)]), at: range.lowerBound..<address)
    if sense.key == 3 { try onDisk { () throws(VirtualDriveError) in try damageMedium() } }
    throw .check(sense.information == nil ? sense.at(address) : sense)
  }

  /// The bytes of each block of a write, after the medium's rules and the address were checked.
  private mutating func checkedByteCount(
    for range: Range<Int64>, on medium: MediumRecord
  ) throws(Ending) -> Int {
    wireByteCount = 2048
    guard medium.sequential != nil else {
      try check(range, in: medium.overwritable ?? .unformatted, of: medium)
      return wireByteCount
    }
    let isRewritten =
      pages.packets != nil && medium.rewritableTrack(at: range.lowerBound) != nil
    if medium.isFinalized, !isRewritten { throw .check(.writeProtected) }
    if medium.kind.isCompactDisc {
      wireByteCount = try compactDiscByteCount(for: range, on: medium)
    } else {
      try checkWriteType(medium)
      try checkNextAddress(range, on: self.medium?.record ?? medium)
    }
    return wireByteCount
  }

  /// Only what follows what is recorded can be written, or replaced where spare blocks are left.
  func checkNextAddress(_ range: Range<Int64>, on medium: MediumRecord) throws(Ending) {
    guard range.lowerBound >= 0, range.upperBound <= medium.capacity else {
      if medium.openTrack == nil, medium.trackCount >= medium.kind.maximumTracks {
        throw .check(.noMoreTracks)
      }
      throw .check(.addressOutOfRange)
    }
    if let writable = medium.writableRange(at: range.lowerBound) {
      guard range.upperBound <= writable.upperBound else {
        let jumps = medium.layerJump != nil && medium.layers == 2
        throw .check(jumps ? .crossesLayerJump : .addressOutOfRange)
      }
    } else if case .pseudoOverwrite? = medium.sequential?.preparation,
      medium.readability(of: range) == .readable
    {
      guard medium.sparesNeeded(for: range) <= medium.sparesLeft else {
        throw .check(.noSpareLeft.at(range.lowerBound))
      }
    } else if !medium.hasOpenTrack, medium.trackCount >= medium.kind.maximumTracks {
      throw .check(.noMoreTracks)
    } else {
      throw .check(.invalidWriteAddress)
    }
  }

  /// What page 05h says about the way of writing. A disc at once needs its track reserved.
  private mutating func checkWriteType(_ medium: MediumRecord) throws(Ending) {
    // A disc that was to be recorded in jumps can still be written otherwise.
    if medium.isBlank, medium.layerJump != nil, pages.writeType != 4 {
      self.medium?.note { $0.layerJump = nil }
    }
    try checkLayerJump(medium)
    if has(.minimalBlankOnceOnly), medium.isMinimallyBlanked, pages.writeType != 2 {
      throw .check(.illegalModeForTrack)
    }
    if medium.kind.isDVDMinus, pages.writeType == 2 {
      guard medium.trackCount == 1, medium.tracks[0].reservedBlocks != nil else {
        throw .check(.commandSequence)
      }
    }
  }

  /// Anything within the format can be written; on DVD-RW in whole ECC blocks.
  private func check(
    _ range: Range<Int64>, in format: OverwritableState, of medium: MediumRecord
  ) throws(Ending) {
    guard let extent = format.extent else { throw .check(.cannotWriteFormat) }
    if medium.kind == .dvdMinusRW {
      guard range.lowerBound % 16 == 0 else { throw .check(.field(2)) }
      guard range.count % 16 == 0 else { throw .check(.field(7)) }
    }
    if case .writeOnce(let recording) = format { try check(range, in: recording) }
    var end = extent.blocks
    switch format {
    case .background(_, let formattedBlocks, isRunning: false): end = formattedBlocks
    case .intermediate: end = medium.blocks
    default: break
    }
    guard range.lowerBound >= 0, range.upperBound <= end, range.lowerBound <= extent.blocks else {
      throw .check(.addressOutOfRange)
    }
  }

  /// A cluster of a BD-R for random recording is written once, as a whole.
  private func check(_ range: Range<Int64>, in recording: RandomRecording) throws(Ending) {
    if recording.isFinalized { throw .check(.writeProtected) }
    guard range.lowerBound % 32 == 0 else { throw .check(.field(2)) }
    guard range.count % 32 == 0 else { throw .check(.field(7)) }
    if let address = recording.firstRecorded(in: range) {
      throw .check(.blankCheck.at(address))
    }
  }

  /// Waits until the buffer has room, or says that it has none.
  private mutating func makeRoom(forBytes byteCount: Int64) throws(Ending) {
    let rate = drainRate
    let missing =
      min(byteCount, buffer.capacity) - buffer.freeBytes(at: clock.now, rate: rate)
    guard missing > 0 else { return }
    if options.fullBuffer == .answersBusy {
      clock.wasAsked(about: .seconds(Double(missing) / rate))
      throw .check(.longWriteInProgress)
    }
    clock.spend(.seconds(Double(missing) / rate))
  }

  /// Takes the blocks over, changed if the script wants it so.
  private mutating func store(
    _ bytes: UnsafeRawBufferPointer, at range: Range<Int64>
  ) throws(Ending) {
    guard !range.isEmpty else { return }
    let isCD = medium?.kind.isCompactDisc == true
    let blockByteCount = bytes.count / range.count
    if pages.isTestWrite, isCD || medium?.kind.isDVDMinus == true { medium?.setTesting(true) }
    let changed: UnsafeMutableRawBufferPointer?
    if fault?.action == .corruption || spoils(range) {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
      copy.copyMemory(from: bytes)
      let affected = spoils(range) ? range : fault?.addresses.clamped(to: range)
      corrupt(copy, at: affected, from: range, byteCount: blockByteCount)
      changed = copy
    } else {
      changed = nil
    }
    defer { changed?.deallocate() }
    let stored = changed.map { UnsafeRawBufferPointer($0) } ?? bytes
    if isCD {
      try storeOnCompactDisc(stored, at: range)
    } else {
      try storeBlocks(stored, at: range)
    }
    buffer.add(Int64(bytes.count))
    writtenBlocks += Int64(range.count)
    writePosition = range.upperBound
  }

  private mutating func storeBlocks(
    _ stored: UnsafeRawBufferPointer, at range: Range<Int64>
  ) throws(Ending) {
    try onDisk { () throws(VirtualDriveError) in
      if medium?.record.writableRange(at: range.lowerBound) == nil {
        try medium?.overwrite(stored, at: range)
      } else {
        try medium?.write(stored, at: range, control: 4)
      }
    }
  }

  /// Whether a drive that needs 64 KiB at a time gets less of a stream.
  private func spoils(_ range: Range<Int64>) -> Bool {
    has(.shortStreamsCorrupt) && medium?.kind == .bdRE && !readsBack && range.count < 32
  }

  /// Inverts a bit in the middle of each block that the script is about.
  func corrupt(
    _ bytes: UnsafeMutableRawBufferPointer, at range: Range<Int64>, byteCount: Int = 2048
  ) {
    let affected = fault?.addresses.clamped(to: range)
    corrupt(bytes, at: affected, from: range, byteCount: byteCount)
  }

  private func corrupt(
    _ bytes: UnsafeMutableRawBufferPointer, at affected: Range<Int64>?, from range: Range<Int64>,
    byteCount: Int
  ) {
    for address in affected ?? range.lowerBound..<range.lowerBound {
      bytes[Int(address - range.lowerBound) * byteCount + byteCount / 2] ^= 0x01
    }
  }

  /// SYNCHRONIZE CACHE (35h): everything received goes to the medium.
  ///
  ///     byte 1   bit 1 the command ends at once
  ///
  /// Source: MMC-6, "SYNCHRONIZE CACHE Command".
  mutating func synchronizeCache(_ command: CommandBytes) throws(Ending) {
    try flush()
    if medium?.kind.isCompactDisc == true { try endCompactDiscRecording() }
    try finishDiscAtOnce()
    guard command[1] & 0x02 == 0 else { return }
    waitForOperation()
    try noticeLatentFailures()
    if let sense = deferred {
      deferred = nil
      throw .check(sense)
    }
  }

  /// A DVD-R that is written at once is closed when all that was reserved is there.
  private mutating func finishDiscAtOnce() throws(Ending) {
    guard let record = medium?.record, record.kind.isDVDMinus, pages.writeType == 2,
      let track = record.tracks.first, track.reservedBlocks == track.recordedBlocks,
      !record.isFinalized
    else { return }
    try onDisk { () throws(VirtualDriveError) in try medium?.change { $0.finalize() } }
    begin(.closing, for: .seconds(60))
    medium?.setTesting(false)
  }

  /// Brings everything received to the disk; the laser is busy with it for as long as it takes.
  mutating func flush() throws(Ending) {
    try onDisk { () throws(VirtualDriveError) in try medium?.flush() }
    begin(.writingOn, for: buffer.drainTime(at: clock.now, rate: drainRate))
    buffer.empty()
    if clock.finishesAtOnce {
      for index in latentFailures.indices { latentFailures[index].due = clock.now }
    }
  }
}

extension MediumRecord {
  /// Whether the drive looks after defects, and so reads back what it wrote.
  fileprivate var hasDefectManagement: Bool {
    switch state {
    case .sequential(let state): state.preparation.spareBlocks > 0
    case .overwritable(let state): (state.extent?.spareBlocks ?? 0) > 0 || kind == .dvdRAM
    }
  }

  /// Whether WRITE AND VERIFY is for this medium.
  fileprivate var canVerifyWrites: Bool {
    hasDefectManagement || kind == .dvdPlusRW || kind == .bdRE
  }

  /// The spare blocks that are left for writing blocks again.
  var sparesLeft: Int64 {
    sequential.map { $0.preparation.spareBlocks - $0.preparation.usedBlocks } ?? 0
  }

  /// The spare blocks that writing `range` again takes: whole clusters.
  func sparesNeeded(for range: Range<Int64>) -> Int64 {
    range.upperBound.roundedUp(toMultipleOf: kind.writeUnit)
      - range.lowerBound / kind.writeUnit * kind.writeUnit
  }
}
