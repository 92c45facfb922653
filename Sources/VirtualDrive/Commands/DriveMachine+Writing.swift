extension DriveMachine {
  /// WRITE(10) (2Ah) and WRITE(12) (AAh): blocks of 2,048 bytes; on media that are written in
  /// sessions at the next writable address alone.
  ///
  ///     byte 1      bit 0 relative address (must be 0)       byte 2…5   address
  ///     byte 7, 8   number of blocks; WRITE(12): byte 6…9
  ///
  /// Source: MMC-6, "WRITE (10) Command", "WRITE (12) Command".
  mutating func write(
    _ operation: Operation, _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x01 == 0 else { throw .check(.field(1, bit: 0)) }
    guard let range = operation.addresses(of: command), !range.isEmpty else { return }
    try checkWritable(try recordedMedium(), range)
    try makeRoom(forBytes: Int64(range.count) * 2048)
    let bytes = try transfer.receive(byteCount: range.count * 2048)
    guard case .sense(let sense) = fault?.action else {
      return try store(bytes, at: range)
    }
    let good = max(fault?.blocksBefore ?? 0, 0)
    let address = range.lowerBound + good
    try store(.init(rebasing: bytes[..<Int(good * 2048)]), at: range.lowerBound..<address)
    if sense.key == 3 { try onDisk { () throws(VirtualDriveError) in try damageMedium() } }
    throw .check(sense.information == nil ? sense.at(address) : sense)
  }

  /// The medium's rules, and the address.
  private func checkWritable(_ medium: MediumRecord, _ range: Range<Int64>) throws(Ending) {
    if let format = medium.overwritable { return try check(range, in: format, of: medium) }
    if medium.isFinalized { throw .check(.writeProtected) }
    if medium.kind.isCompactDisc {
      guard pages.writeType == 1, pages.dataBlockType == 8 else {
        throw .check(.illegalModeForTrack)
      }
    }
    if medium.openTrack == nil, medium.trackCount >= medium.kind.maximumTracks {
      throw .check(.noMoreTracks)
    }
    guard range.lowerBound >= 0, range.upperBound <= medium.capacity else {
      throw .check(.addressOutOfRange)
    }
    guard range.lowerBound == medium.nextWritableAddress else {
      throw .check(.invalidWriteAddress)
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
    if pages.isTestWrite, isCD || medium?.kind.isDVDMinus == true { medium?.setTesting(true) }
    let control = isCD ? pages.trackMode : 4
    let changed: UnsafeMutableRawBufferPointer?
    if fault?.action == .corruption {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
      copy.copyMemory(from: bytes)
      corrupt(copy, at: range)
      changed = copy
    } else {
      changed = nil
    }
    defer { changed?.deallocate() }
    let stored = changed.map { UnsafeRawBufferPointer($0) } ?? bytes
    try onDisk { () throws(VirtualDriveError) in
      if medium?.record.sequential == nil {
        try medium?.overwrite(stored, at: range)
      } else {
        try medium?.write(stored, blocks: Int64(range.count), control: control)
      }
    }
    buffer.add(Int64(bytes.count))
    writtenBlocks += Int64(range.count)
  }

  /// Inverts a bit in the middle of each block that the script is about.
  func corrupt(_ bytes: UnsafeMutableRawBufferPointer, at range: Range<Int64>) {
    guard let affected = fault?.addresses.clamped(to: range) else { return }
    for address in affected {
      bytes[Int(address - range.lowerBound) * 2048 + 1024] ^= 0x01
    }
  }

  /// SYNCHRONIZE CACHE (35h): everything received goes to the medium.
  ///
  ///     byte 1   bit 1 the command ends at once
  ///
  /// Source: MMC-6, "SYNCHRONIZE CACHE Command".
  mutating func synchronizeCache(_ command: CommandBytes) throws(Ending) {
    try flush()
    if command[1] & 0x02 == 0 { waitForOperation() }
  }

  /// Brings everything received to the disk; the laser is busy with it for as long as it takes.
  mutating func flush() throws(Ending) {
    try onDisk { () throws(VirtualDriveError) in try medium?.flush() }
    begin(.writingOn, for: buffer.drainTime(at: clock.now, rate: drainRate))
    buffer.empty()
  }
}
