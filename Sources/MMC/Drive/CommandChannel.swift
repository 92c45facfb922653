internal import DiscModel

/// A transport with the rules of the command set on top: what is a failure, and what is asked again.
///
/// ``ExclusiveDrive`` is the public way to it; an inspection uses it in shared mode.
struct CommandChannel {
  let transport: any CommandTransport

  /// Sends `command` and reads its reply.
  ///
  /// A changed medium and a reset are each told once by the drive before it does the next command;
  /// where the command allows, it is then sent again. A question is put again for a while to a drive
  /// that is at work.
  func send<Command: MMCCommand>(_ command: Command) throws(DriveError) -> Command.Response {
    try parse(reply(to: command), to: command)
  }

  /// Sends `command` for the beginning of its reply, and again for exactly the rest if there is one.
  func send<Command: VariableReplyCommand>(
    _ command: Command
  ) throws(DriveError) -> Command.Response {
    let limit = min(command.replyByteCount, transport.maximumByteCount ?? .max)
    var command = command
    command.replyByteCount = min(Command.replyLength.firstByteCount, limit)
    let beginning = try reply(to: command)
    let declared = beginning.withRawSpan { Command.replyLength.declaredByteCount(in: $0) }
    guard let declared, declared > command.replyByteCount, limit > command.replyByteCount else {
      return try parse(beginning, to: command)
    }
    command.replyByteCount = min((declared + 1) / 2 * 2, limit)
    return try parse(reply(to: command), to: command)
  }

  /// How long a question is put to a drive that calls itself ready and is at work nevertheless.
  static let questionPatience = Duration.seconds(10)

  /// The bytes that the drive answers to `command`.
  private func reply(to command: some MMCCommand) throws(DriveError) -> [UInt8] {
    let parameters = command.parameterData
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(command.replyByteCount, parameters.count), alignment: 4096)
    defer { buffer.deallocate() }
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    buffer.copyBytes(from: parameters)
    let data: DataPhase =
      if !parameters.isEmpty {
        .toDrive(UnsafeRawBufferPointer(buffer))
      } else {
        buffer.isEmpty ? .none : .fromDrive(buffer)
      }
    let isQuestion = command.replyByteCount > 0
    let completion = try repeating(ifHarmless: isQuestion) { () throws(DriveError) in
      try retryingUnitAttention(of: command) { () throws(DriveError) in
        try execute(command, data: data)
      }
    }
    let received = min(max(completion.transferredByteCount, 0), buffer.count)
    return Array(buffer.prefix(received))
  }

  private func parse<Command: MMCCommand>(
    _ reply: [UInt8], to command: Command
  ) throws(DriveError) -> Command.Response {
    do throws(ReplyError) {
      return try reply.withRawSpan { (span) throws(ReplyError) in try Command.parse(span) }
    } catch {
      throw .reply(command: command.descriptorBlock.operationCode, error)
    }
  }

  /// Sends `command` with sectors in one direction or the other, all of which must be moved.
  func move<Command: MMCCommand>(
    _ command: Command, data: DataPhase, byteCount: Int
  ) throws(DriveError) {
    let isReading = if case .fromDrive = data { true } else { false }
    let completion = try repeating(ifHarmless: isReading) { () throws(DriveError) in
      try retryingUnitAttention(of: command) { () throws(DriveError) in
        try execute(command, data: data)
      }
    }
    guard completion.transferredByteCount >= byteCount else {
      throw .reply(
        command: command.descriptorBlock.operationCode,
        .truncated(needed: byteCount, available: completion.transferredByteCount))
    }
  }

  /// Does `attempt`, and again as long as it fails because the drive is at work, if it only asks or
  /// reads: that changes nothing.
  ///
  /// Some drives are busy for another command or two after TEST UNIT READY was good. The pauses grow
  /// from 100 ms to half a second.
  private func repeating(
    ifHarmless isHarmless: Bool, attempt: () throws(DriveError) -> CommandCompletion
  ) throws(DriveError) -> CommandCompletion {
    guard isHarmless else { return try attempt() }
    var pause = Duration.milliseconds(100)
    var waited = Duration.zero
    while true {
      do throws(DriveError) {
        return try attempt()
      } catch {
        guard error.passesByItself, waited < Self.questionPatience else { throw error }
      }
      transport.pause(pause)
      waited += pause
      pause = min(pause + .milliseconds(100), .milliseconds(500))
    }
  }

  /// Does `attempt`, once more after 6/28, once more after 6/29, and once more after what passes.
  private func retryingUnitAttention(
    of command: some MMCCommand, attempt: () throws(DriveError) -> CommandCompletion
  ) throws(DriveError) -> CommandCompletion {
    var told: Set<SenseMeaning> = []
    while true {
      do throws(DriveError) {
        return try attempt()
      } catch {
        guard command.retriesUnitAttention, let meaning = error.meaning,
          [.mediumChanged, .reset, .passingAttention].contains(meaning),
          told.insert(meaning).inserted
        else { throw error }
      }
    }
  }

  /// Sends `command` once and judges how it ended.
  private func execute(
    _ command: some MMCCommand, data: DataPhase
  ) throws(DriveError) -> CommandCompletion {
    let block = command.descriptorBlock
    let completion: CommandCompletion
    do throws(TransportError) {
      completion = try transport.execute(block, data: data, timeout: command.timeout)
    } catch {
      throw .transport(command: block.operationCode, error)
    }
    try Self.judge(completion, of: block.operationCode)
    return completion
  }

  /// Throws what `completion` says if that is not success.
  ///
  /// A recovered error (key 1) is success with a remark. A deferred error is not: the command that
  /// brought it was not done, and one before it failed. Sense of key 2 and more with status GOOD is
  /// taken at its word, not the status at its.
  private static func judge(_ completion: CommandCompletion, of command: UInt8) throws(DriveError) {
    let sense = SenseData(decoding: completion.sense)
    switch completion.status {
    case .good:
      guard let sense, sense.key != .noSense, sense.key != .recoveredError else { return }
      throw .refused(command: command, sense: sense)
    case .checkCondition:
      guard let sense else { throw .status(command: command, .checkCondition) }
      if sense.key == .recoveredError, !sense.isDeferred { return }
      throw .refused(command: command, sense: sense)
    default:
      throw .status(command: command, completion.status)
    }
  }
}

extension DriveError {
  /// What the drive's sense means, where there is one.
  public var meaning: SenseMeaning? {
    guard case .refused(_, let sense) = self else { return nil }
    return sense.meaning
  }

  /// Whether the drive was at work and did nothing of the command, so that it may be sent again later.
  public var passesByItself: Bool {
    switch self {
    case .status(_, .busy), .status(_, .taskSetFull): true
    case .refused(_, let sense): sense.passesByItself
    default: false
    }
  }
}
