import MMC
import Testing

@testable import VirtualDrive

@Suite("What a medium remembers") struct MediumRecordTests {
  /// A medium with one closed session of `blocks`.
  private func recorded(
    _ kind: MediumKind, _ blocks: Int64, next: RecordedSession.NextSession = .allowed
  ) -> MediumRecord {
    var record = MediumRecord(kind: kind, blocks: kind.nominalBlocks)
    record.record(blocks, control: 4)
    record.closeSession(next: next)
    return record
  }

  /// Blocks of a first session, and where the second begins.
  @Test(
    arguments: [
      (MediumKind.cdR, 300, 11_702), (.cdR, 1, 11_702), (.cdR, 1000, 12_402),
      (.dvdPlusR, 1, 2064), (.dvdPlusR, 16, 2064), (.dvdPlusR, 17, 2080),
      (.bdR, 1, 32), (.bdR, 33, 64), (.bdR, 64, 64),
    ] as [(MediumKind, Int64, Int64)])
  func `tells where the second session begins`(kind: MediumKind, blocks: Int64, next: Int64) {
    let record = recorded(kind, blocks)
    #expect(record.nextWritableAddress == next)
    #expect(record.countedSessions == 2)
  }

  @Test func `has later sessions on CD closer together`() {
    var record = recorded(.cdR, 300)
    record.record(300, control: 4)
    record.closeSession(next: .allowed)
    #expect(record.nextWritableAddress == 18_904)
  }

  @Test(arguments: [RecordedSession.NextSession.none, .forbidden])
  func `ends with a session that no other may follow`(next: RecordedSession.NextSession) {
    let record = recorded(.cdR, 300, next: next)
    #expect(record.isFinalized)
    #expect(record.nextWritableAddress == nil)
    #expect(record.writableTrackStart == nil)
    #expect(record.countedSessions == 1)
  }

  @Test func `keeps what the host wrote apart from what was added`() throws {
    var record = MediumRecord(kind: .bdR, blocks: 12_219_392)
    record.record(40, control: 4)
    record.flush()
    var track = try #require(record.openTrack)
    #expect((track.writtenBlocks, track.recordedBlocks) == (40, 64))
    record.record(1, control: 4)
    track = try #require(record.openTrack)
    #expect((track.writtenBlocks, track.recordedBlocks) == (65, 65))
    record.closeTrack()
    #expect(record.openTrack == nil)
    #expect(record.tracks[0].recordedBlocks == 96)
    #expect(record.recordedEnd == 96)
  }

  @Test func `has nothing to flush, close or recover when nothing is open`() {
    let blank = MediumRecord(kind: .cdR, blocks: 359_849)
    var record = blank
    record.flush()
    record.closeTrack()
    record.closeSession(next: .allowed)
    record.recover()
    #expect(record == blank)
  }

  @Test func `is damaged after a recording that broke off, and only then`() {
    var record = MediumRecord(kind: .dvdPlusR, blocks: 2_295_104)
    record.record(20, control: 4)
    var synchronized = record
    synchronized.flush()
    synchronized.recover()
    #expect(!synchronized.tracks[0].isDamaged)
    record.recover()
    #expect(record.tracks[0].isDamaged)
    #expect(!record.tracks[0].isBeingWritten)
    #expect(record.tracks[0].recordedBlocks == 32)
  }

  @Test func `is damaged in a new track when its first block fails`() throws {
    var record = MediumRecord(kind: .bdR, blocks: 12_219_392)
    record.damage()
    #expect(try #require(record.openTrack).isDamaged)
    #expect(record.nextWritableAddress == 0)
    #expect(!record.isBlank)
  }

  @Test func `can read what is recorded and nothing else`() {
    var record = MediumRecord(kind: .cdR, blocks: 359_849)
    record.record(300, control: 4)
    record.closeTrack()
    record.record(400, control: 4)
    record.closeSession(next: .none)
    #expect(record.tracks.map(\.start) == [0, 452])
    #expect(record.readability(of: 0..<300) == .readable)
    #expect(record.readability(of: 452..<852) == .readable)
    #expect(record.readability(of: 0..<301) == .unreadable(at: 300))
    #expect(record.readability(of: 303..<310) == .unreadable(at: 303))
    #expect(record.readability(of: 302..<452) == .unreadable(at: 302))
    #expect(record.readability(of: 400..<460) == .unreadable(at: 400))
    #expect(record.readability(of: 851..<853) == .unreadable(at: 852))
    #expect(record.readability(of: 853..<855) == .outOfRange)
    #expect(record.readability(of: -1..<1) == .outOfRange)
    #expect(record.readability(of: 10..<10) == .readable)
  }

  @Test func `offers no track where the least one does not fit`() {
    var record = MediumRecord(kind: .cdR, blocks: 12_001)
    record.record(300, control: 4)
    record.closeSession(next: .allowed)
    #expect(record.writableTrackStart == nil)
    record = MediumRecord(kind: .cdR, blocks: 12_002)
    record.record(300, control: 4)
    record.closeSession(next: .allowed)
    #expect(record.writableTrackStart == 11_702)
  }

  @Test func `offers no more than the greatest number of tracks`() {
    var record = MediumRecord(kind: .dvdPlusR, blocks: 2_295_104)
    for _ in 0..<153 {
      record.record(16, control: 4)
      record.closeTrack()
    }
    #expect(record.nextWritableAddress == nil)
    record.record(16, control: 4)
    #expect(record.trackCount == 153)
  }
}

@Suite("Times on a compact disc") struct CompactDiscTimeTests {
  /// Pairs from MMC-6, "LBA to MSF translation".
  @Test(
    arguments: [
      (-150, [0, 0, 0]), (0, [0, 2, 0]), (302, [0, 6, 2]), (359_849, [79, 59, 74]),
      (-151, [99, 59, 74]), (-11_077, [97, 34, 23]), (333_225, [74, 5, 0]),
    ] as [(Int64, [UInt8])])
  func `are minutes, seconds and frames`(address: Int64, time: [UInt8]) {
    #expect(CompactDiscTime.bytes(of: address) == time)
  }
}

@Suite("The write buffer") struct WriteBufferTests {
  @Test func `drains at the speed of the laser and never below nothing`() {
    var buffer = WriteBuffer(capacity: 1_000_000)
    #expect(buffer.freeBytes(at: .seconds(1), rate: 100_000) == 1_000_000)
    buffer.add(400_000)
    #expect(buffer.freeBytes(at: .seconds(1), rate: 100_000) == 600_000)
    #expect(buffer.freeBytes(at: .seconds(3), rate: 100_000) == 800_000)
    #expect(buffer.drainTime(at: .seconds(3), rate: 100_000) == .seconds(2))
    #expect(buffer.freeBytes(at: .seconds(60), rate: 100_000) == 1_000_000)
    #expect(buffer.drainTime(at: .seconds(60), rate: 100_000) == .zero)
  }

  @Test func `does not fill again when the clock goes back`() {
    var buffer = WriteBuffer(capacity: 1000)
    buffer.add(500)
    _ = buffer.freeBytes(at: .seconds(2), rate: 100)
    #expect(buffer.freeBytes(at: .seconds(1), rate: 100) == 700)
  }
}

@Suite("The drive's clock") struct RunningClockTests {
  @Test func `stands still until something passes`() {
    var clock = RunningClock(.instant(polls: 4))
    #expect(clock.now == .zero)
    #expect(clock.pause(.seconds(3)) == .zero)
    #expect(clock.now == .seconds(3))
    clock.spend(.seconds(2))
    #expect(clock.now == .seconds(5))
    let end = clock.endCommand(limit: .seconds(10))
    #expect(end.sleep == .zero)
    #expect(end.isInTime)
    #expect(clock.now == .seconds(5))
    clock.wasAsked(about: .seconds(8))
    #expect(clock.now >= .seconds(7) && clock.now < .seconds(7.001))
  }

  @Test func `counts no more of a command than its limit`() {
    var clock = RunningClock(.instant)
    clock.spend(.seconds(100))
    #expect(!clock.endCommand(limit: .seconds(30)).isInTime)
    #expect(clock.now == .seconds(30))
  }

  @Test func `makes the caller sleep in proportion to its speed`() {
    var clock = RunningClock(.realTime(speed: 10))
    clock.spend(.seconds(5))
    #expect(clock.endCommand(limit: .seconds(60)).sleep == .milliseconds(500))
    #expect(clock.pause(.seconds(1)) == .milliseconds(100))
    #expect(clock.now < .seconds(5))
  }

  @Test func `ends operations at once when nobody shall be asked to wait`() {
    #expect(RunningClock(.instant(polls: 0)).finishesAtOnce)
    #expect(!RunningClock(.instant).finishesAtOnce)
    #expect(!RunningClock(.realTime()).finishesAtOnce)
  }
}

@Suite("A script of faults") struct FaultRunTests {
  @Test func `applies once, and to the first rule that is met`() {
    var run = FaultRun(
      FaultScript([
        .on(0x35, .timeout), .on(0x35, calls: nil, .vanish),
      ]))
    #expect(run.match(operation: 0x35, range: nil, written: 0)?.action == .timeout)
    #expect(run.match(operation: 0x35, range: nil, written: 0)?.action == .vanish)
    #expect(run.match(operation: 0x00, range: nil, written: 0) == nil)
  }

  @Test func `tells which blocks of a command it is about`() {
    var run = FaultRun(FaultScript([.onRead(of: 10..<12, .corruption)]))
    let match = run.match(operation: 0x28, range: 8..<16, written: 0)
    #expect(match?.addresses == 10..<12)
    #expect(match?.blocksBefore == 2)
    #expect(run.match(operation: 0x28, range: 12..<20, written: 0) == nil)
    #expect(run.match(operation: 0x2A, range: 8..<16, written: 0) == nil)
    #expect(run.match(operation: 0xA8, range: 11..<12, written: 0)?.addresses == 11..<12)
  }

  @Test func `counts written blocks up to the one that fails`() {
    var run = FaultRun(FaultScript([.after(blocks: 320, .sense(.mediumError))]))
    #expect(run.match(operation: 0x2A, range: 256..<320, written: 256) == nil)
    let match = run.match(operation: 0x2A, range: 288..<352, written: 288)
    #expect(match?.addresses == 320..<352)
    #expect(match?.blocksBefore == 32)
    #expect(run.match(operation: 0x2A, range: 320..<384, written: 320) == nil)
  }

  @Test func `begins at the call it was told`() {
    var run = FaultRun(FaultScript([.onClose(call: 2, calls: 2, .status(.init(rawValue: 8)))]))
    let matches = (0..<5).map { _ in run.match(operation: 0x5B, range: nil, written: 0) != nil }
    #expect(matches == [false, true, true, false, false])
  }
}
