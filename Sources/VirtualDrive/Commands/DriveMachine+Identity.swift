extension DriveMachine {
  /// INQUIRY (12h): 96 bytes of standard data, or page 00h or 80h of the vital product data.
  ///
  ///     byte 1   bit 0 product data page        byte 2   page        byte 3, 4   allocation length
  ///
  /// Source: SPC-4, "INQUIRY command"; MMC-6, "INQUIRY Command".
  mutating func inquiry(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let reply: [UInt8]
    switch (command[1] & 0x01, command[2]) {
    case (0, 0): reply = Self.standardInquiryData
    case (1, 0x00): reply = [0x05, 0x00, 0, 2, 0x00, 0x80]
    case (1, 0x80): reply = [0x05, 0x80, 0, UInt8(record.serial.utf8.count)] + record.serial.utf8
    default: throw .check(.field(2))
    }
    try transfer.send(reply, allocation: command.word(3))
  }

  /// Removable CD/DVD device, SPC-3, "SPINDLE", "VIRTUAL WRITER".
  static let standardInquiryData: [UInt8] =
    [0x05, 0x80, 0x05, 0x02, 91, 0, 0, 0]
    + "SPINDLE ".utf8 + "VIRTUAL WRITER  ".utf8 + "1.00".utf8
    + [UInt8](repeating: 0, count: 60)

  /// REQUEST SENSE (03h): the conditions that wait, or what the drive is busy with.
  ///
  ///     byte 1   bit 0 descriptor format (not supported)       byte 4   allocation length
  ///
  /// Source: SPC-4, "REQUEST SENSE command".
  mutating func requestSense(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x01 == 0 else { throw .check(.field(1, bit: 0)) }
    let sense: VirtualSense
    if let pending = deferred {
      sense = pending
      deferred = nil
    } else if !attentions.isEmpty {
      sense = attentions.removeFirst()
    } else if record.trayIsOpen || medium == nil {
      sense = senseWithoutMedium
    } else if let operation {
      sense = quirky(operation.sense(at: clock.now), during: operation.kind)
      clock.wasAsked(about: operation.duration)
    } else {
      sense = .noSense
    }
    try transfer.send(sense.bytes, allocation: Int(command[4]))
  }

  /// GET EVENT STATUS NOTIFICATION (4Ah): the oldest event of the lowest class that has one.
  ///
  ///     byte 1   bit 0 answer at once (must be set)     byte 4   the classes asked for, a bit each
  ///     byte 7, 8   allocation length
  ///
  /// Source: MMC-6, "GET EVENT STATUS NOTIFICATION Command".
  mutating func getEventStatusNotification(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x01 != 0 else { throw .check(.field(1, bit: 0)) }
    // Operational change (1), power management (2), media (4), device busy (6).
    let supported: UInt8 = 0x56
    let asked = command[4] & supported
    var reply: [UInt8]
    if asked & 0x10 != 0, !mediaEvents.isEmpty || asked & 0x06 == 0 {
      let event = mediaEvents.first ?? (has(.endlessEvents) ? MediaEvent.newMedium : 0)
      if !mediaEvents.isEmpty { mediaEvents.removeFirst() }
      let isPresent = holdsMedium && !record.trayIsOpen
      reply = [0, 6, 4, supported, event, (isPresent ? 2 : 0) | (record.trayIsOpen ? 1 : 0), 0, 0]
    } else if asked & 0x02 != 0 {
      reply = [0, 6, 1, supported, 0, 0, 0, 0]
    } else if asked & 0x04 != 0 {
      reply = [0, 6, 2, supported, 0, 1, 0, 0]
    } else if asked & 0x40 != 0 {
      let left = operation.map { ($0.end - clock.now) / .milliseconds(100) } ?? 0
      reply = [0, 6, 6, supported, 0, operation == nil ? 0 : 1]
      reply.append(bigEndian: UInt16(clamping: Int64(max(left, 0))))
    } else {
      reply = [0, 2, 0x80, supported]
    }
    try transfer.send(reply, allocation: command.word(7))
  }

  /// SEND OPC INFORMATION (54h): the drive calibrates its laser.
  ///
  ///     byte 1   bit 0 do it now          byte 7, 8   length of a table (must be 0)
  ///
  /// Source: MMC-6, "SEND OPC INFORMATION Command".
  mutating func sendOPCInformation(_ command: CommandBytes) throws(Ending) {
    guard command.word(7) == 0 else { throw .check(.field(7)) }
    let medium = try recordedMedium()
    // A closed CD-RW is calibrated before it is blanked.
    let canBeWritten = !medium.isFinalized || medium.kind.traits.isRewritable
    guard canBeWritten else { throw .check(.writeProtected) }
    if command[1] & 0x01 != 0 { clock.spend(medium.kind.traits.calibrationTime) }
  }
}
