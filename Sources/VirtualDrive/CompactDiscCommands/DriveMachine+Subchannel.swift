extension DriveMachine {
  /// READ SUB-CHANNEL (42h).
  ///
  ///     byte 1   bit 1 times instead of addresses         byte 2   bit 6 more than the header
  ///     byte 3   1 position, 2 catalogue number, 3 ISRC   byte 6   track, for 3
  ///     byte 7, 8   allocation length
  ///     reply    1   audio status: none         2, 3   length of what follows       4   format
  ///
  /// Source: MMC-6, "READ SUB-CHANNEL Command".
  mutating func readSubchannel(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    guard medium.kind.isCompactDisc else { throw .check(.incompatibleMedium) }
    var data: [UInt8] = []
    if command[2] & 0x40 != 0 {
      switch command[3] {
      case 1: data = try currentPosition(on: medium, asTime: command[1] & 0x02 != 0)
      case 2: data = catalogNumberReply(of: medium)
      case 3: data = try recordingCodeReply(of: medium, track: Int(command[6]))
      default: throw .check(.field(3))
      }
    }
    // 15h: no status to tell, nothing is being played.
    var reply: [UInt8] = [0, 0x15]
    reply.append(bigEndian: UInt16(data.count))
    try transfer.send(reply + data, allocation: command.word(7))
  }

  ///     byte 5   ADR and CONTROL     6   track     7   index     8…11   address     12…15   in the track
  private func currentPosition(
    on medium: MediumRecord, asTime: Bool
  ) throws(Ending) -> [UInt8] {
    guard let place = medium.track(near: headPosition) else { throw .check(.programAreaEmpty) }
    let track = place.track
    var data: [UInt8] = [
      1, 0x10 | track.control, UInt8(clamping: place.number), track.index(at: headPosition),
    ]
    let inTrack = headPosition - track.start
    if asTime {
      data += [0] + CompactDiscTime.bytes(of: headPosition)
      data += [0] + CompactDiscTime.duration(abs(inTrack))
    } else {
      data.append(bigEndian: Int32(truncatingIfNeeded: headPosition))
      data.append(bigEndian: Int32(truncatingIfNeeded: inTrack))
    }
    return data
  }

  ///     byte 8   bit 7 valid         9…21   thirteen digits        23   frame
  private func catalogNumberReply(of medium: MediumRecord) -> [UInt8] {
    codeReply([2, 0, 0, 0], text: medium.disc.catalogNumber, byteCount: 13)
  }

  ///     byte 5   ADR and CONTROL     6   track     8   bit 7 valid     9…20   twelve characters
  private func recordingCodeReply(
    of medium: MediumRecord, track number: Int
  ) throws(Ending) -> [UInt8] {
    guard let track = medium.numberedTracks.first(where: { $0.number == number })?.track else {
      throw .check(.field(6))
    }
    let head = [3, 0x10 | track.control, UInt8(clamping: number), 0]
    return codeReply(head, text: track.layout?.recordingCode, byteCount: 12)
  }

  /// 20 bytes: the head, whether there is a code, its characters.
  private func codeReply(_ head: [UInt8], text: String?, byteCount: Int) -> [UInt8] {
    var data = head + [text == nil ? 0 : 0x80]
    data += text.map { Array($0.utf8) } ?? [UInt8](repeating: 0, count: byteCount)
    return data + [UInt8](repeating: 0, count: 20 - data.count)
  }
}
