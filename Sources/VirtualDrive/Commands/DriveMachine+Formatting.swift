extension DriveMachine {
  /// READ FORMAT CAPACITIES (23h): byte 7, 8 allocation length.
  ///
  ///     byte 3      length of the list      byte 4…7   blocks   8   1 blank, 2 written, 3 no medium
  ///     byte 12…    formats: blocks, bits 7…2 type and bits 1…0 sub-type, 3 bytes of parameter
  ///
  /// Source: MMC-6, "READ FORMAT CAPACITIES Command".
  mutating func readFormatCapacities(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let formats =
      readyMedium.map { [$0.record.currentFormat] + $0.record.possibleFormats }
      ?? [.current(blocks: MediumKind.bdR.nominalBlocks, state: 3)]
    let list = formats.flatMap(\.bytes)
    try transfer.send([0, 0, 0, UInt8(list.count)] + list, allocation: command.word(7))
  }

  /// FORMAT UNIT (04h) of a blank BD-R for sequential recording with spare areas.
  ///
  ///     byte 1   bit 4 a parameter list follows, bits 2…0 format code 1
  ///     list     1   bit 1 the command ends at once     2, 3   0008h     4…7   blocks
  ///              8   bits 7…2 type 00h or 32h, bits 1…0 sub-type 1     9…11   parameter
  ///
  /// Source: MMC-6, "FORMAT UNIT Command".
  mutating func formatUnit(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x17 == 0x11 else { throw .check(.field(1, bit: 4)) }
    let list = Array(try transfer.receive(byteCount: 12))
    let medium = try recordedMedium()
    guard list[2] == 0, list[3] == 8 else { throw .check(.parameter(2)) }
    guard medium.kind == .bdR, medium.isBlank else { throw .check(.cannotFormat) }
    guard list[8] == 0x00 << 2 | 1 || list[8] == 0x32 << 2 | 1 else {
      throw .check(.parameter(8))
    }
    let blocks = list[4..<8].reduce(0) { $0 << 8 | Int64($1) }
    let largest = medium.blocks - SpareAreas(.bdR, blocks: medium.blocks).byDefault
    guard blocks == 0 || blocks <= largest && blocks >= 32 else { throw .check(.parameter(4)) }
    let spareBlocks = medium.blocks - (blocks == 0 ? largest : blocks)
    try onDisk { () throws(VirtualDriveError) in
      try self.medium?.change {
        $0.sequential?.preparation = .formatted(spareBlocks: spareBlocks)
      }
    }
    begin(.formatting, for: .seconds(20))
    if list[1] & 0x02 == 0 { waitForOperation() }
  }
}
