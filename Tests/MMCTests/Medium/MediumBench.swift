import DiscModel
import MMC
import TestSupport

/// Discs as drives describe them, in bytes.
enum MediumBench {
  typealias Script = [HexFixture: [ScriptedTransport.Answer]]

  /// What readMedium makes of the replies.
  static func medium(_ script: Script) async throws(DriveError) -> Medium? {
    try await DriveBench(script).reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.readMedium()
    }
  }

  /// GET CONFIGURATION with this profile, and these features behind it.
  static func profile(
    _ number: HexFixture, features: HexFixture = ""
  ) -> ScriptedTransport.Answer {
    .good(
      HexFixture(
        bytes: [0, 0, 0, UInt8(4 + features.count), 0, 0] + number.bytes + features.bytes))
  }

  /// A disc information with these bytes from the flags on: flags, first track, sessions, first and
  /// last track of the last one, validity bits and background format.
  static func disc(_ bytes: HexFixture) -> ScriptedTransport.Answer {
    let zeros = [UInt8](repeating: 0, count: 32 - bytes.count)
    return .good(HexFixture(bytes: [0, 0x20] + bytes.bytes + zeros))
  }

  /// READ DISC STRUCTURE with these bytes behind the header, and zeros up to `count`.
  static func structure(_ bytes: HexFixture, count: Int) -> ScriptedTransport.Answer {
    let zeros = [UInt8](repeating: 0, count: count - bytes.count)
    let length = UInt16(count + 2)
    let header = [UInt8(length >> 8), UInt8(length & 0xFF), 0, 0]
    return .good(HexFixture(bytes: header + bytes.bytes + zeros))
  }

  /// A track of data over all of an overwritable medium: start 0, `blocks` long.
  static func wholeTrack(_ blocks: HexFixture) -> ScriptedTransport.Answer {
    let start: HexFixture = "00 2E 01 01 00 04 01 00 00*16"
    return .good(
      HexFixture(bytes: start.bytes + blocks.bytes + [UInt8](repeating: 0, count: 20)))
  }
}
