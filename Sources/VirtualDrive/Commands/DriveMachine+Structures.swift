extension DriveMachine {
  /// READ DISC STRUCTURE (ADh).
  ///
  ///     byte 1   bits 3…0 0 DVD, 1 BD       byte 6   layer       byte 7   format
  ///     byte 8, 9   allocation length
  ///
  /// DVD+R: 00h physical format, 01h copyright (none), 11h ADIP; BD-R: 00h disc information; both:
  /// FFh, which of these there are.
  /// Source: MMC-6, "READ DISC STRUCTURE Command".
  mutating func readDiscStructure(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    let data: [UInt8]
    switch (medium.kind, command[1] & 0x0F, command[7]) {
    case (.cdR, _, _): throw .check(.incompatibleMedium)
    case (.dvdPlusR, 0, 0x00): data = physicalFormat(of: medium, byteCount: 2048)
    case (.dvdPlusR, 0, 0x01): data = [0, 0, 0, 0]
    case (.dvdPlusR, 0, 0x11): data = physicalFormat(of: medium, byteCount: 256)
    case (.dvdPlusR, 0, 0xFF):
      data = capabilities([(0x00, 2052), (0x01, 8), (0x11, 260), (0xFF, 20)])
    case (.bdR, 1, 0x00): data = discInformationUnit
    case (.bdR, 1, 0xFF): data = capabilities([(0x00, 4100), (0xFF, 12)])
    case (.dvdPlusR, 1, _), (.bdR, 0, _): throw .check(.incompatibleMedium)
    case (_, 2..., _): throw .check(.field(1, bit: 3))
    default: throw .check(.field(7))
    }
    guard command[6] == 0 else { throw .check(.field(6)) }
    var reply: [UInt8] = []
    reply.append(bigEndian: UInt16(data.count + 2))
    try transfer.send(reply + [0, 0] + data, allocation: command.word(8))
  }

  ///     +0       bits 7…4 DVD+R (Ah), bits 3…0 part version       +1   120 mm, 10.08 Mbit/s
  ///     +2       bit 1 recordable       +5…7   first sector       +9…11   last sector
  ///     +19…26   manufacturer           +27…29   media type       +30   revision
  private func physicalFormat(of medium: MediumRecord, byteCount: Int) -> [UInt8] {
    let firstSector: Int64 = 0x03_0000
    var data = [UInt8](repeating: 0, count: byteCount)
    data[0] = 0xA1
    data[1] = 0x02
    data[2] = 0x02
    data.store(UInt32(firstSector), at: 4)
    data.store(UInt32(clamping: firstSector + medium.blocks - 1), at: 8)
    data.replaceSubrange(19..<27, with: "SPINDLE ".utf8)
    data.replaceSubrange(27..<30, with: "V01".utf8)
    return data
  }

  ///     +0, 1   "DI"      +2   format 1      +3   units       +6   bytes in use      +8…10   "BDR"
  ///     +11     bits 7…6 120 mm, bits 5…4 class 0, bits 3…0 version      +12   bits 7…4 layers
  ///     +100…105   manufacturer       +106…108   media type       +111   revision
  private var discInformationUnit: [UInt8] {
    var data = [UInt8](repeating: 0, count: 4096)
    data.replaceSubrange(0..<2, with: "DI".utf8)
    data[2] = 1
    data[3] = 1
    data[6] = 112
    data.replaceSubrange(8..<11, with: "BDR".utf8)
    data[11] = 0x01
    data[12] = 0x10
    data.replaceSubrange(100..<106, with: "SPINDL".utf8)
    data.replaceSubrange(106..<109, with: "V01".utf8)
    data[111] = 1
    return data
  }

  /// Four bytes a format: number, bit 6 readable, length.
  private func capabilities(_ formats: [(UInt8, UInt16)]) -> [UInt8] {
    var data: [UInt8] = []
    for (format, length) in formats {
      data += [format, 0x40]
      data.append(bigEndian: length)
    }
    return data
  }
}
