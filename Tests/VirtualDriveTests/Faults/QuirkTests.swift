import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

/// Each peculiarity beside a drive without it, on the wire.
@Suite("Quirks") struct QuirkTests {
  /// What `body` says of a drive without and with the quirk.
  func pair<Result>(
    _ quirk: VirtualDriveQuirk, _ kind: MediumKind, blocks: Int64? = nil,
    options: VirtualDriveOptions = .init(), _ body: (DriveBench) throws -> Result
  ) throws -> [Result] {
    try [[], [quirk]].map { quirks in
      var options = options
      options.quirks = Set(quirks)
      return try body(try DriveBench(kind, blocks: blocks, options: options))
    }
  }

  /// A quirk and the sense of one command without and with it; nothing is good.
  struct Refusal: Sendable {
    var quirk: VirtualDriveQuirk
    var kind: MediumKind
    var command: String
    var reply = 0
    var before = ""
    var after: String
  }

  @Test(arguments: [
    Refusal(
      quirk: .trackInformationWantsPage, kind: .cdR, command: "52 01 00 00 00 FF 00 00 30 00",
      reply: 48, after: "5/24/00"),
    Refusal(
      quirk: .calibrationIncompatible, kind: .dvdMinusR, command: "54 01 00 00 00 00 00 00 00 00",
      after: "5/30/02"),
    Refusal(
      quirk: .calibrationUnknown, kind: .dvdMinusR, command: "54 01 00 00 00 00 00 00 00 00",
      after: "5/20/00"),
    Refusal(
      quirk: .calibrationProtected, kind: .dvdMinusR, command: "54 01 00 00 00 00 00 00 00 00",
      after: "5/27/00"),
    Refusal(
      quirk: .calibrationOutOfSequence, kind: .dvdMinusR, command: "54 01 00 00 00 00 00 00 00 00",
      after: "5/2C/00"),
    Refusal(
      quirk: .calibrationAttention, kind: .dvdMinusR, command: "54 01 00 00 00 00 00 00 00 00",
      after: "6/5A/03"),
    Refusal(
      quirk: .speedNotRounded, kind: .cdR, command: "BB 00 FF FF 0B 08 00 00 00 00 00 00",
      after: "5/24/00"),
    Refusal(
      quirk: .noCurrentSpeed, kind: .dvdPlusR, command: "AC 14 00 00 00 00 00 00 00 01 00 00",
      reply: 24, after: "5/24/00"),
    Refusal(
      quirk: .noConfiguration, kind: .cdR, command: "46 01 00 00 00 00 00 00 08 00", reply: 8,
      after: "5/20/00"),
    Refusal(
      quirk: .atipEverywhere, kind: .dvdPlusR, command: "43 02 04 00 00 00 00 00 20 00", reply: 32,
      before: "5/24/00", after: ""),
    Refusal(
      quirk: .noFunction6, kind: .dvdPlusR, command: "5B 00 06 00 00 00 00 00 00 00",
      before: "5/2C/04", after: "5/24/00"),
    Refusal(
      quirk: .noMinimalBlank, kind: .cdRW, command: "A1 11 00 00 00 00 00 00 00 00 00 00",
      after: "5/24/00"),
    Refusal(
      quirk: .noMinimalBlank, kind: .dvdMinusRW, command: "A1 01 00 00 00 00 00 00 00 00 00 00",
      after: "5/24/00"),
  ])
  func `refuse or answer a command`(refusal: Refusal) throws {
    let senses = try pair(refusal.quirk, refusal.kind) {
      $0.send(HexFixture(refusal.command), reply: refusal.reply).sense
    }
    #expect(senses == [refusal.before, refusal.after])
  }

  /// A quirk and some bytes of a reply without and with it.
  struct Change: Sendable {
    var quirk: VirtualDriveQuirk
    var kind: MediumKind
    var command: String
    var offset: Int
    var before: [UInt8]
    var after: [UInt8]
  }

  @Test(arguments: [
    Change(
      quirk: .blankAddressMinus150, kind: .cdR, command: "52 01 00 00 00 01 00 00 30 00",
      offset: 12, before: [0, 0, 0, 0], after: [0xFF, 0xFF, 0xFF, 0x6A]),
    Change(
      quirk: .atipZero, kind: .cdR, command: "43 02 04 00 00 00 00 00 20 00", offset: 8,
      before: [0x61, 0x22, 0x17], after: [0, 0, 0]),
    Change(
      quirk: .atipBCD, kind: .cdR, command: "43 02 04 00 00 00 00 00 20 00", offset: 8,
      before: [0x61, 0x22, 0x17], after: [0x97, 0x34, 0x23]),
    Change(
      quirk: .linkSizeGarbage, kind: .dvdMinusR, command: "46 02 00 21 00 00 00 00 30 00",
      offset: 15, before: [1], after: [0x77]),
    Change(
      quirk: .unknownBlockType, kind: .dvdMinusR, command: "5A 08 05 00 00 00 00 00 3C 00",
      offset: 12, before: [0x08], after: [0x0F]),
    Change(
      quirk: .bogusLengths, kind: .cdR, command: "52 01 00 00 00 01 00 00 30 00", offset: 0,
      before: [0, 0x2E], after: [0, 0x4E]),
    Change(
      quirk: .bogusLengths, kind: .cdR, command: "43 02 04 00 00 00 00 00 20 00", offset: 0,
      before: [0, 0x1E], after: [0, 0x3E]),
    Change(
      quirk: .bogusLengths, kind: .cdR, command: "42 00 40 02 00 00 00 00 18 00", offset: 2,
      before: [0, 0x14], after: [0, 0x34]),
    Change(
      quirk: .bogusLengths, kind: .cdR, command: "BD 00 00 00 00 00 00 00 00 08 00 00", offset: 6,
      before: [0, 0], after: [0, 0x20]),
    Change(
      quirk: .modeLengthShort, kind: .cdR, command: "5A 08 05 00 00 00 00 00 3C 00", offset: 0,
      before: [0, 0x3A], after: [0, 0x38]),
    Change(
      quirk: .shortCapabilities, kind: .cdR, command: "5A 08 2A 00 00 00 00 00 48 00", offset: 0,
      before: [0, 0x3E, 0, 0, 0, 0, 0, 0, 0x2A, 0x36],
      after: [0, 0x1A, 0, 0, 0, 0, 0, 0, 0x2A, 0x12]),
    Change(
      quirk: .oneSpeed, kind: .bdR, command: "AC 00 00 00 00 00 00 00 00 00 03 00", offset: 0,
      before: [0, 0, 0, 0x64], after: [0, 0, 0, 0x14]),
    Change(
      quirk: .modeLengthWrong, kind: .cdR, command: "5A 08 05 00 00 00 00 00 3C 00", offset: 0,
      before: [0, 0x3A], after: [0, 0x3C]),
    Change(
      quirk: .blockDescriptor, kind: .cdR, command: "5A 08 05 00 00 00 00 00 44 00", offset: 0,
      before: [0, 0x3A, 0, 0, 0, 0, 0, 0, 0x05], after: [0, 0x42, 0, 0, 0, 0, 0, 8, 0]),
    Change(
      quirk: .oneSpeed, kind: .bdR, command: "AC 00 00 00 00 00 00 00 00 02 03 00", offset: 0,
      before: [0, 0, 0, 0x64], after: [0, 0, 0, 0x14]),
    Change(
      quirk: .noSpeeds, kind: .bdR, command: "AC 00 00 00 00 00 00 00 00 02 03 00", offset: 0,
      before: [0, 0, 0, 0x64], after: [0, 0, 0, 0]),
    Change(
      quirk: .irrelevantSpeed, kind: .dvdPlusR, command: "AC 14 00 00 00 00 00 00 00 01 00 00",
      offset: 18, before: [0x05, 0x3F, 0, 0, 0x56, 0x90], after: [0x05, 0x3F, 0, 0, 0, 0xB0]),
    Change(
      quirk: .speedsZero, kind: .dvdPlusR, command: "5A 08 2A 00 00 00 00 00 48 00", offset: 42,
      before: [0x56, 0x90], after: [0, 0]),
    Change(
      quirk: .speedsOfCompactDisc, kind: .dvdPlusR, command: "5A 08 2A 00 00 00 00 00 48 00",
      offset: 42, before: [0x56, 0x90], after: [0x02, 0xC2]),
    Change(
      quirk: .noProfileOfCompactDisc, kind: .cdR, command: "46 01 00 00 00 00 00 00 08 00",
      offset: 6, before: [0, 9], after: [0, 0]),
    Change(
      quirk: .trackSizeZero, kind: .dvdPlusR, command: "52 01 00 00 00 01 00 00 30 00", offset: 24,
      before: [0, 0x23, 0x05, 0x40], after: [0, 0, 0, 0]),
    Change(
      quirk: .illegalDefaults, kind: .cdR, command: "5A 08 05 00 00 00 00 00 3C 00", offset: 22,
      before: [0, 150], after: [0xFF, 0xFF]),
  ])
  func `change a reply`(change: Change) throws {
    let replies = try pair(change.quirk, change.kind) {
      $0.send(HexFixture(change.command), reply: 256).bytes
    }
    for (reply, bytes) in zip(replies, [change.before, change.after]) {
      expectBytes(
        reply[change.offset..<change.offset + bytes.count], equal: HexFixture(bytes: bytes))
    }
  }

  @Test func `make the ATIP two bytes long`() throws {
    let counts = try pair(.atipShort, .cdR) {
      $0.send("43 02 04 00 00 00 00 00 20 00", reply: 32).bytes.count
    }
    #expect(counts == [32, 2])
  }

  private func closedDisc(_ bench: DriveBench) -> DriveBench {
    bench.selectTrackAtOnce()
    bench.burn(0..<320)
    bench.close(2)
    return bench
  }

  @Test func `spoil the full list of contents`() throws {
    func list(_ bench: DriveBench) -> [UInt8] {
      closedDisc(bench).send("43 02 02 00 00 00 01 01 00 00", reply: 256).bytes
    }
    // The lead-out of 322 blocks is at 00:06:22.
    let times = try pair(.tocBCD, .cdR) { Array(list($0)[34..<37]) }
    #expect(times == [[0, 6, 22], [0, 6, 0x22]])
    #expect(try pair(.tocLengthOff, .cdR) { list($0)[1] } == [46, 49])
  }

  @Test func `stall the bus for short pages`() throws {
    let bench = try DriveBench(.cdR, options: .init(quirks: [.shortModesStall]))
    #expect(throws: TransportError.timedOut) {
      try bench.trySend("5A 08 2A 00 00 00 00 00 1D 00", reply: 29)
    }
    #expect(bench.send("5A 08 2A 00 00 00 00 00 1E 00", reply: 30).status == 0)
  }

  @Test func `stall the bus for the full list of contents`() throws {
    let bench = try DriveBench(.cdR, options: .init(quirks: [.tocStalls]))
    for format in ["02", "04"] {
      #expect(throws: TransportError.timedOut) {
        try bench.trySend(HexFixture("43 02 \(format) 00 00 00 00 00 20 00"), reply: 32)
      }
    }
    #expect(bench.test().status == 0)
  }

  @Test func `make up two tracks on DVD-R`() throws {
    let tracks = try pair(.tocOfTwoTracks, .dvdMinusR) { bench in
      bench.selectDVD()
      bench.burn(0..<320)
      bench.close(2)
      return bench.send("43 00 00 00 00 00 00 00 40 00", reply: 64).bytes[3]
    }
    #expect(tracks == [1, 2])
  }

  @Test func `refuse to close a track of a CD`() throws {
    func sense(_ bench: DriveBench, testWrite: Bool) -> String {
      bench.selectTrackAtOnce(testWrite: testWrite)
      bench.burn(0..<320)
      return bench.close(1, track: 1).sense
    }
    #expect(try pair(.closeTrackFails, .cdR) { sense($0, testWrite: false) } == ["", "5/24/00"])
    #expect(try pair(.closeTrackFailsInTest, .cdR) { sense($0, testWrite: false) } == ["", ""])
    #expect(
      try pair(.closeTrackFailsInTest, .cdR) { sense($0, testWrite: true) } == ["", "5/24/00"])
  }

  @Test func `tell another number of speeds at every other time`() throws {
    let lengths = try pair(.varyingSpeeds, .bdR) { bench in
      (0..<3).map { _ in
        bench.send("AC 00 00 00 00 00 00 00 00 02 03 00", reply: 40).long(0)
      }
    }
    #expect(lengths == [[100, 100, 100], [100, 16_100, 100]])
  }

  @Test func `jam when the buffer is asked for twice`() throws {
    let senses = try pair(.bufferCapacityJams, .dvdMinusR) { bench in
      bench.selectDVD()
      bench.write(0..<32)
      for _ in 0..<2 { _ = bench.send("5C 00 00 00 00 00 00 00 0C 00", reply: 12) }
      return (0..<2).map { _ in bench.write(32..<64).sense }
    }
    #expect(senses == [["", "5/21/02"], ["2/04/08", "2/04/08"]])
  }

  @Test func `tell the buffer of two seconds ago, or always an empty one`() throws {
    func free(_ bench: DriveBench) -> [Bool] {
      bench.write(0..<32)
      let first = bench.send("5C 00 00 00 00 00 00 00 0C 00", reply: 12)
      bench.write(32..<1024)
      let second = bench.send("5C 00 00 00 00 00 00 00 0C 00", reply: 12)
      return [first, second].map { $0.long(8) == $0.long(4) }
    }
    #expect(try pair(.bufferCapacityLags, .bdR, free) == [[false, false], [true, true]])
    #expect(try pair(.bufferAlwaysFree, .bdR, free) == [[false, false], [true, true]])
  }

  @Test func `stay busy when an operation is done`() throws {
    let senses = try pair(.busyAfterReady, .dvdPlusR) { bench in
      // It has just read its disc, which is an operation that is done, too.
      for _ in 0..<2 { _ = bench.discInformation() }
      bench.burn(0..<32)
      _ = bench.send("5B 01 01 00 00 01 00 00 00 00")
      bench.settle()
      return (0..<3).map { _ in bench.discInformation().sense }
    }
    #expect(senses == [["", "", ""], ["2/04/07", "2/04/07", ""]])
  }

  @Test func `call themselves ready while they write on`() throws {
    let senses = try pair(.synchronizeLies, .dvdPlusR) { bench in
      bench.burn(0..<1024)
      _ = bench.send("35 02 00 00 00 00 00 00 00 00")
      return [bench.test().sense, bench.close(1, track: 1).sense]
    }
    #expect(senses == [["2/04/08", "2/04/08"], ["", "2/04/08"]])
  }

  @Test func `close at the sixth attempt`() throws {
    let senses = try pair(.closeBusy, .dvdPlusR) { bench in
      bench.burn(0..<32)
      bench.synchronize()
      return (0..<6).map { _ in bench.close(1, track: 1).sense }
    }
    #expect(senses[0] == .init(repeating: "", count: 6))
    #expect(senses[1] == .init(repeating: "2/04/07", count: 5) + [""])
  }

  @Test func `want more of page 05h`() throws {
    // A disc at once with packets of 0 blocks.
    #expect(
      try pair(.strictPage, .dvdMinusR) { $0.selectDVD(discAtOnce: true).sense }
        == ["", "5/26/00"])
    #expect(try pair(.strictPage, .dvdMinusR) { $0.selectDVD().sense } == ["", ""])
  }

  /// SET STREAMING for 8,310 kB/s up to an address.
  private func setStreaming(_ bench: DriveBench, end: [UInt8] = [0, 0, 0x10, 0]) -> String {
    bench.send(
      "B6 00 00 00 00 00 00 00 00 00 1C 00",
      data: [0, 0, 0, 0, 0, 0, 0, 0] + end
        + [0, 0, 0x20, 0x76, 0, 0, 3, 0xE8, 0, 0, 0x20, 0x76, 0, 0, 3, 0xE8]
    ).sense
  }

  @Test func `refuse SET STREAMING`() throws {
    #expect(try pair(.streamingFails, .dvdPlusR) { setStreaming($0) } == ["", "5/24/00"])
    #expect(try pair(.streamingOutOfRange, .dvdPlusRW) { setStreaming($0) } == ["", "5/21/00"])
    #expect(try pair(.streamingOutOfRange, .dvdPlusR) { setStreaming($0) } == ["", ""])
    let all: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    #expect(
      try pair(.streamingWantsEnd, .dvdPlusR) { setStreaming($0, end: all) } == ["", "5/26/00"])
  }

  @Test func `keep the speed for the next medium`() throws {
    let speeds = try pair(.speedSurvives, .dvdPlusR) { bench in
      _ = setStreaming(bench)
      _ = bench.send("1B 00 00 00 02 00")
      _ = bench.send("1B 00 00 00 03 00")
      bench.settle()
      return bench.send("AC 14 00 00 00 00 00 00 00 01 00 00", reply: 24).long(12)
    }
    #expect(speeds == [22_160, 8310])
  }

  @Test func `are not ready for the first write`() throws {
    let senses = try pair(.firstWriteBusy, .dvdPlusR) { bench in
      let first = bench.write(0..<16).sense
      bench.drive.pause(.seconds(21))
      return [first, bench.write(0..<16).sense]
    }
    #expect(senses == [["", "5/21/02"], ["2/04/01", ""]])
  }

  @Test func `are not ready for the first write on the second layer`() throws {
    // The second layer begins at block 1,008.
    let senses = try pair(.firstWriteBusy, .dvdPlusRDualLayer, blocks: 2000) { bench in
      _ = bench.write(0..<16)
      bench.drive.pause(.seconds(21))
      _ = bench.write(0..<16)
      bench.burn(16..<976)
      let first = bench.write(976..<1008).sense + bench.write(1008..<1024).sense
      bench.drive.pause(.seconds(21))
      return [first, bench.write(1008..<1024).sense]
    }
    #expect(senses == [["", "5/21/02"], ["2/04/01", ""]])
  }

  @Test func `say nothing of progress, or something else of closing`() throws {
    func closing(_ bench: DriveBench) -> Outcome {
      bench.burn(0..<32)
      bench.synchronize()
      _ = bench.send("5B 01 01 00 00 01 00 00 00 00")
      return bench.test()
    }
    #expect(
      try pair(.noProgress, .dvdPlusR) { closing($0).senseBytes[15] & 0x80 } == [0x80, 0])
    #expect(try pair(.closingAttention, .dvdPlusR) { closing($0).sense } == ["2/04/07", "6/2E/00"])
    #expect(
      try pair(.closingAsLongWrite, .dvdPlusR) { closing($0).sense } == ["2/04/07", "2/04/08"])
  }

  @Test func `take a disc at once alone after a minimal blank`() throws {
    let results = try pair(.minimalBlankOnceOnly, .dvdMinusRW) { bench in
      _ = bench.blank(1)
      bench.selectDVD()
      let offers = ConfigurationTests.currentFeatures(bench).contains(0x0021)
      let sense = bench.write(0..<16).sense
      bench.selectDVD(discAtOnce: true)
      return "\(offers) \(sense) \(bench.reserve(64).sense)"
    }
    #expect(results == ["true  5/2C/00", "false 5/64/00 "])
  }

  @Test func `format less than others`() throws {
    let quick = try pair(.noQuickCertification, .bdRE, blocks: 31_744) {
      $0.format("00 00 78 00 C3 00 00 00").sense
    }
    #expect(quick == ["", "5/26/00"])
    let sizes = try pair(.uncertifiedIgnored, .dvdRAM) { bench in
      _ = bench.format("00 23 05 20 00 00 08 00", flags: 0x20)
      return bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).long(0)
    }
    #expect(sizes == [2_295_071, 2_236_703])
  }

  @Test func `spoil short streams`() throws {
    let good = try pair(.shortStreamsCorrupt, .bdRE, blocks: 31_744) { bench in
      _ = bench.format("00 00 78 00 00 00 08 00")
      let data = DriveBench.pattern(0..<32)
      _ = bench.send("AA 00 00 00 00 00 00 00 00 20 80 00", data: data)
      let long = bench.read(0..<32).bytes == data
      _ = bench.send("AA 00 00 00 00 00 00 00 00 10 80 00", data: DriveBench.pattern(0..<16))
      return [long, bench.read(0..<16).bytes == DriveBench.pattern(0..<16)]
    }
    #expect(good == [[true, true], [true, false]])
  }

  @Test func `call a formatted BD-R blank, and take three sessions`() throws {
    let states = try pair(.formattedIsBlank, .bdR, blocks: 31_744) { bench in
      _ = bench.format("00 00 78 00 C9 00 00 00")
      return bench.discInformation().bytes[2]
    }
    #expect(states == [1, 0])
    let senses = try pair(.fewSessions, .bdR) { bench in
      for session in 0..<3 {
        bench.burn(session * 32..<session * 32 + 32)
        bench.close(1, track: UInt8(session + 1))
        bench.close(2)
      }
      return bench.write(96..<128).sense
    }
    #expect(senses == ["", "5/72/05"])
  }

  @Test func `never run out of events`() throws {
    let events = try pair(.endlessEvents, .cdR) { bench in
      (0..<8).map { _ in bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8).bytes[4] }.last
    }
    #expect(events == [0, 2])
  }

  @Test func `refuse a write now and then`() throws {
    let senses = try pair(.sporadicRefusal, .dvdPlusR) { bench in
      bench.burn(0..<49 * 32)
      return [bench.write(1568..<1600).sense, bench.write(1568..<1600).sense]
    }
    #expect(senses == [["", "5/21/02"], ["5/24/00", ""]])
  }

  @Test func `tell another capacity`() throws {
    #expect(
      try pair(.exactCapacity, .cdR) {
        closedDisc($0).send("25 00 00 00 00 00 00 00 00 00", reply: 8).long(0)
      } == [321, 319])
    let stale = try pair(.staleCapacity, .cdR) { bench in
      _ = closedDisc(bench)
      try bench.drive.insert(.dvdPlusR)
      bench.settle()
      return (0..<2).map { _ in
        bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).long(0)
      }
    }
    #expect(stale == [[0, 0], [321, 0]])
  }

  @Test func `never leave the test write`() throws {
    let bits = try pair(.testWriteSticks, .cdR) { bench in
      bench.selectTrackAtOnce(testWrite: true)
      bench.selectTrackAtOnce()
      return bench.send("5A 08 05 00 00 00 00 00 3C 00", reply: 60).bytes[10] & 0x10
    }
    #expect(bits == [0, 0x10])
  }

  @Test func `are kept in the drive's folder`() throws {
    let root = try TemporaryFolder()
    let folder = root.path("drive")
    try VirtualDrive.create(at: folder, name: "Odd", quirks: [.noConfiguration, .closeBusy])
    let text = try String(contentsOfFile: folder.appending("drive.json").string, encoding: .utf8)
    #expect(text.contains("\"close-busy\",\n    \"no-configuration\""))
    let drive = try VirtualDrive(folder: folder, access: .exclusive)
    let command = DriveBench.block("46 01 00 00 00 00 00 00 08 00")
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 8, alignment: 8)
    defer { buffer.deallocate() }
    let completion = try drive.execute(command, data: .fromDrive(buffer), timeout: .seconds(10))
    #expect(completion.status == .checkCondition)
    #expect(completion.sense[12] == 0x20)
  }
}
