import CompactDisc
import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Drives that will not write audio as it is asked for") struct AudioRefusalTests {
  private static let invalid = VirtualSense(0x5, 0x26, 0x00)
  private static let noSheet = FaultScript.Rule.on(0x5D, calls: nil, .sense(invalid))
  private static let noPage = FaultScript.Rule.on(0x55, .sense(invalid))

  @Test(arguments: [noSheet, noPage])
  func `write track by track if nothing is lost by it`(fault: FaultScript.Rule) async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.simple), faults: [fault])
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    #expect(report.medium == .closed)
    #expect(report.audio?.recording == .trackAtOnce)
    #expect(report.audio?.losses == [])
    // 300 sectors, the run-out, 150 of pause, 320 sectors and the run-out.
    let sectors = try bench.exported().sectors
    expectBytes(Array(sectors.prefix(300 * 2352)), equal: Music.simple.samples(0))
    let second = Music.simple.samples(1)
    expectBytes(Array(sectors[452 * 2352..<452 * 2352 + second.count]), equal: second)
  }

  @Test func `stop before anything is written where tracks should join`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.plain), faults: [Self.noSheet])
    let error = try #require(outcome.error)
    #expect(error.code == .sessionAtOnceRefused([.gapChanged(track: 3)]))
    #expect(error.medium == .untouched)
    #expect(error.recovery == .burnTrackByTrack)
    #expect(outcome.commands(0x2A).isEmpty)
  }

  @Test func `write track by track what was allowed to be lost, and say so`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.rich, acceptsLosses: true), faults: [Self.noSheet])
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    #expect(
      report.audio?.losses == [
        .textLeftOut, .indicesLeftOut(track: 2), .gapChanged(track: 3),
      ])
    // The codes are in the mode page.
    #expect(report.audio?.unconfirmed == [])
    #expect(try bench.exported().sheet.contains("ISRC DEABC2500001"))
  }

  /// MMC-6, "Write Parameters Mode Page", typed by hand.
  @Test func `are told of each track, byte for byte`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.rich, acceptsLosses: true), faults: [Self.noSheet])
    // Those before tell of the session, and make the drive forget it.
    let pages = outcome.commands(0x55).map(\.parameters).suffix(3)
    let head: HexFixture = """
      00 00 00 00 00 00 00 00   # header: a length that is reserved, no block descriptors
      05 32                     # page 5, 50 bytes
      41                        # underrun protection, track at once
      00                        # no further session, audio of two channels, no copy allowed
      00                        # 2,352 bytes a sector
      00 00 00 00 00            # link size, reserved, application, CD-DA, reserved
      00 00 00 00 00 96         # packet size, pause of 150 sectors
      80                        # the catalogue number is valid
      30 31 32 33 34 35 36 37 38 39 30 31 32  00 00
      """
    let code: HexFixture = "80  44 45 41 42 43 32 35 30 30 30 30 31  00 00 00  00 00 00 00"
    let first = try #require(pages.first)
    expectBytes(first, equal: head.bytes + code.bytes)
    // Only the first track has a code.
    for page in pages.dropFirst() { #expect(page[40] & 0x80 == 0) }
  }

  @Test func `stop before anything is written if they will not take CD-TEXT`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.rich), faults: [.on(0x5D, .sense(Self.invalid))])
    let error = try #require(outcome.error)
    #expect(error.code == .textRefused)
    #expect(error.medium == .untouched)
    #expect(error.recovery == .burnWithoutText)
    #expect(outcome.commands(0x2A).isEmpty)
    // The next burn is not disturbed by the sheet that the drive took.
    #expect(try await bench.run(try await bench.plan(.plain)).report().proof == .everyBlock)
  }

  @Test func `write without CD-TEXT if that is allowed, and say so`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.rich, text: .whereTaken), faults: [.on(0x5D, .sense(Self.invalid))])
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    #expect(report.audio?.recording == .sessionAtOnce)
    #expect(report.audio?.losses == [.textLeftOut])
    #expect(outcome.commands(0x2A).first?.range.lowerBound == -150)
    #expect(!(try bench.exported().sheet.contains("TITLE")))
  }

  @Test func `fail as drives do if they are broken and not merely unable`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.simple),
      faults: [.on(0x5D, calls: nil, .sense(VirtualSense(0x4, 0x44, 0x00)))])
    #expect(outcome.error?.code == .driveFailed)
    #expect(outcome.error?.medium == .untouched)
  }
}
