import MMC
import Synchronization
import TestSupport

/// A scripted drive and what is left of it after an access.
struct DriveBench {
  let transport: ScriptedTransport
  let reference: DriveReference

  init(
    _ script: [HexFixture: [ScriptedTransport.Answer]] = [:], maximumByteCount: Int? = nil
  ) {
    let transport = ScriptedTransport(script, maximumByteCount: maximumByteCount)
    self.transport = transport
    reference = DriveReference(name: "bench") { _ in transport }
  }

  /// The commands that came, without the unlocking that ends every access.
  var commands: [HexFixture] {
    transport.commands.last == Self.unlock ? transport.commands.dropLast() : transport.commands
  }

  static let unlock: HexFixture = "1E 00 00 00 00 00"
  static let ready: HexFixture = "00*6"
}
