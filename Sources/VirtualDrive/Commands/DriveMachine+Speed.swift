extension DriveMachine {
  /// GET PERFORMANCE (ACh): how fast the medium can be read and written.
  ///
  ///     byte 1      type 0: bit 2 writing, bits 1…0 exceptions; type 3: 0
  ///     byte 2…5    first address            byte 8, 9   most descriptors           byte 10   type
  ///
  /// Types 0 (nominal performance) and 3 (write speeds). The length tells of all descriptors, though
  /// not more than asked for are sent.
  /// Source: MMC-6, "GET PERFORMANCE Command".
  mutating func getPerformance(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    let last = UInt32(clamping: medium.capacity - 1)
    var descriptors: [[UInt8]]
    var flags: UInt8 = 0
    switch command[10] {
    case 0x00:
      flags = (command[1] & 0x04) >> 1 | (command[1] & 0x03 == 0 ? 0 : 1)
      descriptors =
        flags & 0x01 == 0 ? nominalPerformance(of: medium, writes: flags & 0x02 != 0) : []
    case 0x03:
      guard command[1] == 0 else { throw .check(.field(1)) }
      descriptors = medium.kind.writeModes.map { speed, rotation in
        Self.quadruple(UInt32(rotation.rawValue) << 27, last, medium.kind.readSpeed, speed)
      }
    default: throw .check(.field(10))
    }
    var reply: [UInt8] = []
    reply.append(bigEndian: UInt32(4 + 16 * descriptors.count))
    reply += [flags, 0, 0, 0]
    reply += descriptors.prefix(command.word(8)).joined()
    try transfer.send(reply, allocation: 8 + 16 * command.word(8))
  }

  /// Where the speed is the same everywhere, one descriptor; else one a layer, from its first block to
  /// its last.
  private func nominalPerformance(of medium: MediumRecord, writes: Bool) -> [[UInt8]] {
    let fastest = writes ? writeSpeed : medium.kind.readSpeed
    let rotation = writes ? writeRotation : readRotation
    let whole = 0...max(medium.capacity - 1, 0)
    return (rotation == .linear ? [whole] : medium.speedSegments).map { part in
      Self.quadruple(
        UInt32(clamping: part.lowerBound), speed(fastest, at: part.lowerBound, rotation),
        UInt32(clamping: part.upperBound), speed(fastest, at: part.upperBound, rotation))
    }
  }

  private static func quadruple(_ values: UInt32...) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in values { bytes.append(bigEndian: value) }
    return bytes
  }

  /// SET STREAMING (B6h): a descriptor of 28 bytes.
  ///
  ///     byte 0       bits 4…3 rotation while writing: 0 linear, 1 angular; bit 2 back to the defaults,
  ///                  bit 1 exactly this speed
  ///     byte 4…7     first address     8…11   last address
  ///     byte 12…15   read kB in 16…19 ms             20…23   write kB in 24…27 ms
  ///
  /// Source: MMC-6, "SET STREAMING Command".
  mutating func setStreaming(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[8] == 0 else { throw .check(.field(8)) }
    guard command.word(9) == 28 else { throw .check(.parameterListLength) }
    let medium = try recordedMedium()
    let list = Array(try transfer.receive(byteCount: 28))
    func number(_ offset: Int) -> UInt64 {
      list[offset..<offset + 4].reduce(0) { $0 << 8 | UInt64($1) }
    }
    if list[0] & 0x04 != 0 { return forgetSpeed() }
    guard let rotation = Rotation(rawValue: list[0] >> 3 & 0x03) else {
      throw .check(.parameter(0))
    }
    guard number(4) <= number(8) else { throw .check(.parameter(4)) }
    if has(.streamingWantsEnd), number(8) == 0xFFFF_FFFF { throw .check(.parameter(8)) }
    guard number(16) > 0 else { throw .check(.parameter(16)) }
    guard number(24) > 0 else { throw .check(.parameter(24)) }
    let speed = UInt32(clamping: number(20) * 1000 / number(24))
    if list[0] & 0x02 != 0, !medium.kind.writeSpeeds.contains(speed) {
      throw .check(.parameter(20))
    }
    chosenWriteSpeed = speed
    chosenWriteRotation = rotation
  }

  /// SET CD SPEED (BBh): speeds in kB/s, FFFFh for the fastest; the drive takes the next lower one.
  ///
  ///     byte 1   bits 1…0 rotation: 0 linear, 1 angular        byte 2, 3   read   byte 4, 5   write
  ///
  /// Source: MMC-6, "SET CD SPEED Command".
  mutating func setCDSpeed(_ command: CommandBytes) throws(Ending) {
    guard let rotation = Rotation(rawValue: command[1] & 0x03) else {
      throw .check(.field(1, bit: 1))
    }
    let speed = UInt32(command.word(4))
    chosenWriteSpeed = speed == 0xFFFF ? nil : speed
    chosenWriteRotation = rotation
    readRotation = rotation
  }

  /// Goes back to what the drive does by itself.
  mutating func forgetSpeed() {
    chosenWriteSpeed = nil
    chosenWriteRotation = .linear
    readRotation = .linear
  }
}

extension MediumKind {
  /// What the drive offers to write with: the speeds, and the highest with a constant rotation too.
  var writeModes: [(speed: UInt32, rotation: Rotation)] {
    writeSpeeds.map { ($0, .linear) }
      + (traits.isWritableAtConstantRotation ? [(writeSpeeds[0], .angular)] : [])
  }
}
