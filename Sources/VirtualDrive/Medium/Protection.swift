/// What forbids writing on a DVD-RAM.
struct Protection: Hashable, Sendable, Codable {
  /// The medium is in a cartridge whose switch forbids it.
  var isByCartridge = false
  /// A program forbade it, until one allows it again.
  var isPersistent = false

  /// What a command is told that would write; nil if it may.
  var sense: VirtualSense? {
    if isByCartridge { return .writeProtected }
    return isPersistent ? .persistentlyProtected : nil
  }

  /// Structure 09h: bit 7 in a cartridge, and the bits of ``statusByte``.
  var cartridgeByte: UInt8 { (isByCartridge ? 0x80 : 0) | statusByte }

  /// Structure C0h: bit 2 by the switch of a cartridge, bit 1 persistent.
  var statusByte: UInt8 { (isByCartridge ? 0x04 : 0) | (isPersistent ? 0x02 : 0) }
}

extension Operation {
  /// Whether a write-protected medium does not take the command.
  func writes(_ command: CommandBytes) -> Bool {
    switch self {
    case .formatUnit, .write10, .write12, .writeAndVerify10, .reserveTrack, .repairTrack, .blank,
      .closeTrackSession:
      true
    case .sendDiscStructure: command[7] != 0xC0
    default: false
    }
  }
}

extension DriveMachine {
  /// SEND DISC STRUCTURE (BFh), format C0h: whether a DVD-RAM may be written.
  ///
  ///     byte 8, 9   length of the list: 8        list   0, 1   0006h     4   bit 1 persistent protection
  ///
  /// Source: MMC-6, "SEND DISC STRUCTURE Command", write protection.
  mutating func sendProtection(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    guard medium.kind == .dvdRAM else { throw .check(.incompatibleMedium) }
    guard command.word(8) == 8 else { throw .check(.parameterListLength) }
    let list = Array(try transfer.receive(byteCount: 8))
    guard list[0] == 0, list[1] == 6 else { throw .check(.parameter(0)) }
    guard list[4] & ~0x02 == 0 else { throw .check(.parameter(4)) }
    var protection = medium.protection ?? Protection()
    if protection.isByCartridge { throw .check(.writeProtected) }
    protection.isPersistent = list[4] & 0x02 != 0
    let changed = protection == Protection() ? nil : protection
    try flush()
    try onDisk { () throws(VirtualDriveError) in
      try self.medium?.change { $0.protection = changed }
    }
  }
}
