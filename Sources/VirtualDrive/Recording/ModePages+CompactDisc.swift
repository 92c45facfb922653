/// Page 05h for compact discs.
///
///     byte 2       bit 4 test write, bits 3…0 write type: 0 packets, 1 track, 2 session, 3 raw
///     byte 3       bits 7…6 multi-session, bit 5 fixed packets, bits 3…0 track mode (CONTROL)
///     byte 4       bits 3…0 data block type      8        session format: 00h, 10h, 20h
///     byte 10…13   packet size                   14, 15   pause before audio, in blocks
///     byte 16…31   bit 7 valid, 13 digits        32…47    bit 7 valid, 12 characters of ISRC
///     byte 48…51   sub-header for block types 10 and 12
///
/// Source: MMC-6, "Write Parameters mode page".
extension ModePages {
  /// The sub-header for sectors that come without; zeros mean plain data.
  var subheader: [UInt8] {
    let bytes = Array(writeParameters[48..<52])
    if dataBlockType == 12 { return [bytes[0], bytes[1], bytes[2] | 0x20, bytes[3]] }
    return bytes == [0, 0, 0, 0] ? WholeSector.plainSubheader : bytes
  }

  var discType: UInt8 { writeParameters[8] }

  /// The blocks of a fixed packet.
  var packetBlocks: Int64 { writeParameters[10..<14].reduce(0) { $0 << 8 | Int64($1) } }

  /// The packets to be written; nil for other ways of writing.
  var packets: TrackPackets? {
    guard writeType == 0 else { return nil }
    return writeParameters[3] & 0x20 == 0 ? .variable(links: []) : .fixed(blocks: packetBlocks)
  }

  /// The media catalogue number; nil if the page has none.
  var catalogNumber: String? {
    guard writeParameters[16] & 0x80 != 0 else { return nil }
    return String(decoding: writeParameters[17..<30], as: UTF8.self)
  }

  /// The ISRC of the next track; nil if the page has none.
  var recordingCode: String? {
    guard writeParameters[32] & 0x80 != 0 else { return nil }
    return String(decoding: writeParameters[33..<45], as: UTF8.self)
  }

  /// The first byte of a page 05h that the drive cannot follow with a compact disc.
  static func faultForCompactDisc(_ page: [UInt8]) -> Int? {
    guard page[3] >> 6 != 2 else { return 3 }
    guard [0x00, 0x10, 0x20].contains(page[8]) else { return 8 }
    if page[16] & 0x80 != 0, !page[17..<30].allSatisfy(RecordingCode.isDigit) { return 17 }
    if page[32] & 0x80 != 0,
      !RecordingCode.isValid(String(decoding: page[33..<45], as: UTF8.self))
    {
      return 33
    }
    switch page[2] & 0x0F {
    case 0: return faultForPackets(page)
    case 1: return faultForTrackAtOnce(page)
    case 2: return page[3] & 0x20 == 0 ? nil : 3
    case 3:
      guard page[3] & 0x20 == 0 else { return 3 }
      return (1...3).contains(page[4] & 0x0F) ? nil : 4
    default: return 2
    }
  }

  /// Packets are of plain data. Fixed ones have a size; links are of seven blocks.
  private static func faultForPackets(_ page: [UInt8]) -> Int? {
    var pages = ModePages()
    pages.writeParameters = page
    guard page[3] & 0x0C == 0x04 else { return 3 }
    guard let form = WireForm(trackAtOnce: pages), form.isPlain else { return 4 }
    if page[2] & 0x20 != 0, page[5] != UInt8(TrackPackets.linkBlocks) { return 5 }
    if page[3] & 0x20 != 0, !(1...0xFFFF).contains(pages.packetBlocks) { return 10 }
    return nil
  }

  private static func faultForTrackAtOnce(_ page: [UInt8]) -> Int? {
    var pages = ModePages()
    pages.writeParameters = page
    // Neither fixed packets nor four channels nor data in packets.
    guard page[3] & 0x28 == 0, page[3] & 0x05 != 0x05 else { return 3 }
    guard WireForm(trackAtOnce: pages) != nil else { return 4 }
    // The drive makes pauses of two seconds alone.
    if page[3] & 0x04 == 0, page[14] != 0 || page[15] != 150 { return 14 }
    return nil
  }
}
