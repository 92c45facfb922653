import DiscModel
import MMC
import TestSupport
import Testing

/// Replies that are asked for twice, on drives that are wrong about their length.
@Suite("Replies of any length") struct VariableReplyTests {
  private func send<Command: VariableReplyCommand>(
    _ command: Command, _ answers: [ScriptedTransport.Answer]
  ) async throws -> (Command.Response, [HexFixture]) {
    let code = HexFixture(bytes: [command.descriptorBlock.operationCode])
    let bench = DriveBench([code: answers])
    let response = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.send(command)
    }
    return (response, bench.commands)
  }

  @Test func `are asked for their header, then for exactly as much as that announces`() async throws
  {
    let (contents, commands) = try await send(ReadTOC(), [.good(ReadTOCTests.threeTracks)])
    #expect(contents.tracks.count == 3)
    #expect(commands == ["43 00*7 04 00", "43 00*7 24 00"])
  }

  @Test func `are asked for in an even number of bytes`() async throws {
    let (_, commands) = try await send(ReadRawTOC(), [.good("00 0D 01 01 01 10 00 A0 00*7")])
    #expect(commands == ["43 00 02 00 00 00 01 00 04 00", "43 00 02 00 00 00 01 00 10 00"])
  }

  @Test func `that announce more than there can be are asked for in the most that is taken`()
    async throws
  {
    let (contents, commands) = try await send(
      ReadTOC(), [.good("FF FF 01 01 00 14 01 00 00 00 00 00")])
    #expect(contents.tracks.count == 1)
    #expect(commands.last == "43 00*6 03 24 00")
  }

  @Test func `that are all in their beginning are not asked for again`() async throws {
    let (information, commands) = try await send(
      ReadDiscInformation(), [.good("00 20 0E 01 01 01 01 00*27")])
    #expect(information.status == .finalized)
    #expect(commands == ["51 00*7 22 00"])
  }

  @Test func `bring tables behind their beginning`() async throws {
    let (information, commands) = try await send(
      ReadDiscInformation(), [.good(DiscInformationFieldTests.full)])
    #expect(information.powerCalibrations.count == 2)
    #expect(commands == ["51 00*7 22 00", "51 00*7 32 00"])
  }

  @Test func `that announce less than their header are read as that`() async throws {
    let (pages, commands) = try await send(ModeSenseAllPages(), [.good("00 02 00*6")])
    #expect(pages == [])
    #expect(commands.count == 1)
  }

  @Test func `that announce nothing at all are an error`() async {
    await #expect(
      throws: DriveError.reply(command: 0x43, .truncated(needed: 2, available: 1))
    ) { try await send(ReadTOC(), [.good("00")]) }
  }

  @Test func `change their length between the questions, and are read as far as they go`()
    async throws
  {
    let (contents, _) = try await send(
      ReadTOC(),
      [
        .good("00 22 01 03"), .good("00 0A 01 01 00 14 01 00 00 00 00 00"),
      ])
    #expect(contents.tracks.count == 1)
    let (longer, commands) = try await send(
      ReadTOC(), [.good("00 0A 01 01"), .good(ReadTOCTests.threeTracks)])
    #expect(longer.tracks.count == 1)
    #expect(commands.last == "43 00*7 0C 00")
  }

  @Test func `are refused when the second question is`() async {
    await #expect(throws: refusal(0x43, 5, 0x24)) {
      try await send(ReadTOC(), [.good("00 22 01 03"), .sense(5, 0x24, 0)])
    }
  }

  @Test func `of no more than a header's room are asked for once`() async throws {
    let (reply, commands) = try await send(
      GetConfiguration(.current, replyByteCount: 8), [.good(GetConfigurationTests.writer)])
    #expect(reply.currentProfile == .cdR && reply.features == [])
    #expect(commands == ["46 01 00*6 08 00"])
  }

  @Test func `count from their own place`() async throws {
    let (number, commands) = try await send(
      UnitSerialNumber(), [.good(UnitSerialNumberTests.golden)])
    #expect(number == "K15F8TM4232")
    #expect(commands == ["12 01 80 00 04 00", "12 01 80 00 14 00"])
    let (formats, questions) = try await send(
      ReadFormatCapacities(), [.good(ReadFormatCapacitiesTests.bdRE)])
    #expect(formats.formats.count == 5)
    #expect(questions == ["23 00*7 0C 00", "23 00*7 34 00"])
  }

  @Test func `of sectors go straight into the host's memory`() async throws {
    let bench = DriveBench(["BE": [.good("11*2352")], "AA": [.good], "A8": [.short(100)]])
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2352, alignment: 16)
      defer { buffer.deallocate() }
      try drive.read(ReadCD(at: .zero, sectors: 1, .audio), into: buffer)
      #expect(buffer.allSatisfy { $0 == 0x11 })
      try drive.write(UnsafeRawBufferPointer(buffer), with: Write12(at: .zero, blocks: 1))
      #expect(throws: DriveError.reply(command: 0xA8, .truncated(needed: 2352, available: 100))) {
        try drive.read(Read12(at: .zero, blocks: 1), into: buffer)
      }
    }
    #expect(bench.transport.events.contains(.data("11*2352")))
  }
}
