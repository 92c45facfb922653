internal import MMC

extension DriveMachine {
  func has(_ quirk: VirtualDriveQuirk) -> Bool { quirks.contains(quirk) }

  /// Refuses a command that may be executed, where the drive is known to.
  mutating func refuseByQuirk(
    _ operation: Operation, _ command: CommandBytes
  ) throws(Ending) {
    guard !quirks.isEmpty else { return }
    quirkMemory.writeSpeed = writeSpeed
    quirkMemory.pageIsUntouched =
      pages.writeParameters == ModePages.defaultWriteParameters
    let isCD = readyMedium?.kind.isCompactDisc == true
    switch operation {
    case .getConfiguration where has(.noConfiguration): throw .check(.unknownOperation)
    case .readTrackInformation
    where has(.trackInformationWantsPage) && isCD && quirkMemory.pageIsUntouched:
      throw .check(.field(2))
    case .readTOC where has(.tocStalls):
      let format = command[2] & 0x0F
      if format == 2 || format == 4 { throw .transport(.timedOut) }
    case .modeSense10 where has(.shortModesStall) && command.word(7) < 30:
      throw .transport(.timedOut)
    case .getPerformance where has(.noCurrentSpeed) && command[10] == 0:
      throw .check(.field(10))
    case .sendOPCInformation: try refuseCalibration()
    case .setStreaming: try refuseStreaming()
    case .setCDSpeed where has(.speedNotRounded):
      let speed = UInt32(command.word(4))
      let speeds = medium?.kind.writeSpeeds ?? []
      if speed != 0xFFFF, !speeds.contains(speed) { throw .check(.field(4)) }
    case .closeTrackSession: try refuseClosing(command, isCD: isCD)
    case .write10, .write12: try refuseWriting(operation, command)
    case .blank where has(.noMinimalBlank) && command[1] & 0x07 == 1:
      throw .check(.field(1, bit: 2))
    case .readBufferCapacity: askForBuffer()
    default: break
    }
  }

  private func refuseCalibration() throws(Ending) {
    let senses: [(VirtualDriveQuirk, VirtualSense)] = [
      (.calibrationIncompatible, .incompatibleMedium), (.calibrationUnknown, .unknownOperation),
      (.calibrationProtected, VirtualSense(0x5, 0x27, 0x00)),
      (.calibrationOutOfSequence, .commandSequence),
      (.calibrationAttention, VirtualSense(0x6, 0x5A, 0x03)),
    ]
    if let sense = senses.first(where: { has($0.0) })?.1 { throw .check(sense) }
  }

  private func refuseStreaming() throws(Ending) {
    if has(.streamingFails) { throw .check(.field(0)) }
    if has(.streamingOutOfRange), readyMedium?.kind == .dvdPlusRW {
      throw .check(.addressOutOfRange)
    }
  }

  private mutating func refuseClosing(_ command: CommandBytes, isCD: Bool) throws(Ending) {
    if command[2] & 0x07 == 1, isCD {
      if has(.closeTrackFails) || has(.closeTrackFailsInTest) && pages.isTestWrite {
        throw .check(.field(2, bit: 2))
      }
    }
    if has(.noFunction6), command[2] & 0x07 == 6 { throw .check(.field(2, bit: 2)) }
    if has(.synchronizeLies), operation?.kind == .writingOn {
      clock.wasAsked(about: operation?.duration ?? .zero)
      throw .check(.longWriteInProgress)
    }
    guard has(.closeBusy) else { return }
    let left = quirkMemory.closesRefused ?? 5
    quirkMemory.closesRefused = left > 0 ? left - 1 : nil
    if left > 0 { throw .check(.operationInProgress) }
  }

  private mutating func refuseWriting(
    _ operation: Operation, _ command: CommandBytes
  ) throws(Ending) {
    if quirkMemory.isJammed { throw .check(.longWriteInProgress) }
    if has(.firstWriteBusy), let range = operation.addresses(of: command) {
      try refuseFirstWrite(to: range)
    }
    if has(.fewSessions), let record = readyMedium?.record, record.kind == .bdR,
      record.openSession == nil, record.sessions.count >= 3
    {
      throw .check(.noMoreTracks)
    }
    if has(.sporadicRefusal) {
      quirkMemory.writes += 1
      if quirkMemory.writes % 50 == 0 { throw .check(.field(2)) }
    }
  }

  /// The laser is not ready where a layer begins.
  private mutating func refuseFirstWrite(to range: Range<Int64>) throws(Ending) {
    var starts: [Int64] = [0]
    if let record = readyMedium?.record, record.layers == 2, !record.kind.isBluRay {
      starts.append(record.firstLayerBlocks)
    }
    guard let start = starts.first(where: range.contains) else { return }
    let first = quirkMemory.firstWrites[start] ?? clock.now
    quirkMemory.firstWrites[start] = first
    if clock.now - first < .seconds(20) {
      clock.wasAsked(about: .seconds(20))
      throw .check(.becomingReady)
    }
  }

  /// Refuses to open the tray, where the drive is known to.
  mutating func refuseEjecting() throws(Ending) {
    if let end = quirkMemory.startEnds, clock.now < end {
      clock.wasAsked(about: .seconds(3))
      throw .check(.becomingReady)
    }
    guard has(.ejectBusy) else { return }
    let left = quirkMemory.ejectsRefused ?? 3
    quirkMemory.ejectsRefused = left > 0 ? left - 1 : nil
    if left > 0 { throw .check(.operationInProgress) }
  }

  /// Spins the disc up once more.
  mutating func startByQuirk(isImmediate: Bool) {
    guard has(.startBlocksEject) else { return }
    quirkMemory.startEnds = isImmediate ? clock.now + .seconds(3) : nil
    if !isImmediate { clock.spend(.seconds(3)) }
  }

  private mutating func askForBuffer() {
    let free = buffer.freeBytes(at: clock.now, rate: drainRate)
    if has(.bufferCapacityJams), readyMedium?.kind.isDVDMinus == true, free > 0,
      writtenBlocks > 0
    {
      quirkMemory.buffersAsked += 1
      if quirkMemory.buffersAsked > 1 { quirkMemory.isJammed = true }
    }
    let since = quirkMemory.laggedSince
    if since.map({ clock.now - $0 >= .seconds(2) }) ?? true {
      if since == nil {
        quirkMemory.laggedFree = buffer.capacity
      } else {
        quirkMemory.laggedFree = free
      }
      quirkMemory.laggedSince = clock.now
    }
  }

  /// Answers that come before a command is looked at.
  mutating func refuseReadinessByQuirk(_ command: Operation) throws(Ending) {
    guard !quirks.isEmpty, !command.worksWithoutMedium else { return }
    if !quirkMemory.answersAfterLoad.isEmpty {
      throw .check(quirkMemory.answersAfterLoad.removeFirst())
    }
    if quirkMemory.busyAnswers > 0, command != .testUnitReady {
      quirkMemory.busyAnswers -= 1
      throw .check(.operationInProgress)
    }
  }

  /// Whether a command is answered though an operation goes on.
  func liesAboutReadiness(_ command: Operation, during kind: LongOperation.Kind) -> Bool {
    switch kind {
    case .spinningUp: has(.readyLies) && command == .testUnitReady
    case .writingOn:
      has(.synchronizeLies) && (command == .testUnitReady || command == .closeTrackSession)
    default: false
    }
  }

  /// What the drive says of an operation that goes on.
  func quirky(_ sense: VirtualSense, during kind: LongOperation.Kind) -> VirtualSense {
    var sense = sense
    if kind == .closing, has(.closingAttention) { sense = VirtualSense(0x6, 0x2E, 0x00) }
    if kind == .closing, has(.closingAsLongWrite) { sense = .longWriteInProgress }
    if has(.noProgress) { sense.progress = nil }
    return sense
  }

  /// What ATIP there is on media that have none.
  func quirkyATIP(_ operation: Operation, _ command: CommandBytes) -> [UInt8]? {
    guard has(.atipEverywhere), operation == .readTOC, command[2] & 0x0F == 4,
      readyMedium?.kind.isCompactDisc == false
    else { return nil }
    return [0, 30, 0, 0] + [UInt8](repeating: 0x5A, count: 28)
  }
}
