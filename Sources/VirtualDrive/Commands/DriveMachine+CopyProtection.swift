extension DriveMachine {
  /// REPORT KEY (A4h): what there is to tell of copy protection where no disc has any.
  ///
  ///     byte 7   class: 0 CSS and CPRM         byte 8, 9   allocation length
  ///     byte 10  bits 5…0 format: 8 the region of the drive, 3Fh forgets a grant
  ///
  /// The drive plays no DVD-Video yet: its region can still be set. Of the media it takes none is
  /// scrambled, so that it grants no authentication.
  /// Source: MMC-6, "REPORT KEY Command", "RPC State".
  mutating func reportKey(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard command[7] == 0 else { throw .check(.field(7)) }
    switch command[10] & 0x3F {
    case 0x08: try transfer.send(Self.regionState, allocation: command.word(8))
    case 0x3F: break
    case 0x00, 0x01, 0x02, 0x04, 0x05, 0x11:
      _ = try recordedMedium()
      throw .check(.incompatibleMedium)
    default: throw .check(.field(10, bit: 5))
    }
  }

  ///     byte 4   bits 7…6 type: 0 no region was set, bits 5…3 resets by the maker, bits 2…0 changes by
  ///              the user that are left          5   regions that play, 0 each     6   scheme 1
  static let regionState: [UInt8] = [0, 6, 0, 0, 4 << 3 | 5, 0xFF, 1, 0]
}
