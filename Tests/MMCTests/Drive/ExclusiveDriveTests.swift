import DiscModel
import MMC
import TestSupport
import Testing

@Suite("Exclusive access") struct ExclusiveAccessTests {
  private struct Interruption: Error, Equatable {
    var cause: DriveError?
  }

  @Test func `unlocks the tray at its end`() async throws {
    let bench = DriveBench()
    let result = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.lockTray()
      return 7
    }
    #expect(result == 7)
    #expect(bench.transport.commands == ["1E 00 00 00 01 00", DriveBench.unlock])
  }

  @Test func `unlocks the tray when its body throws`() async {
    let bench = DriveBench()
    await #expect(throws: Interruption()) {
      try await bench.reference.withExclusiveAccess(mapping: Interruption.init(cause:)) {
        (drive) throws(Interruption) in
        try? drive.lockTray()
        throw Interruption()
      }
    }
    #expect(bench.transport.commands.last == DriveBench.unlock)
  }

  @Test func `unlocks the tray when the drive refuses everything else`() async {
    let bench = DriveBench(["25": [.failure(.deviceVanished)]])
    await #expect(throws: DriveError.transport(command: 0x25, .deviceVanished)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.send(ReadCapacity())
      }
    }
    #expect(bench.transport.commands.last == DriveBench.unlock)
  }

  @Test func `ends well though the drive cannot unlock`() async throws {
    let bench = DriveBench(["1E": [.failure(.deviceVanished)]])
    try await bench.reference.withExclusiveAccess { _ in }
    #expect(bench.transport.commands == [DriveBench.unlock])
  }

  @Test func `maps the reason why it could not begin`() async {
    let reference = DriveReference(name: "held") { (_) throws(DriveError) in
      throw .opening(.busy(path: "held"))
    }
    await #expect(throws: Interruption(cause: .opening(.busy(path: "held")))) {
      try await reference.withExclusiveAccess(mapping: Interruption.init(cause:)) {
        (_) throws(Interruption) in
      }
    }
  }
}

@Suite("Sending a command") struct SendTests {
  private func capacity(
    _ answers: ScriptedTransport.Answer...
  ) async throws(DriveError) -> (ReadCapacity.Response, DriveBench) {
    let bench = DriveBench(["25": answers])
    let response = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.send(ReadCapacity())
    }
    return (response, bench)
  }

  private static let reply: HexFixture = "00 05 7D A8 00 00 08 00"

  @Test func `reads as many bytes as came`() async throws {
    let (response, bench) = try await capacity(.good(Self.reply))
    #expect(response.blocks == BlockCount(359_849))
    #expect(bench.commands == ["25 00*9"])
    await #expect(throws: DriveError.reply(command: 0x25, .truncated(needed: 8, available: 4))) {
      try await capacity(.good("00 05 7D A8"))
    }
  }

  @Test(arguments: [[0x28], [0x29], [0x28, 0x29], [0x29, 0x28]] as [[UInt8]])
  func `repeats once after a changed medium and once after a reset`(codes: [UInt8]) async throws {
    let attentions = codes.map { ScriptedTransport.Answer.sense(6, $0, 0) }
    let bench = DriveBench(["25": attentions + [.good(Self.reply)]])
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      _ = try drive.send(ReadCapacity())
    }
    #expect(bench.commands.count == codes.count + 1)
  }

  @Test func `does not repeat after the same attention twice`() async {
    await #expect(throws: refusal(0x25, 6, 0x28)) {
      try await capacity(.sense(6, 0x28, 0), .sense(6, 0x28, 0), .good(Self.reply))
    }
  }

  @Test(
    arguments: [(6, 0x2A, 1), (2, 0x04, 0), (5, 0x20, 0), (0xB, 0x47, 0)] as [(UInt8, UInt8, UInt8)]
  )
  func `does not repeat after anything else`(key: UInt8, asc: UInt8, ascq: UInt8) async {
    await #expect(throws: refusal(0x25, key, asc, ascq)) {
      try await capacity(.sense(key, asc, ascq), .good(Self.reply))
    }
  }

  @Test(arguments: [
    ScriptedTransport.Answer.sense(2, 0x04, 1), .sense(2, 0x04, 7), .sense(2, 0x04, 8),
    .sense(6, 0x2E, 0), .status(.busy), .status(.taskSetFull),
  ])
  func `puts a question again while the drive is at work, up to ten seconds`(
    busy: ScriptedTransport.Answer
  ) async throws {
    let bench = DriveBench(["25": [busy, busy, busy, .good(Self.reply)]])
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      _ = try drive.send(ReadCapacity())
    }
    #expect(bench.transport.paused <= .milliseconds(600) && bench.transport.paused > .zero)
    let endless = DriveBench(["25": [busy]])
    await #expect(throws: DriveError.self) {
      try await endless.reference.withExclusiveAccess { (drive) throws(DriveError) in
        _ = try drive.send(ReadCapacity())
      }
    }
    #expect((.seconds(10) ... .seconds(10.5)).contains(endless.transport.paused))
  }

  @Test func `reads again while the drive is at work`() async throws {
    let bench = DriveBench([
      "28": [.sense(2, 0x04, 1), .sense(2, 0x04, 7), .good("5A*2048")]
    ])
    let bytes = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 4096)
      defer { buffer.deallocate() }
      try drive.read(at: .zero, blocks: BlockCount(1), into: buffer)
      return Array(buffer)
    }
    expectBytes(bytes, equal: "5A*2048")
    #expect(bench.commands.count == 3 && bench.transport.paused == .milliseconds(300))
  }

  @Test func `writes nothing again`() async {
    let bench = DriveBench(["2A": [.sense(2, 0x04, 8)]])
    await #expect(throws: refusal(0x2A, 2, 0x04, 8)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 4096)
        defer { buffer.deallocate() }
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        try drive.write(UnsafeRawBufferPointer(buffer), at: .zero, blocks: BlockCount(1))
      }
    }
    #expect(bench.commands.count == 1)
  }

  @Test func `sends nothing again that changes something`() async {
    let bench = DriveBench(["35": [.sense(2, 0x04, 7)]])
    await #expect(throws: refusal(0x35, 2, 0x04, 7)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.send(SynchronizeCache(isImmediate: false))
      }
    }
    #expect(bench.commands.count == 1)
  }

  @Test(arguments: [SCSIStatus.reservationConflict, .taskAborted])
  func `tells a status that is neither good nor a check`(status: SCSIStatus) async {
    await #expect(throws: DriveError.status(command: 0x25, status)) {
      try await capacity(.status(status))
    }
  }

  @Test func `tells a check without sense as a status`() async {
    await #expect(throws: DriveError.status(command: 0x25, .checkCondition)) {
      try await capacity(.status(.checkCondition))
    }
  }

  @Test(arguments: [TransportError.timedOut, .reset, .failed(errorNumber: 0, hostStatus: 7)])
  func `passes on what the transport throws`(error: TransportError) async {
    await #expect(throws: DriveError.transport(command: 0x25, error)) {
      try await capacity(.failure(error))
    }
  }

  @Test func `takes a recovered error for success, with either status`() async throws {
    for status in [SCSIStatus.good, .checkCondition] {
      let bench = DriveBench(["35": [.senseBytes("70 00 01 00*4 0A 00*4 17 01 00*4", status)]])
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.send(SynchronizeCache(isImmediate: false))
      }
    }
  }

  @Test func `takes status GOOD with an error's sense for the error`() async {
    let bench = DriveBench(["35": [.senseBytes("70 00 03 00*4 0A 00*4 0C 00 00*4", .good)]])
    await #expect(throws: refusal(0x35, 3, 0x0C)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.send(SynchronizeCache(isImmediate: false))
      }
    }
  }

  @Test func `takes a recovered error of an earlier command for a failure of this one`() async {
    let bench = DriveBench([
      "35": [.senseBytes("71 00 01 00*4 0A 00*4 17 01 00*4", .checkCondition)]
    ])
    let sense = SenseData(key: .recoveredError, asc: 0x17, ascq: 0x01, isDeferred: true)
    await #expect(throws: DriveError.refused(command: 0x35, sense: sense)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.send(SynchronizeCache(isImmediate: false))
      }
    }
  }

  @Test func `brings parameters to the drive`() async throws {
    let bench = DriveBench(["55": [.good]])
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.send(ModeSelect10(WriteParametersPage()))
    }
    #expect(bench.transport.events.contains(.data("00*8 05 32 00*50")))
  }
}

@Suite("Writing and reading sectors") struct SectorTests {
  private static let sectors = [UInt8](repeating: 0xA5, count: 4096)

  private func write(_ answers: ScriptedTransport.Answer...) async throws(DriveError) -> DriveBench
  {
    let bench = DriveBench(["2A": answers])
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
      defer { bytes.deallocate() }
      bytes.copyBytes(from: Self.sectors)
      try drive.write(
        UnsafeRawBufferPointer(bytes), at: LogicalBlockAddress(0x1234), blocks: BlockCount(2))
    }
    return bench
  }

  @Test func `writes the caller's bytes`() async throws {
    let bench = try await write(.good)
    #expect(
      bench.transport.events.prefix(2) == [
        .command("2A 00 00 00 12 34 00 00 02 00"), .data("A5*4096"),
      ])
  }

  @Test(arguments: [0x28, 0x29] as [UInt8])
  func `is never written twice after a unit attention`(code: UInt8) async {
    await #expect(throws: refusal(0x2A, 6, code)) { try await write(.sense(6, code, 0), .good) }
  }

  @Test func `is a failure when an earlier write's error comes with it`() async {
    let deferred = SenseData(
      key: .mediumError, asc: 0x0C, ascq: 0x00, isDeferred: true, information: 0x10)
    await #expect(throws: DriveError.refused(command: 0x2A, sense: deferred)) {
      try await write(.senseBytes("F1 00 03 00 00 00 10 0A 00*4 0C 00 00*4", .checkCondition))
    }
  }

  @Test func `is a failure when the drive took only a part`() async {
    await #expect(
      throws: DriveError.reply(command: 0x2A, .truncated(needed: 4096, available: 2048))
    ) {
      try await write(.short(2048))
    }
  }

  @Test func `reads into the caller's memory`() async throws {
    let bench = DriveBench(["28": [.good("5A*4096")]])
    let isRead = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
      defer { buffer.deallocate() }
      try drive.read(at: LogicalBlockAddress(16), blocks: BlockCount(2), into: buffer)
      return buffer.allSatisfy { $0 == 0x5A }
    }
    #expect(isRead)
    #expect(bench.commands == ["28 00 00 00 00 10 00 00 02 00"])
  }

  @Test func `is not read when the drive sent only a part`() async {
    let bench = DriveBench(["28": [.good("5A*2048")]])
    await #expect(
      throws: DriveError.reply(command: 0x28, .truncated(needed: 4096, available: 2048))
    ) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
        defer { buffer.deallocate() }
        try drive.read(at: .zero, blocks: BlockCount(2), into: buffer)
      }
    }
  }

  @Test func `is read again after a unit attention`() async throws {
    let bench = DriveBench(["28": [.sense(6, 0x28, 0), .good("00*2048")]])
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 4096)
      defer { buffer.deallocate() }
      try drive.read(at: .zero, blocks: BlockCount(1), into: buffer)
    }
    #expect(bench.commands.count == 2)
  }
}

/// What a drive's refusal with sense in fixed format becomes.
func refusal(_ command: UInt8, _ key: UInt8, _ asc: UInt8, _ ascq: UInt8 = 0) -> DriveError {
  .refused(
    command: command, sense: SenseData(key: SenseData.Key(rawValue: key), asc: asc, ascq: ascq))
}
