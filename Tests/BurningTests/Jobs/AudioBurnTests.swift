import CompactDisc
import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Burning an audio disc") struct AudioBurnTests {
  @Test(arguments: [MediumKind.cdR, .cdRW])
  func `puts every sample and every word on the disc, and proves it`(
    kind: MediumKind
  ) async throws {
    let bench = try BurnBench.audio(kind)
    let outcome = try await bench.run(try await bench.plan(.rich))
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    #expect(report.medium == .closed)
    #expect(report.blocks == BlockCount(Music.rich.expectedProgram.count / 2352))
    let audio = try #require(report.audio)
    #expect(audio.recording == .sessionAtOnce)
    #expect(audio.losses == [] && audio.unconfirmed == [])
    #expect(audio.readOffset == .zero)
    let disc = try bench.exported()
    expectBytes(disc.sectors, equal: Music.rich.expectedProgram)
    #expect(
      disc.sheet == """
        CATALOG 0123456789012
        TITLE "Demo"
        PERFORMER "Anna"
        FILE "disc.bin" BINARY
          TRACK 01 AUDIO
            TITLE "Prelude"
            PERFORMER "Anna"
            ISRC DEABC2500001
            INDEX 01 00:00:00
          TRACK 02 AUDIO
            TITLE "Fugue"
            PERFORMER "Anna"
            INDEX 00 00:05:00
            INDEX 01 00:07:00
            INDEX 02 00:08:25
          TRACK 03 AUDIO
            TITLE "Rondeau à deux"
            PERFORMER "Anna"
            INDEX 01 00:13:00

        """)
  }

  @Test func `keeps the tray locked from the first track to the last`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.simple),
      faults: [.on(0x5D, calls: nil, .sense(VirtualSense(0x5, 0x26, 0x00)))])
    #expect(try outcome.report().audio?.recording == .trackAtOnce)
    // The tracks end with the cache that is written; what is closed is the session.
    #expect(outcome.commands(0x5B).map { $0.bytes[2] } == [2])
    #expect(try await bench.reference().inspect().medium?.tracks.count == 2)
    let told = outcome.commands.filter { [0x1E, 0x2A, 0x5B].contains($0.operationCode) }
    let first = try #require(told.firstIndex { $0.operationCode == 0x2A })
    let last = try #require(told.lastIndex { $0.operationCode == 0x5B })
    #expect(told[..<first].last { $0.operationCode == 0x1E }?.bytes[4] == 1)
    #expect(!told[first...last].contains { $0.operationCode == 0x1E })
  }

  @Test func `joins tracks sample for sample`() async throws {
    let bench = try BurnBench.audio()
    var music = Music.plain
    music.tracks[1].pregap = 0
    let outcome = try await bench.run(try await bench.plan(music))
    #expect(try outcome.report().proof == .everyBlock)
    expectBytes(
      Array(try bench.exported().sectors.prefix(music.samples(0).count + 4000)),
      equal: music.samples(0) + music.samples(1).prefix(4000))
  }

  /// MMC-6, "Write Parameters Mode Page", "SEND CUE SHEET Command", typed by hand.
  @Test func `tells the drive what comes, byte for byte`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.rich))
    let page = try #require(outcome.commands(0x55).first?.parameters)
    // Underrun protection and session at once; no further session; audio; pause of 150.
    #expect(Array(page[8..<13]) == [0x05, 0x32, 0x42, 0x00, 0x00])
    let golden: HexFixture = """
      02 30 31 32 33 34 35 36   # catalogue number
      02 37 38 39 30 31 32 00
      01 00 00 41 00 00 00 00   # lead-in with CD-TEXT
      03 01 44 45 41 42 43 32   # recording code of track 1
      03 01 35 30 30 30 30 31
      01 01 00 00 00 00 00 00   # track 1, index 0
      01 01 01 00 00 00 02 00   # index 1
      01 02 00 00 00 00 07 00   # track 2, index 0: 375 sectors later
      01 02 01 00 00 00 09 00
      01 02 02 00 00 00 0A 19   # index 2: 100 sectors later
      01 03 01 00 00 00 0F 00   # track 3 joins in its sector
      01 AA 01 01 00 00 14 01   # lead-out
      """
    expectBytes(try #require(outcome.commands(0x5D).first?.parameters), equal: golden)
    let writes = outcome.commands(0x2A)
    // The lead-in of a virtual disc begins at 97:34:23.
    let first = try #require(writes.first?.range)
    #expect(first.lowerBound == -11_077 && first.count == 64)
    #expect(writes.last?.range.upperBound == 1351)
    #expect(writes.first { $0.range.lowerBound == -150 }?.range == -150..<(-125))
    #expect(outcome.commands(0x35).count == 2)
  }

  @Test func `writes no lead-in where there are no texts`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.plain))
    #expect(outcome.commands(0x2A).first?.range.lowerBound == -150)
    #expect(try outcome.report().proof == .everyBlock)
    #expect(!(try bench.exported().sheet.contains("TITLE")))
  }

  @Test func `leaves texts out if they are not wished`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.rich, text: .leftOut))
    #expect(try outcome.report().audio?.losses == [])
    let sheet = try bench.exported().sheet
    #expect(!sheet.contains("TITLE") && sheet.contains("ISRC DEABC2500001"))
  }

  @Test func `reads only samples back if that is wished`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.plain, verification: .quick))
    guard case .sample(let blocks) = try outcome.report().proof else {
      Issue.record("\(try outcome.report().proof)")
      return
    }
    // 1,351 sectors are 55 chunks of 25: the first, each sixteenth, the last.
    #expect(blocks == BlockCount(25 * 4 + 1))
    #expect(outcome.commands(0xBE).count < 10)
  }

  @Test func `reads nothing back if that is wished`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.plain, verification: .none))
    #expect(try outcome.report().proof == .nothing)
    #expect(outcome.commands(0xBE).isEmpty)
  }
}
