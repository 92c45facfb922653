extension DriveMachine {
  /// READ FORMAT CAPACITIES (23h): byte 7, 8 allocation length.
  ///
  ///     byte 3      length of the list      byte 4…7   blocks   8   1 blank, 2 written, 3 no medium
  ///                                                             or one whose last session is open
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

  /// FORMAT UNIT (04h).
  ///
  ///     byte 1   bit 4 a parameter list follows, bits 2…0 format code 1
  ///     list     1   bit 5 no certification, bit 1 the command ends at once       2, 3   0008h
  ///              4…7   blocks     8   bits 7…2 type, bits 1…0 sub-type     9…11   parameter
  ///
  /// Source: MMC-6, "FORMAT UNIT Command".
  mutating func formatUnit(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[1] & 0x17 == 0x11 else { throw .check(.field(1, bit: 4)) }
    let list = Array(try transfer.receive(byteCount: 12))
    let medium = try recordedMedium()
    guard list[2] == 0, list[3] == 8 else { throw .check(.parameter(2)) }
    func number(_ range: Range<Int>) -> UInt32 { list[range].reduce(0) { $0 << 8 | UInt32($1) } }
    let request = FormatRequest(
      format: FormatDescriptor(
        blocks: Int64(number(4..<8)), type: list[8] >> 2, subType: list[8] & 0x03,
        parameter: number(9..<12)),
      isUncertified: list[1] & 0x20 != 0, control: pages.packets == nil ? 5 : pages.trackMode,
      isExtended: pages.packets != nil && pages.dataBlockType == 10)
    if has(.noQuickCertification), request.format.type == 0x30, request.format.subType == 3 {
      throw .check(.parameter(8))
    }
    if has(.uncertifiedIgnored), medium.kind == .dvdRAM, request.isUncertified { return }
    let result: FormatResult
    do throws(FormatRequest.Refusal) {
      result = try medium.formatted(by: request, fullTime: fullTime(of: medium))
    } catch {
      switch error {
      case .medium: throw .check(.cannotFormat)
      case .parameter(let offset): throw .check(.parameter(offset))
      }
    }
    try checkWear(of: medium, .formatFailed)
    try change(to: result.state, erasing: result.erases)
    begin(.formatting, for: result.duration)
    backgroundFormat?.start = operation?.end ?? clock.now
    if list[1] & 0x02 == 0 { waitForOperation() }
  }

  /// How long writing the whole medium takes.
  func fullTime(of medium: MediumRecord) -> Duration {
    let bytes = Double(medium.blocks * medium.kind.bytesPerBlockOfSpeed)
    return .seconds(bytes / (Double(writeSpeed) * 1000) * medium.timeFactor(writeRotation))
  }

  /// A medium that was erased too often cannot be once more.
  func checkWear(of medium: MediumRecord, _ sense: VirtualSense) throws(Ending) {
    if medium.cycles >= options.wearLimit { throw .check(sense) }
  }

  /// Gives the medium another state, after what is still in the buffer.
  mutating func change(to state: RecordingState, erasing erases: Bool) throws(Ending) {
    try flush()
    try onDisk { () throws(VirtualDriveError) in
      if erases { try medium?.erase() }
      try medium?.change {
        if $0.state != state { $0.cycles += 1 }
        $0.formatTime = nil
        $0.state = state
      }
    }
    restartBackgroundFormat()
  }
}
