import CompactDisc
import DiscModel
import TestSupport
import Testing

@Suite("SEND CUE SHEET: the sheet of an audio disc") struct CueSheetTests {
  private func sheet(_ disc: AudioDisc, leadIn: CueSheet.LeadIn = .plain) throws -> [UInt8] {
    CueSheet(try AudioDiscPlan(disc, capacity: .minutes80), leadIn: leadIn).bytes
  }

  private func example() throws -> AudioDisc {
    var disc = AudioDiscPlanTests.example
    disc.catalogNumber = try MediaCatalogNumber("0123456789012")
    disc.tracks[0].recordingCode = try ISRC("DEABC2500001")
    return disc
  }

  @Test func `is that of the worked example`() throws {
    expectBytes(
      try sheet(try example()),
      equal: """
        02 30 31 32 33 34 35 36
        02 37 38 39 30 31 32 00
        01 00 00 01 00 00 00 00
        03 01 44 45 41 42 43 32
        03 01 35 30 30 30 30 31
        01 01 00 00 00 00 00 00      # track 1 index 0, address −150
        01 01 01 00 00 00 02 00      # track 1 index 1, address 0
        01 02 00 00 00 03 02 00      # track 2 index 0, address 13500
        01 02 01 00 00 03 04 00      # track 2 index 1, address 13650
        01 03 01 00 00 07 0E 1E      # track 3 index 1, address 32430
        01 AA 01 01 00 09 2D 00      # lead-out
        """)
  }

  @Test func `says that the lead-in carries text`() throws {
    let plain = try sheet(AudioDiscPlanTests.example)
    let text = try sheet(AudioDiscPlanTests.example, leadIn: .text)
    expectBytes(plain.prefix(8), equal: "01 00 00 01 00 00 00 00")
    expectBytes(text.prefix(8), equal: "01 00 00 41 00 00 00 00")
    #expect(plain.dropFirst(8) == text.dropFirst(8))
  }

  @Test func `carries pre-emphasis, copy permission and indices`() throws {
    var disc = AudioDisc(tracks: [
      AudioTrack(blocks: 4500), AudioTrack(blocks: 4500), AudioTrack(blocks: 4500),
    ])
    disc.tracks[0].hasPreEmphasis = true
    disc.tracks[0].recordingCode = try ISRC("DEABC2500001")
    disc.tracks[1].copying = .permitted
    disc.tracks[1].indices = [BlockCount(75)]
    disc.tracks[2].copying = .alreadyCopied
    expectBytes(
      try sheet(disc),
      equal: """
        11 00 00 01 00 00 00 00      # control of the first track
        13 01 44 45 41 42 43 32
        13 01 35 30 30 30 30 31
        11 01 00 00 00 00 00 00
        11 01 01 00 00 00 02 00
        21 02 01 00 00 01 02 00
        21 02 02 00 00 01 03 00
        01 03 01 00 80 02 02 00
        01 AA 01 01 00 03 02 00      # control of the last
        """)
  }
}
