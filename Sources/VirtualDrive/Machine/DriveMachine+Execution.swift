internal import MMC

extension DriveMachine {
  /// Executes one command.
  ///
  /// - Returns: what came of it, and how long the caller must sleep on the wall.
  mutating func execute(
    _ command: CommandBytes, _ phase: DataPhase, timeout: Duration
  ) -> (result: Result<CommandCompletion, TransportError>, sleep: Duration) {
    let limit = timeout > .zero ? timeout : .seconds(60)
    var transfer = DataTransfer(phase)
    var completion = CommandCompletion(status: .good, sense: [], transferredByteCount: 0)
    var failure: TransportError?
    do throws(Ending) {
      try perform(command, &transfer, limit: limit)
      completion.transferredByteCount = transfer.transferredByteCount
    } catch {
      switch error {
      case .check(let sense):
        completion.status = .checkCondition
        completion.sense = sense.bytes
      case .status(let status): completion.status = status
      case .transport(let error): failure = error
      case .storage(let error):
        failures.note(error)
        completion.status = .checkCondition
        completion.sense = error.sense.bytes
      }
    }
    fault = nil
    let end = clock.endCommand(limit: limit)
    if !end.isInTime { failure = failure ?? .timedOut }
    log.append(
      RecordedCommand(
        bytes: command.sent, status: failure == nil ? completion.status : nil,
        sense: failure == nil ? completion.sense : [], error: failure))
    return (failure.map { .failure($0) } ?? .success(completion), end.sleep)
  }

  /// The checks in the order of drives, and the command itself.
  private mutating func perform(
    _ command: CommandBytes, _ transfer: inout DataTransfer, limit: Duration
  ) throws(Ending) {
    try noticeRemoval()
    let operation = Operation(rawValue: command[0])
    if access == .shared, operation?.needsExclusiveAccess == true {
      throw .transport(.notPermitted)
    }
    fault = faults.match(
      operation: command[0], range: operation?.addresses(of: command), written: writtenBlocks)
    try beginFault(of: operation)
    guard let operation else { throw .check(.unknownOperation) }
    try checkReadiness(for: operation)
    guard command[command.controlOffset] & 0x07 == 0 else {
      throw .check(.field(command.controlOffset))
    }
    try carryOutWithQuirks(operation, command, &transfer)
    try endFault(of: operation, limit: limit)
  }

  private mutating func carryOutWithQuirks(
    _ operation: Operation, _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    guard !quirks.isEmpty else { return try carryOut(operation, command, &transfer) }
    try refuseByQuirk(operation, command)
    if let reply = quirkyATIP(operation, command) {
      return try transfer.send(reply, allocation: command.word(7))
    }
    transfer.quirk = QuirkyReply(
      quirks: quirks, command: command, medium: readyMedium?.record, memory: quirkMemory)
    try carryOut(operation, command, &transfer)
    switch operation {
    case .readCapacity: quirkMemory.staleCapacity = nil
    case .readDiscInformation: quirkMemory.discIsWrong = false
    case .getPerformance: quirkMemory.performancesAsked += 1
    default: break
    }
  }

  /// Does what the script wants instead of the command.
  private mutating func beginFault(of operation: Operation?) throws(Ending) {
    switch fault?.action {
    case .sense(let sense):
      // WRITE fails where the bad block lies, after the blocks before it.
      if operation?.isWrite == true { return }
      guard sense.information == nil, let addresses = fault?.addresses, !addresses.isEmpty else {
        throw .check(sense)
      }
      throw .check(sense.at(addresses.lowerBound))
    case .status(let status): throw .status(status)
    case .transport(let error): throw .transport(error)
    case .vanish:
      hasVanished = true
      throw .transport(.deviceVanished)
    case .reset:
      reset()
      throw .transport(.reset)
    case .delay(let duration): clock.spend(duration)
    case .timeout, .deferred, .corruption, nil: break
    }
  }

  /// Does what the script wants after the command.
  private mutating func endFault(of operation: Operation, limit: Duration) throws(Ending) {
    switch fault?.action {
    case .timeout:
      clock.spend(limit - clock.spent)
      throw .transport(.timedOut)
    case .deferred(let sense): postpone(sense, after: operation)
    default: break
    }
  }

  /// Pending conditions, the medium, and what the drive is busy with, in this order.
  private mutating func checkReadiness(for command: Operation) throws(Ending) {
    finishOperationIfDue()
    continueBackgroundFormat()
    try noticeLatentFailures()
    if !command.ignoresUnitAttention {
      if let sense = deferred {
        deferred = nil
        throw .check(sense)
      }
      if !attentions.isEmpty { throw .check(attentions.removeFirst()) }
    }
    if !command.worksWithoutMedium {
      if record.trayIsOpen || medium == nil { throw .check(senseWithoutMedium) }
    }
    try refuseReadinessByQuirk(command)
    guard let operation else { return }
    let works =
      operation.kind == .spinningUp ? command.worksWithoutMedium : command.worksWhileBusy
    if works || liesAboutReadiness(command, during: operation.kind) { return }
    let sense = quirky(operation.sense(at: clock.now), during: operation.kind)
    clock.wasAsked(about: operation.duration)
    throw .check(sense)
  }

  /// What a reset of the bus or a loss of power does to the drive.
  mutating func reset() {
    attentions = [.powerOn]
    deferred = nil
    latentFailures = []
    mediaEvents = []
    operation = nil
    buffer.empty()
    recording = nil
    pages = ModePages()
    forgetSpeed()
    medium?.setTesting(false)
    stopBackgroundFormat()
    // A lock that cannot be kept on the disk is lost all the same.
    do { try save { $0.isLocked = false } } catch { record.isLocked = false }
  }

  mutating func damageMedium(at address: Int64? = nil) throws(VirtualDriveError) {
    try medium?.change { $0.damage(at: address) }
  }
}

extension Operation {
  var isWrite: Bool {
    self == .write10 || self == .write12 || self == .writeAndVerify10
  }

  /// The times of READ CD MSF; nil if they are none or run backwards.
  private static func timeRange(of command: CommandBytes) -> Range<Int64>? {
    guard
      let start = CompactDiscTime.address(
        minute: command[3], second: command[4], frame: command[5]),
      let end = CompactDiscTime.address(minute: command[6], second: command[7], frame: command[8]),
      start <= end
    else { return nil }
    return start..<end
  }

  /// The addresses that a command reads or writes; nil if it does neither.
  func addresses(of command: CommandBytes) -> Range<Int64>? {
    switch self {
    case .read10, .write10, .writeAndVerify10, .verify10:
      command.address(2)..<command.address(2) + Int64(command.word(7))
    case .read12, .write12:
      command.address(2)..<command.address(2) + Int64(command.long(6))
    case .readCD:
      command.address(2)..<command.address(2) + Int64(command.long(5) & 0xFF_FFFF)
    case .readCDMSF: Self.timeRange(of: command)
    default: nil
    }
  }
}
