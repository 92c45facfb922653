import TestSupport
import Testing

@testable import VirtualDrive

@Suite("Cue sheets") struct CueSheetTests {
  /// Three audio tracks with a catalogue number, an ISRC, a pregap; 9:45:00 in all.
  static let audio: HexFixture = """
    02 30 31 32 33 34 35 36
    02 37 38 39 30 31 32 00
    01 00 00 01 00 00 00 00
    03 01 44 45 41 42 43 32
    03 01 35 30 30 30 30 31
    01 01 00 00 00 00 00 00      # track 1 index 0, address -150
    01 01 01 00 00 00 02 00      # track 1 index 1, address 0
    01 02 00 00 00 03 02 00      # track 2 index 0, address 13500
    01 02 01 00 00 03 04 00      # track 2 index 1, address 13650
    01 03 01 00 00 07 0E 1E      # track 3 index 1, address 32430
    01 AA 01 01 00 09 2D 00      # lead-out, address 43725
    """

  /// A data track and two of audio.
  static let mixed: HexFixture = """
    41 00 00 14 00 00 00 00
    41 01 00 10 00 00 00 00
    41 01 01 10 00 00 02 00
    01 02 00 00 00 06 2A 00      # address 30000
    01 02 01 00 00 06 2C 00      # address 30150
    01 03 01 00 00 09 2C 00      # address 43650
    01 AA 01 01 00 0C 0E 00      # lead-out, address 54900
    """

  static let limits = CueSheetReader.Limits(end: 359_849)

  private func read(_ bytes: HexFixture) throws(VirtualSense) -> CueSheet {
    try CueSheetReader.read(bytes.bytes, limits: Self.limits)
  }

  @Test func `tell catalogue number, ISRC and every part`() throws {
    let sheet = try read(Self.audio)
    #expect(sheet.catalogNumber == "0123456789012")
    #expect(sheet.recordingCodes == [1: "DEABC2500001"])
    #expect(!sheet.hasText)
    #expect(sheet.parts.map(\.start) == [-150, 0, 13_500, 13_650, 32_430, 43_725])
    #expect(sheet.parts.map(\.track) == [1, 1, 2, 2, 3, 0xAA])
    #expect(sheet.parts.map(\.index) == [0, 1, 0, 1, 1, 1])
    #expect(sheet.start == -150)
    #expect(sheet.leadOut == 43_725)
    #expect(sheet.parts.map(\.form.byteCount) == [2352, 2352, 2352, 2352, 2352, 0])
  }

  @Test func `find the part an address lies in`() throws {
    let sheet = try read(Self.mixed)
    #expect(sheet.part(at: -150)?.part.index == 0)
    #expect(sheet.part(at: -150)?.end == 0)
    #expect(sheet.part(at: 29_999)?.part.form.byteCount == 2048)
    #expect(sheet.part(at: 30_000)?.part.form.byteCount == 2352)
    #expect(sheet.part(at: 54_899)?.end == 54_900)
    #expect(sheet.part(at: 54_900) == nil)
    #expect(sheet.part(at: -151) == nil)
  }

  @Test func `announce CD-TEXT with form 41h in the lead-in`() throws {
    var bytes = Self.audio.bytes
    bytes[19] = 0x41
    #expect(try CueSheetReader.read(bytes, limits: Self.limits).hasText)
  }

  /// Each data form with the bytes of a sector on the wire.
  @Test(
    arguments: [
      (0x00, 2352), (0x01, 0), (0x10, 2048), (0x11, 2352), (0x12, 2048), (0x13, 2352), (0x14, 0),
      (0x20, 2336), (0x21, 2352), (0x22, 2336), (0x23, 2352), (0x24, 0), (0x30, 2336), (0x31, 2352),
      (0x32, 2336), (0x33, 2352), (0x34, 0), (0x40, 2448), (0xC0, 2448), (0x41, 0),
    ] as [(UInt8, Int)])
  func `know the bytes of each form`(form: UInt8, byteCount: Int) {
    #expect(DataForm(rawValue: form).byteCount == byteCount)
  }

  @Test func `know which forms do not exist`() {
    for form in [0x02, 0x0F, 0x15, 0x25, 0x35, 0x3F] as [UInt8] {
      #expect(DataForm(rawValue: form).mainByteCount == nil)
    }
    #expect(DataForm(rawValue: 0x80).subchannel == nil)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var offset: Int
    var bytes: [UInt8]
    var sense: String
    /// The byte that is pointed at.
    var place: Int
    var why: String
    var testDescription: String { why }
  }

  /// One change each to the sheet of three audio tracks.
  static let faults: [Fault] = [
    Fault(offset: 0, bytes: [0x04], sense: "5/26/00", place: 0, why: "ADR 4"),
    Fault(
      offset: 0, bytes: [1, 0, 0, 1, 0, 0, 0, 0], sense: "5/26/00", place: 8,
      why: "MCN behind the lead-in"),
    Fault(offset: 8, bytes: [0x01], sense: "5/26/00", place: 8, why: "half an MCN"),
    Fault(offset: 2, bytes: [0x41], sense: "5/26/02", place: 1, why: "a letter in the MCN"),
    Fault(offset: 15, bytes: [0x31], sense: "5/26/00", place: 15, why: "14 digits in the MCN"),
    Fault(offset: 17, bytes: [1], sense: "5/26/00", place: 17, why: "no lead-in"),
    Fault(offset: 18, bytes: [1], sense: "5/26/00", place: 18, why: "index 1 in the lead-in"),
    Fault(offset: 19, bytes: [0x00], sense: "5/26/01", place: 19, why: "audio in the lead-in"),
    Fault(offset: 22, bytes: [2], sense: "5/26/02", place: 22, why: "a late lead-in"),
    Fault(offset: 25, bytes: [2], sense: "5/26/00", place: 25, why: "ISRC of another track"),
    Fault(offset: 33, bytes: [2], sense: "5/26/00", place: 33, why: "an ISRC in two tracks"),
    Fault(offset: 26, bytes: [0x20], sense: "5/26/02", place: 26, why: "a blank in the ISRC"),
    Fault(offset: 41, bytes: [2], sense: "5/26/00", place: 41, why: "track 2 first"),
    Fault(offset: 42, bytes: [1], sense: "5/26/00", place: 42, why: "no pregap first"),
    Fault(offset: 46, bytes: [1], sense: "5/26/02", place: 45, why: "a late pregap"),
    Fault(offset: 54, bytes: [1], sense: "5/26/02", place: 53, why: "a short pregap"),
    Fault(offset: 50, bytes: [2], sense: "5/26/00", place: 50, why: "no index 1"),
    Fault(offset: 57, bytes: [3], sense: "5/26/00", place: 57, why: "track 3 behind 1"),
    Fault(offset: 59, bytes: [0x02], sense: "5/26/01", place: 59, why: "form 02h"),
    Fault(offset: 59, bytes: [0x80], sense: "5/26/01", place: 59, why: "sub-channel 80h"),
    Fault(offset: 56, bytes: [0x41], sense: "5/26/00", place: 56, why: "data that is audio"),
    Fault(offset: 56, bytes: [0x81], sense: "5/26/00", place: 56, why: "four channels"),
    Fault(offset: 59, bytes: [0x10], sense: "5/26/00", place: 56, why: "audio that is data"),
    Fault(offset: 60, bytes: [0x01], sense: "5/26/00", place: 60, why: "a reserved bit"),
    Fault(offset: 67, bytes: [0x01], sense: "5/26/00", place: 67, why: "index 1 by the drive"),
    Fault(
      offset: 61, bytes: [0, 2, 74], sense: "5/26/02", place: 61, why: "a track of 74 sectors"),
    Fault(offset: 69, bytes: [0], sense: "5/26/02", place: 69, why: "time that runs back"),
    Fault(offset: 62, bytes: [60], sense: "5/26/02", place: 62, why: "second 60"),
    Fault(offset: 63, bytes: [75], sense: "5/26/02", place: 63, why: "frame 75"),
    Fault(offset: 61, bytes: [100], sense: "5/26/02", place: 61, why: "minute 100"),
    Fault(offset: 82, bytes: [0], sense: "5/26/00", place: 82, why: "index 0 in the lead-out"),
    Fault(offset: 83, bytes: [0], sense: "5/26/00", place: 83, why: "a lead-out by the host"),
    Fault(offset: 85, bytes: [80, 0, 0], sense: "5/26/02", place: 85, why: "beyond the medium"),
    Fault(offset: 81, bytes: [4, 1, 0], sense: "5/26/00", place: 81, why: "no lead-out"),
  ]

  @Test(arguments: faults) func `are refused with the byte at fault`(fault: Fault) throws {
    var bytes = Self.audio.bytes
    bytes.replaceSubrange(fault.offset..<fault.offset + fault.bytes.count, with: fault.bytes)
    do throws(VirtualSense) {
      _ = try CueSheetReader.read(bytes, limits: Self.limits)
      Issue.record("taken")
    } catch {
      let text = "\(error.key)/\(hex(error.asc))/\(hex(error.ascq))"
      #expect(text == fault.sense)
      #expect(error.field == .parameter(byte: fault.place))
    }
  }

  private func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  @Test func `are refused when something follows the lead-out`() {
    let bytes = HexFixture(bytes: Self.audio.bytes + [0x01, 0x04, 0x01, 0, 0, 20, 0, 0])
    #expect(throws: VirtualSense.parameter(89)) { try read(bytes) }
  }

  @Test func `are refused when they are cut`() {
    let bytes = Self.audio.bytes
    for count in 0..<bytes.count {
      #expect(throws: VirtualSense.self) {
        try CueSheetReader.read(Array(bytes[..<count]), limits: Self.limits)
      }
    }
    #expect(throws: VirtualSense(5, 0x1A, 0)) {
      try CueSheetReader.read(Array(bytes[..<87]), limits: Self.limits)
    }
  }

  @Test func `never stop the drive, whatever they hold`() {
    var generator = SeededGenerator(seed: 4711)
    for _ in 0..<20_000 {
      var bytes = Bool.random(using: &generator) ? Self.audio.bytes : Self.mixed.bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? CueSheetReader.read(bytes, limits: Self.limits)
    }
  }

  @Test func `of a later session begin behind the one before`() throws {
    let limits = CueSheetReader.Limits(firstTrack: 4, start: 55_125 - 150, end: 359_849)
    let bytes: HexFixture = """
      41 00 00 14 00 00 00 00
      41 04 00 10 00 0C 0F 00      # address 54975
      41 04 01 10 00 0C 11 00      # address 55125
      41 AA 01 14 00 0D 11 00
      """
    let sheet = try CueSheetReader.read(bytes.bytes, limits: limits)
    #expect(sheet.start == 54_975)
    #expect(throws: VirtualSense.self) {
      try CueSheetReader.read(bytes.bytes, limits: Self.limits)
    }
  }
}
