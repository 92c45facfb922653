import DiscModel
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import VirtualDrive

@Suite("Sessions at once on CD-R") struct SessionAtOnceTests {
  /// Two audio tracks of 300 and 400 sectors, the second with a pregap of 20 and an index 2.
  static let audio: HexFixture = """
    02 30 31 32 33 34 35 36
    02 37 38 39 30 31 32 00
    01 00 00 01 00 00 00 00
    03 01 44 45 41 42 43 32
    03 01 35 30 30 30 30 31
    01 01 00 00 00 00 00 00
    01 01 01 00 00 00 02 00
    21 02 00 00 00 00 06 00      # address 300
    21 02 01 00 00 00 06 14      # address 320
    21 02 02 00 00 00 08 00      # address 450
    21 AA 01 01 00 00 0B 19      # address 700
    """

  /// A data track of 300 sectors and an audio track of 300 behind a pregap of 150.
  static let mixed: HexFixture = """
    41 00 00 14 00 00 00 00
    41 01 00 10 00 00 00 00
    41 01 01 10 00 00 02 00
    01 02 00 00 00 00 06 00      # address 300
    01 02 01 00 00 00 08 00      # address 450
    01 AA 01 01 00 00 0C 00      # address 750
    """

  /// A disc with the sheet of two audio tracks, burned and closed.
  static func burnedAudio(multiSession: UInt8 = 0) throws -> DriveBench {
    let bench = try DriveBench(.cdR)
    #expect(bench.selectSessionAtOnce(multiSession: multiSession).status == 0)
    #expect(bench.sendCueSheet(audio).status == 0)
    #expect(bench.burnAudio(-150..<700).status == 0)
    #expect(bench.synchronize().status == 0)
    return bench
  }

  @Test func `end closed when all was written and the cache is synchronised`() throws {
    let bench = try Self.burnedAudio()
    #expect(bench.drive.medium?.condition == .closed)
    #expect(bench.drive.medium?.isDamaged == false)
    #expect(bench.write(DriveBench.audio(700..<701), at: 700, size: 2352).sense == "7/27/00")
    expectBytes(
      bench.table(2),
      equal: """
        00 39 01 01
        01 10 00 A0 00 00 00 00 01 00 00
        01 12 00 A1 00 00 00 00 02 00 00
        01 12 00 A2 00 00 00 00 00 0B 19
        01 10 00 01 00 00 00 00 00 02 00
        01 12 00 02 00 00 00 00 00 06 14
        """)
    expectBytes(
      bench.table(0),
      equal: """
        00 1A 01 02
        00 10 01 00 00 00 00 00
        00 12 02 00 00 00 01 40
        00 12 AA 00 00 00 02 BC
        """)
  }

  @Test func `stay appendable when the page says so`() throws {
    let bench = try Self.burnedAudio(multiSession: 3)
    #expect(bench.drive.medium?.condition == .appendable)
    // 700 + 11400
    #expect(bench.nextWritableAddress() == 12_100)
    let lines = bench.table(2)
    // B0: the next program area begins at 700 + 11250.
    expectBytes(lines[59..<70], equal: "01 50 00 B0 02 29 19 02 4F 3B 4A")
  }

  @Test func `keep every sample, the first pregap included`() throws {
    let bench = try Self.burnedAudio()
    #expect(bench.readCD(-150..<0).bytes == DriveBench.audio(-150..<0))
    #expect(bench.readCD(0..<700).bytes == DriveBench.audio(0..<700))
    #expect(bench.readCD(690..<701).sense == "5/21/00")
    #expect(bench.readCD(-151..<0).sense == "5/21/00")
    #expect(bench.read(0..<1).sense == "5/64/00")
    try bench.reopen()
    bench.settle()
    #expect(bench.readCD(0..<700).bytes == DriveBench.audio(0..<700))
  }

  @Test func `tell catalogue number and ISRC`() throws {
    let bench = try Self.burnedAudio()
    expectBytes(
      bench.send("42 02 40 02 00 00 00 00 18 00", reply: 24).bytes,
      equal: """
        00 15 00 14 02 00 00 00 80
        30 31 32 33 34 35 36 37 38 39 30 31 32
        00 00
        """)
    expectBytes(
      bench.send("42 02 40 03 00 00 01 00 18 00", reply: 24).bytes,
      equal: """
        00 15 00 14 03 10 01 00 80
        44 45 41 42 43 32 35 30 30 30 30 31
        00 00 00
        """)
    // Track 2 has none, track 3 does not exist.
    #expect(bench.send("42 02 40 03 00 00 02 00 18 00", reply: 24).bytes[8] == 0)
    #expect(bench.send("42 02 40 03 00 00 03 00 18 00", reply: 24).sense == "5/24/00")
  }

  /// Q beside the sectors: pregap, track 1, its codes, the pregap and the indices of track 2.
  @Test(arguments: [
    (-150, "01 01 00 00 01 74 00 00 00 00 AA B9 00 00 00 80"),
    (-1, "01 01 00 00 00 00 00 00 01 74"), (0, "01 01 01 00 00 00 00 00 02 00 5A 28"),
    (49, "03 51 54 52 4C 25 00 00 10 49"), (99, "02 01 23 45 67 89 01 20 00 24"),
    (299, "02 01 23 45 67 89 01 20 00 74"), (298, "01 01 01 00 03 73 00 00 05 73"),
    (300, "21 02 00 00 00 19 00 00 06 00"), (319, "21 02 00 00 00 00 00 00 06 19"),
    (320, "21 02 01 00 00 00 00 00 06 20"), (450, "21 02 02 00 01 55 00 00 08 00"),
  ])
  func `have a Q sub-channel that tells where they are`(address: Int, q: String) throws {
    let bench = try Self.burnedAudio()
    let expected = HexFixture(q)
    let bytes = bench.readCD(address..<address + 1, fields: 0x10, subchannel: 2, size: 2368).bytes
    #expect(bytes.count == 2368)
    expectBytes(bytes.dropFirst(2352).prefix(expected.count), equal: expected)
    let raw = bench.readCD(address..<address + 1, fields: 0, subchannel: 1, size: 96).bytes
    expectBytes(
      SubchannelSymbols.q(in: raw[...]), equal: Array(bytes.dropFirst(2352).prefix(12)))
  }

  @Test func `tell the position of what was read last`() throws {
    let bench = try Self.burnedAudio()
    _ = bench.readCD(440..<451)
    expectBytes(
      bench.send("42 00 40 01 00 00 00 00 10 00", reply: 16).bytes,
      equal: "00 15 00 0C 01 12 02 02 00 00 01 C2 00 00 00 82")
    expectBytes(
      bench.send("42 02 40 01 00 00 00 00 10 00", reply: 16).bytes,
      equal: "00 15 00 0C 01 12 02 02 00 00 08 00 00 00 01 37")
    expectBytes(bench.send("42 00 00 01 00 00 00 00 10 00", reply: 16).bytes, equal: "00 15 00 00")
    #expect(bench.send("42 00 40 04 00 00 00 00 10 00", reply: 16).sense == "5/24/00")
  }

  // MARK: Rules

  @Test func `need a cue sheet`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    #expect(bench.write(DriveBench.audio(-150..<0), at: -150, size: 2352).sense == "5/2C/00")
  }

  @Test func `need the page before the cue sheet`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.sendCueSheet(Self.audio).sense == "5/2C/00")
    bench.selectTrackAtOnce()
    #expect(bench.sendCueSheet(Self.audio).sense == "5/2C/00")
    bench.selectSessionAtOnce()
    #expect(bench.sendCueSheet(Self.audio).status == 0)
    // A change of the page takes the sheet back.
    bench.selectSessionAtOnce(multiSession: 3)
    #expect(bench.burnAudio(-150..<0).sense == "5/2C/00")
  }

  @Test func `refuse sheets that are too long, wrong, or for other media`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    #expect(
      bench.sendCueSheet(HexFixture(bytes: [UInt8](repeating: 0, count: 4104))).sense == "5/1A/00")
    #expect(bench.sendCueSheet("01 00 00 01 00 00 00").sense == "5/1A/00")
    let wrong = bench.sendCueSheet("01 01 00 01 00 00 00 00")
    #expect(wrong.sense == "5/26/00")
    // In the parameters, byte 1.
    expectBytes(wrong.senseBytes[15..<18], equal: "80 00 01")
    let dvd = try DriveBench(.dvdPlusR)
    #expect(dvd.sendCueSheet(Self.audio).sense == "5/30/02")
  }

  @Test func `refuse sheets where a session is open, and on closed discs`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    bench.selectSessionAtOnce()
    #expect(bench.sendCueSheet(Self.audio).sense == "5/2C/03")
    bench.close(2)
    #expect(bench.sendCueSheet(Self.audio).sense == "7/27/00")
  }

  @Test func `are written from the pregap on, and one after the other`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(Self.audio)
    #expect(bench.burnAudio(0..<27).sense == "5/21/02")
    #expect(bench.burnAudio(-150..<0).status == 0)
    #expect(bench.burnAudio(-150..<0).sense == "5/21/02")
    #expect(bench.burnAudio(1..<2).sense == "5/21/02")
    #expect(bench.burnAudio(0..<690).status == 0)
    #expect(bench.write(DriveBench.audio(690..<701), at: 690, size: 2352).sense == "5/21/00")
    #expect(bench.burnAudio(690..<700).status == 0)
    #expect(bench.synchronize().status == 0)
  }

  @Test func `fail when the cache is synchronised before their end`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(Self.audio)
    #expect(bench.synchronize().status == 0, "nothing was written yet")
    bench.burnAudio(-150..<350)
    #expect(bench.synchronize().sense == "3/72/03")
    bench.settle()
    #expect(bench.burnAudio(350..<377).sense == "5/2C/00")
    #expect(bench.drive.medium?.isDamaged == true)
    #expect(bench.drive.medium?.condition == .appendable)
    // What was written is there, and the session can still be closed.
    #expect(bench.close(2).status == 0)
    #expect(bench.readCD(0..<350).bytes == DriveBench.audio(0..<350))
    #expect(bench.drive.medium?.condition == .closed)
  }

  @Test(arguments: [(350, true), (700, false)])
  func `are ended by the tray, if they are complete`(end: Int, isDamaged: Bool) throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(Self.audio)
    bench.burnAudio(-150..<end)
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
    #expect(bench.drive.medium?.isDamaged == isDamaged)
    #expect(bench.drive.medium?.condition == (isDamaged ? .appendable : .closed))
  }

  @Test func `are damaged when the program is killed`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(Self.audio)
    bench.burnAudio(-150..<350)
    try bench.reopen()
    bench.settle()
    #expect(bench.drive.medium?.isDamaged == true)
    #expect(bench.drive.medium?.condition == .appendable)
  }

  @Test func `leave the disc blank when they are only tested`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce(testWrite: true)
    bench.sendCueSheet(Self.audio)
    #expect(bench.burnAudio(-150..<700).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.drive.medium?.condition == .blank)
    let folder = try #require(bench.drive.medium).folder
    #expect(try stat(of: folder.appending("sectors.bin")).bytes == 0)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(Self.audio)
    #expect(bench.burnAudio(-150..<700).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.drive.medium?.condition == .closed)
  }

  // MARK: Modes

  @Test func `mix data and audio, each with its own size on the wire`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    #expect(bench.sendCueSheet(Self.mixed).status == 0)
    #expect(bench.write([UInt8](repeating: 0, count: 150 * 2048), at: -150, size: 2048).status == 0)
    #expect(bench.burn(0..<290).status == 0)
    // Ten sectors of data and one of audio do not go into one command.
    #expect(bench.write(DriveBench.pattern(290..<301), at: 290, size: 2048).sense == "5/64/00")
    #expect(bench.burn(290..<300).status == 0)
    #expect(bench.burnAudio(300..<750).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.read(0..<300).bytes == DriveBench.pattern(0..<300))
    #expect(bench.read(299..<301).sense == "5/64/00")
    #expect(bench.readCD(300..<750).bytes == DriveBench.audio(300..<750))
    #expect(bench.readCD(290..<310).sense == "5/64/00")
    #expect(bench.readCD(0..<1, type: 1).sense == "5/64/00")
    #expect(
      bench.readCD(0..<1, type: 2).bytes == WholeSector.mode1(DriveBench.pattern(0..<1), at: 0))
    expectBytes(
      bench.table(0),
      equal: """
        00 1A 01 02
        00 14 01 00 00 00 00 00
        00 10 02 00 00 00 01 C2
        00 10 AA 00 00 00 02 EE
        """)
    // The blocks of the data track are an image at its place.
    let image = try #require(bench.drive.medium).folder.appending("sectors.iso")
    #expect(
      try Data(contentsOf: URL(filePath: image.string)).prefix(300 * 2048)
        == Data(DriveBench.pattern(0..<300)))
  }

  /// Form 11h: the drive takes the 2,048 bytes of what the host sends and makes the rest itself.
  @Test func `take whole sectors of mode 1 and make their codes anew`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(
      """
      41 00 00 14 00 00 00 00
      41 01 00 11 00 00 00 00
      41 01 01 11 00 00 02 00
      41 AA 01 14 00 00 06 00
      """)
    var sector = [UInt8](repeating: 0xAA, count: 2352)
    sector.replaceSubrange(16..<2064, with: DriveBench.pattern(0..<1))
    let sectors = (0..<450).flatMap { _ in sector }
    #expect(bench.write(sectors, at: -150, size: 2352).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.read(0..<1).bytes == DriveBench.pattern(0..<1))
    #expect(
      bench.readCD(299..<300).bytes == WholeSector.mode1(DriveBench.pattern(0..<1), at: 299))
  }

  /// Form 21h: both forms of mode 2 in one track; form 2 is no data for READ(10).
  @Test func `take sectors of mode 2 in both forms`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x42, mode: 0, block: 0, format: 0x20)
    bench.sendCueSheet(
      """
      41 00 00 24 00 00 00 00
      41 01 00 20 00 00 00 00
      41 01 01 20 00 00 02 00
      41 AA 01 24 00 00 06 00
      """)
    func sector(_ block: Int, form2: Bool) -> [UInt8] {
      let subheader: [UInt8] = [0, 0, form2 ? 0x28 : 0x08, 0]
      return subheader + subheader
        + [UInt8](repeating: UInt8(truncatingIfNeeded: block), count: 2328)
    }
    let sectors = (-150..<300).flatMap { sector($0, form2: $0 >= 200) }
    #expect(bench.write(sectors, at: -150, size: 2336).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.read(7..<8).bytes == [UInt8](repeating: 7, count: 2048))
    let refused = bench.read(198..<202)
    #expect(refused.sense == "5/64/00")
    expectBytes(refused.senseBytes[3..<7], equal: "00 00 00 C8")
    #expect(
      bench.readCD(7..<8).bytes
        == WholeSector.form1(
          subheader: [0, 0, 8, 0], [UInt8](repeating: 7, count: 2048), at: 7))
    #expect(
      bench.readCD(200..<201, type: 5).bytes
        == WholeSector.form2(
          subheader: [0, 0, 0x28, 0], [UInt8](repeating: 200, count: 2324), at: 200))
    #expect(bench.readCD(200..<201, type: 4).sense == "5/64/00")
    expectBytes(bench.table(2)[4..<15], equal: "01 14 00 A0 00 00 00 00 01 20 00")
    #expect(bench.discInformation().bytes[8] == 0x20)
  }

  @Test func `skip what the drive makes itself`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(
      """
      01 00 00 01 00 00 00 00
      01 01 00 01 00 00 00 00
      01 01 01 00 00 00 02 00
      01 AA 01 01 00 00 06 00
      """)
    #expect(bench.burnAudio(-150..<0).sense == "5/21/02")
    #expect(bench.burnAudio(0..<300).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.readCD(-150..<0).bytes == [UInt8](repeating: 0, count: 150 * 2352))
  }

  /// Form 40h: 96 symbols behind the samples; P and Q are the drive's.
  @Test func `keep the sub-channels R to W that the host writes`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    bench.sendCueSheet(
      """
      01 00 00 01 00 00 00 00
      01 01 00 40 00 00 00 00
      01 01 01 40 00 00 02 00
      01 AA 01 01 00 00 06 00
      """)
    let symbols = (0..<96).map { UInt8($0 & 0x3F) }
    let sector = [UInt8](repeating: 0x11, count: 2352) + symbols
    #expect(bench.write((0..<450).flatMap { _ in sector }, at: -150, size: 2448).status == 0)
    #expect(bench.synchronize().status == 0)
    let read = bench.readCD(0..<1, fields: 0x10, subchannel: 1, size: 2448).bytes
    #expect(read.prefix(2352) == sector.prefix(2352))
    #expect(read.dropFirst(2352).map { $0 & 0x3F } == symbols)
    expectBytes(
      SubchannelSymbols.q(in: read[2352...]), equal: "01 01 01 00 00 00 00 00 02 00 5A 28")
  }

  // MARK: CD-TEXT

  @Test func `carry CD-TEXT from the lead-in`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    var sheet = Self.audio.bytes
    sheet[19] = 0x41
    #expect(bench.sendCueSheet(HexFixture(bytes: sheet)).status == 0)
    let symbols = CDTextPackTests.packs.flatMap { CDTextPack.symbols(of: $0[...]) }
    var all: [UInt8] = []
    while all.count < 10_927 * 96 { all += symbols }
    #expect(bench.burnAudio(-150..<0).sense == "5/21/02")
    for start in stride(from: 0, to: 10_927, by: 100) {
      let count = min(100, 10_927 - start)
      let bytes = Array(all[start * 96..<(start + count) * 96])
      #expect(bench.write(bytes, at: start - 11_077, size: 96).status == 0)
    }
    #expect(bench.burnAudio(-150..<700).status == 0)
    #expect(bench.synchronize().status == 0)
    let text = bench.table(5)
    expectBytes(text.prefix(4), equal: "00 80 00 00")
    #expect(Array(text.dropFirst(4)) == CDTextPackTests.block.bytes)
    try bench.reopen()
    bench.settle()
    #expect(Array(bench.table(5).dropFirst(4)) == CDTextPackTests.block.bytes)
  }

  @Test func `have no CD-TEXT to tell without it`() throws {
    expectBytes(try Self.burnedAudio().table(5), equal: "00 02 00 00")
  }

  // MARK: Later sessions

  @Test func `follow a session of audio`() throws {
    let bench = try Self.burnedAudio(multiSession: 3)
    bench.selectSessionAtOnce()
    // The session begins at 700 + 11400 = 12100, its pregap 150 before, at 02:41:25.
    #expect(
      bench.sendCueSheet(
        """
        41 00 00 14 00 00 00 00
        41 03 00 10 00 02 29 19
        41 03 01 10 00 02 2B 19
        41 AA 01 14 00 02 2F 19
        """
      ).status == 0)
    #expect(
      bench.write([UInt8](repeating: 0, count: 150 * 2048), at: 11_950, size: 2048).status == 0)
    #expect(bench.burn(12_100..<12_400).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.drive.medium?.sessionCount == 2)
    #expect(bench.drive.medium?.condition == .closed)
    #expect(bench.read(12_100..<12_400).bytes == DriveBench.pattern(12_100..<12_400))
    expectBytes(bench.table(1), equal: "00 0A 01 02 00 14 03 00 00 00 2F 44")
  }
}
