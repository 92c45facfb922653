/// Recording a DVD-R with two layers in jumps.
extension DriveMachine {
  /// Whether the medium is recorded in jumps, or will be: write type 4 of page 05h chooses it for a
  /// blank one.
  var jumpsBetweenLayers: Bool {
    guard let record = readyMedium?.record, record.kind == .dvdMinusRDualLayer else { return false }
    return record.isRecordedInJumps || record.isBlank && pages.writeType == 4
  }

  /// What page 05h and the medium must agree on before a write.
  func checkLayerJump(_ medium: MediumRecord) throws(Ending) {
    guard medium.kind == .dvdMinusRDualLayer else { return }
    guard medium.isBlank || medium.isRecordedInJumps == (pages.writeType == 4) else {
      throw .check(.illegalModeForTrack)
    }
    // Where to jump must be known before anything is written.
    if pages.writeType == 4, medium.nextSegment == nil, !medium.isFull {
      throw .check(.commandSequence)
    }
  }

  /// SEND DISC STRUCTURE (BFh): where the drive jumps from the first layer to the second.
  ///
  ///     byte 7   format: 22h jump interval, 0 for none; 23h the last block before the next jump
  ///     byte 8, 9   length of the list: 12        list   0, 1   000Ah     8…11   blocks, address
  ///
  /// Source: MMC-6, "SEND DISC STRUCTURE Command", jump interval size, manual layer jump address.
  mutating func sendLayerJump(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    guard jumpsBetweenLayers else { throw .check(.incompatibleMedium) }
    if medium.isFinalized { throw .check(.writeProtected) }
    guard command.word(8) == 12 else { throw .check(.parameterListLength) }
    let list = Array(try transfer.receive(byteCount: 12))
    guard list[0] == 0, list[1] == 10 else { throw .check(.parameter(0)) }
    let number = list[8..<12].reduce(0) { $0 << 8 | Int64($1) }
    var jump = medium.layerJump ?? LayerJump()
    if command[7] == 0x22 {
      guard number % 16 == 0, number <= medium.firstLayerBlocks else { throw .check(.parameter(8)) }
      jump.interval = number
    } else {
      try setManualJump(number, in: &jump, on: medium)
    }
    try onDisk { () throws(VirtualDriveError) in
      try self.medium?.change { $0.layerJump = jump }
    }
  }

  /// The jump is that of the block that is being recorded on the first layer, or of the next.
  private func setManualJump(
    _ address: Int64, in jump: inout LayerJump, on medium: MediumRecord
  ) throws(Ending) {
    let end = address + 1
    let next = medium.nextSegment
    let isInBlock =
      next?.layer == 0 && (next?.range.lowerBound ?? 0) > jump.ends.dropLast().last ?? 0
      && next?.range.upperBound == jump.ends.last
    let least = isInBlock ? next?.range.lowerBound ?? 0 : jump.ends.last ?? 0
    guard end % 16 == 0, end > least, end <= medium.firstLayerBlocks else {
      throw .check(.parameter(8))
    }
    if isInBlock { jump.ends[jump.ends.count - 1] = end } else { jump.manualAddress = address }
  }
}

extension MediumRecord {
  fileprivate var isFull: Bool { layerJump?.ends.last == firstLayerBlocks }
}
