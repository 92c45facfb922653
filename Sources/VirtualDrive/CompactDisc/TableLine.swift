/// One line of a lead-in's table of contents.
///
/// In the lead-in the numbers are BCD, in READ TOC format 2 binary. Points A0h and A1h tell the
/// first and the last track, A2h where the lead-out begins, 1…99 where a track does; B0h and C0h
/// (mode 5) tell of the next session and of the first lead-in.
/// Source: IEC 60908, "Channel Q, mode 1, lead-in"; Orange Book, "Mode 5".
struct TableLine: Hashable, Sendable, Codable {
  /// The CONTROL field.
  var control: UInt8
  /// The ADR field.
  var mode: UInt8 = 1
  var point: UInt8
  /// MIN, SEC, FRAME: the running time; for B0h where the next program area begins.
  var time: [UInt8] = [0, 0, 0]
  /// For B0h the number of lines of mode 5.
  var zero: UInt8 = 0
  /// PMIN, PSEC, PFRAME: what the point is about.
  var position: [UInt8]

  /// The eleven bytes of READ TOC format 2.
  func entry(session: Int) -> [UInt8] {
    [UInt8(clamping: session), mode << 4 | control, 0, point] + time + [zero] + position
  }

  /// The nine bytes behind CONTROL and ADR in the lead-in.
  var coded: [UInt8] {
    let times = point == 0xC0 ? time : time.map(CompactDiscTime.codedDecimal)
    return [0, CompactDiscTime.codedDecimal(point)] + times + [zero] + codedPosition
  }

  /// Reads a block of the Q sub-channel, ten bytes or more.
  init(coded bytes: [UInt8]) {
    control = bytes[0] >> 4
    mode = bytes[0] & 0x0F
    point = CompactDiscTime.number(bytes[2])
    let times = Array(bytes[3..<6])
    time = point == 0xC0 ? times : times.map(CompactDiscTime.number)
    zero = bytes[6]
    position = bytes[7..<10].map(CompactDiscTime.number)
    if point == 0xA0 { position[1] = bytes[8] }
  }

  init(
    control: UInt8, mode: UInt8 = 1, point: UInt8, time: [UInt8] = [0, 0, 0], zero: UInt8 = 0,
    position: [UInt8]
  ) {
    self.control = control
    self.mode = mode
    self.point = point
    self.time = time
    self.zero = zero
    self.position = position
  }

  /// A line about the place `address`.
  init(control: UInt8, point: UInt8, address: Int64) {
    self.init(control: control, point: point, position: CompactDiscTime.bytes(of: address))
  }

  /// The address that the position means, in the program area; nil if it means none.
  var address: Int64? {
    CompactDiscTime.address(minute: position[0], second: position[1], frame: position[2])
  }

  /// The position in BCD, but for the type of the disc.
  private var codedPosition: [UInt8] {
    var coded = position.map(CompactDiscTime.codedDecimal)
    if point == 0xA0 { coded[1] = position[1] }
    return coded
  }
}
