import MMC
import TestSupport

extension MMCCommand {
  /// What this command makes of a reply.
  static func parse(_ reply: HexFixture) throws(ReplyError) -> Response {
    try parse(bytes: reply.bytes)
  }

  static func parse(bytes: [UInt8]) throws(ReplyError) -> Response {
    try parse(bytes.span.bytes)
  }

  /// The command's bytes, to compare with those of the specification.
  var bytes: HexFixture {
    HexFixture(bytes: descriptorBlock.array)
  }
}
