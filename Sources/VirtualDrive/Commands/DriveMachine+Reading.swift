extension DriveMachine {
  /// READ(10) (28h) and READ(12) (A8h): blocks of 2,048 bytes.
  ///
  ///     byte 1      bit 0 relative address (must be 0)       byte 2…5   address
  ///     byte 7, 8   number of blocks; READ(12): byte 6…9
  ///
  /// Blocks outside of what is recorded are out of range. Run-outs and gaps cannot be read; the
  /// INFORMATION field tells the first of them.
  /// Source: MMC-6, "READ (10) Command", "READ (12) Command".
  mutating func read(
    _ operation: Operation, _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x01 == 0 else { throw .check(.field(1, bit: 0)) }
    guard let range = operation.addresses(of: command) else { return }
    try checkReadable(range)
    guard !range.isEmpty, let medium else { return }
    let room = try transfer.roomForReply(byteCount: range.count * 2048)
    try onDisk { () throws(VirtualDriveError) in
      try medium.sectors.read(room, at: range.lowerBound)
    }
    if fault?.action == .corruption { corrupt(room, at: range) }
    headPosition = range.upperBound - 1
    spendReading(range)
  }

  /// VERIFY(10) (2Fh): reads without sending anything.
  ///
  ///     byte 1   bit 1 compare with data from the host (not supported)
  ///
  /// Source: MMC-6, "VERIFY (10) Command".
  mutating func verify(_ command: CommandBytes) throws(Ending) {
    guard command[1] & 0x02 == 0 else { throw .check(.field(1, bit: 1)) }
    guard command[1] & 0x01 == 0 else { throw .check(.field(1, bit: 0)) }
    let range = command.address(2)..<command.address(2) + Int64(command.word(7))
    try checkReadable(range)
    spendReading(range)
  }

  private func checkReadable(_ range: Range<Int64>) throws(Ending) {
    switch medium?.stored.readability(of: range) {
    case .readable:
      let form2 = try onDisk { () throws(VirtualDriveError) in
        try medium?.firstWithoutUserData(in: range)
      }
      if let form2 { throw .check(.illegalModeForTrack.at(form2)) }
    case .otherMode(let address): throw .check(.illegalModeForTrack.at(address))
    case .unreadable(let address): throw .check(.readError.at(address))
    case .blank(let address): throw .check(.blankCheck.at(address))
    case .outOfRange, nil: throw .check(.addressOutOfRange.at(range.lowerBound))
    }
  }

  mutating func spendReading(_ range: Range<Int64>) {
    guard let kind = medium?.kind else { return }
    let bytes = Int64(range.count) * kind.bytesPerBlockOfSpeed
    let speed = speed(kind.readSpeed, at: range.lowerBound, readRotation)
    clock.spend(.seconds(Double(bytes) / (Double(max(speed, 1)) * 1000)))
  }

  /// READ CAPACITY (25h): the last address and the size of a block. On CD the run-out of a track
  /// that was written at once is counted: the address is 2 too high.
  ///
  /// Source: MMC-6, "READ CAPACITY Command".
  mutating func readCapacity(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    var reply: [UInt8] = []
    reply.append(bigEndian: UInt32(truncatingIfNeeded: medium.lastReadableAddress))
    reply.append(bigEndian: UInt32(2048))
    try transfer.send(reply, allocation: 8)
  }

  /// READ BUFFER CAPACITY (5Ch): the buffer's size and how much of it is free.
  ///
  ///     byte 1   bit 0 count in blocks          byte 7, 8   allocation length
  ///
  /// Source: MMC-6, "READ BUFFER CAPACITY Command".
  mutating func readBufferCapacity(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let inBlocks = command[1] & 0x01 != 0
    let free = buffer.freeBytes(at: clock.now, rate: drainRate)
    var reply: [UInt8] = [0, 10, 0, inBlocks ? 1 : 0]
    reply.append(bigEndian: inBlocks ? 0 : UInt32(clamping: buffer.capacity))
    reply.append(bigEndian: UInt32(clamping: max(inBlocks ? free / 2048 : free, 0)))
    try transfer.send(reply, allocation: command.word(7))
  }
}
