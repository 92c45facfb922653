/// A command to the drive, as a value that knows its bytes, its time and how to read its reply.
///
/// The descriptor block's last byte, CONTROL, is always zero.
public protocol MMCCommand: Sendable {
  /// What the drive's reply says; `Void` for commands without one.
  associatedtype Response: Sendable

  /// The command's bytes.
  var descriptorBlock: CommandDescriptorBlock { get }
  /// The allocation length: how many bytes of reply the drive may send.
  var replyByteCount: Int { get }
  /// How long the drive may take before the host gives the command up.
  var timeout: Duration { get }
  /// Data that goes to the drive with the command, other than sectors.
  var parameterData: [UInt8] { get }
  /// Whether the command is sent again after the drive reported a changed medium (6/28) or a reset
  /// (6/29). False where the answer to such a report must not be to go on, as when writing.
  var retriesUnitAttention: Bool { get }

  /// What `reply` says. Takes any bytes at all.
  static func parse(_ reply: RawSpan) throws(ReplyError) -> Response
}

extension MMCCommand {
  /// 30 seconds, enough for what needs neither the laser nor the tray.
  public var timeout: Duration { .seconds(30) }
  /// Nothing.
  public var parameterData: [UInt8] { [] }
  /// True: most commands can be sent again.
  public var retriesUnitAttention: Bool { true }
}

extension MMCCommand where Response == Void {
  /// Zero: there is no reply.
  public var replyByteCount: Int { 0 }
  /// Does nothing.
  public static func parse(_ reply: RawSpan) throws(ReplyError) {}
}
