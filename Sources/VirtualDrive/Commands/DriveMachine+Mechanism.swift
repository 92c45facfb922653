extension DriveMachine {
  /// LOAD/UNLOAD MEDIUM (A6h): the tray, as START STOP UNIT moves it. There are no slots.
  ///
  ///     byte 1   bit 0 the command ends at once
  ///     byte 4   bit 1 move the tray, bit 0 close it         byte 8   slot
  ///
  /// Source: MMC-6, "LOAD/UNLOAD MEDIUM Command".
  mutating func loadUnload(_ command: CommandBytes) throws(Ending) {
    guard command[8] == 0 else { throw .check(.field(8)) }
    switch command[4] & 0x03 {
    case 0x02:
      try refuseEjecting()
      try openTrayByCommand()
    case 0x03: try closeTrayByCommand()
    default: throw .check(.field(4, bit: 1))
    }
  }

  /// MECHANISM STATUS (BDh): byte 8, 9 allocation length.
  ///
  ///     byte 0   bit 7 fault, bits 4…0 slot        byte 1   bits 7…5 state, bit 4 the tray is open
  ///     byte 2…4   address     byte 5   slots     byte 6, 7   length of their table
  ///
  /// Source: MMC-6, "MECHANISM STATUS Command".
  mutating func mechanismStatus(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let reply: [UInt8] = [0, record.trayIsOpen ? 0x10 : 0, 0, 0, 0, 0, 0, 0]
    try transfer.send(reply, allocation: command.word(8))
  }
}
