/// A question whose reply is wanted as the bytes that came, such as a whole disc information.
public struct Unparsed<Command: MMCCommand>: MMCCommand {
  /// The reply, no longer than what the drive says of it.
  public typealias Response = [UInt8]

  /// The question.
  public var command: Command

  /// Asks `command` for its bytes.
  public init(_ command: Command) {
    self.command = command
  }

  public var descriptorBlock: CommandDescriptorBlock { command.descriptorBlock }
  public var timeout: Duration { command.timeout }
  public var parameterData: [UInt8] { command.parameterData }
  public var retriesUnitAttention: Bool { command.retriesUnitAttention }
  public var replyByteCount: Int { command.replyByteCount }

  public static func parse(_ reply: RawSpan) throws(ReplyError) -> [UInt8] {
    try reply.bytes(at: 0, byteCount: reply.byteCount)
  }
}

/// A question with a long reply, asked for twice as the question itself is.
public struct UnparsedVariable<Command: VariableReplyCommand>: VariableReplyCommand {
  /// The reply, no longer than what the drive says of it.
  public typealias Response = [UInt8]

  /// The question.
  public var command: Command

  /// Asks `command` for its bytes.
  public init(_ command: Command) {
    self.command = command
  }

  public static var replyLength: ReplyLength { Command.replyLength }
  public var descriptorBlock: CommandDescriptorBlock { command.descriptorBlock }
  public var timeout: Duration { command.timeout }
  public var replyByteCount: Int {
    get { command.replyByteCount }
    set { command.replyByteCount = newValue }
  }

  public static func parse(_ reply: RawSpan) throws(ReplyError) -> [UInt8] {
    let declared = replyLength.declaredByteCount(in: reply) ?? reply.byteCount
    return try reply.bytes(at: 0, byteCount: min(declared, reply.byteCount))
  }
}
