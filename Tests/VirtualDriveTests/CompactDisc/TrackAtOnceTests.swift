import TestSupport
import Testing

@testable import VirtualDrive

@Suite("Tracks at once on CD-R") struct TrackAtOnceTests {
  @Test func `of audio have a pause that can be read, and those of data have not`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    #expect(bench.select(type: 0x41, mode: 0, block: 0).status == 0)
    // Two run-out blocks and 150 of pause.
    #expect(bench.nextWritableAddress() == 452)
    #expect(bench.burnAudio(452..<852).status == 0)
    bench.synchronize()
    bench.selectTrackAtOnce()
    #expect(bench.nextWritableAddress() == 1004)
    bench.burn(1004..<1304)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    #expect(bench.readCD(302..<452).bytes == [UInt8](repeating: 0, count: 150 * 2352))
    #expect(bench.readCD(452..<852).bytes == DriveBench.audio(452..<852))
    #expect(bench.read(452..<453).sense == "5/64/00")
    // The run-out and the pregap of data are no sectors.
    #expect(bench.read(300..<301).sense == "3/11/05")
    #expect(bench.readCD(301..<302).sense == "3/11/05")
    #expect(bench.readCD(851..<854).bytes.suffix(2 * 2352).allSatisfy { $0 == 0 })
    #expect(bench.readCD(854..<855).sense == "3/11/05")
    #expect(bench.readCD(900..<901).sense == "3/11/05")
    #expect(bench.read(1004..<1304).bytes == DriveBench.pattern(1004..<1304))
    expectBytes(
      bench.table(0),
      equal: """
        00 22 01 03
        00 14 01 00 00 00 00 00
        00 10 02 00 00 00 01 C4
        00 14 03 00 00 00 03 EC
        00 14 AA 00 00 00 05 1A
        """)
  }

  /// The last of a track's blocks reaches the medium with SYNCHRONIZE CACHE, and the track ends.
  @Test func `end with the cache, filled to four seconds`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x41, mode: 0, block: 0)
    bench.burnAudio(0..<100)
    #expect(bench.synchronize().status == 0)
    #expect(bench.nextWritableAddress() == 452)
    // The track is closed already; closing it again is no mistake.
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(
      bench.readCD(0..<300).bytes
        == DriveBench.audio(0..<100) + [UInt8](repeating: 0, count: 200 * 2352))
  }

  @Test func `have their codes from the page`() throws {
    let bench = try DriveBench(.cdR)
    var page = DriveBench.writeParameters(type: 0x41, mode: 0x02, block: 0)
    page.replaceSubrange(8 + 16..<8 + 30, with: [0x80] + Array("9876543210987".utf8))
    page.replaceSubrange(8 + 32..<8 + 45, with: [0x80] + Array("GBAYE6800011".utf8))
    #expect(bench.send("55 10 00 00 00 00 00 00 3C 00", data: page).status == 0)
    bench.burnAudio(0..<300)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    let number = bench.send("42 00 40 02 00 00 00 00 18 00", reply: 24).bytes
    #expect(String(decoding: number[9..<22], as: UTF8.self) == "9876543210987")
    let code = bench.send("42 00 40 03 00 00 01 00 18 00", reply: 24).bytes
    #expect(String(decoding: code[9..<21], as: UTF8.self) == "GBAYE6800011")
    #expect(bench.table(0)[5] == 0x12)
  }

  struct Page: Sendable, CustomTestStringConvertible {
    var type: UInt8
    var mode: UInt8
    var block: UInt8
    var format: UInt8 = 0
    /// The byte of the page at fault; nil if there is none.
    var fault: UInt8?
    var testDescription: String { "type \(type) mode \(mode) block \(block) format \(format)" }
  }

  @Test(
    arguments: [
      Page(type: 0x41, mode: 0x04, block: 8), Page(type: 0x41, mode: 0x00, block: 0),
      Page(type: 0x41, mode: 0x03, block: 0), Page(type: 0x41, mode: 0xC4, block: 13, format: 0x20),
      Page(type: 0x42, mode: 0x00, block: 0), Page(type: 0x42, mode: 0x04, block: 8),
      Page(type: 0x43, mode: 0x00, block: 1), Page(type: 0x43, mode: 0x04, block: 3),
      Page(type: 0x51, mode: 0x44, block: 10, format: 0x10),
      Page(type: 0x40, mode: 0x04, block: 8), Page(type: 0x40, mode: 0x05, block: 10),
      Page(type: 0x40, mode: 0x25, block: 8, fault: 10),
      Page(type: 0x44, mode: 0x04, block: 8, fault: 2),
      Page(type: 0x41, mode: 0x00, block: 8, fault: 4),
      Page(type: 0x41, mode: 0x04, block: 0, fault: 4),
      Page(type: 0x41, mode: 0x04, block: 1, fault: 4),
      Page(type: 0x41, mode: 0x84, block: 8, fault: 3),
      Page(type: 0x41, mode: 0x24, block: 8, fault: 3),
      Page(type: 0x41, mode: 0x05, block: 8, fault: 3),
      Page(type: 0x41, mode: 0x08, block: 0, fault: 3),
      Page(type: 0x41, mode: 0x04, block: 8, format: 0x21, fault: 8),
      Page(type: 0x43, mode: 0x00, block: 0, fault: 4),
      Page(type: 0x43, mode: 0x20, block: 1, fault: 3),
      Page(type: 0x42, mode: 0x20, block: 0, fault: 3),
    ] as [Page])
  func `are set up by a page that makes sense`(page: Page) throws {
    let bench = try DriveBench(.cdR)
    let outcome = bench.select(
      type: page.type, mode: page.mode, block: page.block, format: page.format)
    if let fault = page.fault {
      #expect(outcome.sense == "5/26/00")
      #expect(outcome.senseBytes[17] == 8 + fault)
    } else {
      #expect(outcome.status == 0)
    }
  }

  @Test(arguments: [(8 + 14, 1), (8 + 15, 0), (8 + 17, 0x41), (8 + 33, 0x20)] as [(Int, UInt8)])
  func `refuse a pause of another length and codes that are none`(offset: Int, byte: UInt8) throws {
    let bench = try DriveBench(.cdR)
    var page = DriveBench.writeParameters(type: 0x41, mode: 0, block: 0)
    page.replaceSubrange(8 + 16..<8 + 30, with: [0x80] + Array("9876543210987".utf8))
    page.replaceSubrange(8 + 32..<8 + 45, with: [0x80] + Array("GBAYE6800011".utf8))
    #expect(bench.send("55 10 00 00 00 00 00 00 3C 00", data: page).status == 0)
    page[offset] = byte
    #expect(bench.send("55 10 00 00 00 00 00 00 3C 00", data: page).sense == "5/26/00")
  }

  /// Block types 9 to 13 with the type and the bytes of the sector that comes of them.
  @Test(
    arguments: [
      (9, 2336, SectorType.formless), (10, 2048, .form1), (11, 2056, .form1), (12, 2324, .form2),
      (13, 2332, .form2),
    ] as [(UInt8, Int, SectorType)])
  func `take every block type`(block: UInt8, size: Int, type: SectorType) throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.select(type: 0x41, mode: 0x04, block: block, format: 0x20).status == 0)
    let subheader: [UInt8] = [1, 2, block == 13 ? 0x28 : 0x08, 3]
    let head = block == 11 || block == 13 ? subheader + subheader : []
    let body = [UInt8](repeating: 0x77, count: size - head.count)
    let sector = head + body
    #expect(bench.write((0..<300).flatMap { _ in sector }, at: 0, size: size).status == 0)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    let read = bench.readCD(5..<6, type: type.rawValue).bytes
    switch block {
    case 9: #expect(read == WholeSector.formless(body, at: 5))
    case 10: #expect(read == WholeSector.form1(subheader: [0, 0, 8, 0], body, at: 5))
    case 11: #expect(read == WholeSector.form1(subheader: subheader, body, at: 5))
    case 12: #expect(read == WholeSector.form2(subheader: [0, 0, 0x20, 0], body, at: 5))
    default: #expect(read == WholeSector.form2(subheader: subheader, body, at: 5))
    }
    #expect((bench.read(5..<6).status == 0) == (type == .form1))
    // READ TRACK INFORMATION: data mode 2.
    #expect(bench.send("52 01 00 00 00 01 00 00 30 00", reply: 48).bytes[6] & 0x0F == 2)
  }

  @Test func `do not change their kind while they are open`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<32)
    bench.select(type: 0x41, mode: 0, block: 0)
    #expect(bench.burnAudio(32..<59).sense == "5/64/00")
    bench.selectTrackAtOnce()
    #expect(bench.burn(32..<64).status == 0)
  }

  @Test func `are listed in the program memory area while the session is open`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(bench.table(3), equal: "00 02 00 00")
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    // Track 1 from 00:02:00 to 00:06:02.
    expectBytes(bench.table(3), equal: "00 0D 00 00  00 14 00 01 00 06 02 00 00 02 00")
  }

  @Test func `tell what they are`() throws {
    let bench = try DriveBench(.cdR)
    bench.select(type: 0x41, mode: 0x02, block: 0)
    bench.burnAudio(0..<300)
    bench.synchronize()
    let audio = bench.send("52 01 00 00 00 01 00 00 30 00", reply: 48).bytes
    #expect(audio[5] & 0x0F == 0x02)
    #expect(audio[6] & 0x0F == 0x0F)
  }
}
