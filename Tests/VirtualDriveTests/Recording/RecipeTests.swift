import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

/// Whole burns as a careful program does them, in bytes, with what must hold all along.
@Suite("Burning recipes") struct RecipeTests {
  /// Writes `range` and expects the next writable address to follow each write, and every other
  /// address to be refused.
  private func burnStrictly(_ bench: DriveBench, _ range: Range<Int>, step: Int) {
    #expect(bench.nextWritableAddress() == range.lowerBound)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: step) {
      let end = min(start + step, range.upperBound)
      #expect(bench.write(end..<end + 1).sense == "5/21/02")
      if start > 0 { #expect(bench.write(start - 1..<start).sense == "5/21/02") }
      #expect(bench.write(start..<end).status == 0)
      #expect(bench.nextWritableAddress() == end)
    }
  }

  @Test func `CD-R in one session`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send("1E 00 00 00 01 00").status == 0)
    #expect(bench.selectTrackAtOnce().status == 0)
    #expect(bench.send("BB 00 FF FF 0B 08 00 00 00 00 00 00").status == 0)
    #expect(bench.send("54 01 00 00 00 00 00 00 00 00").status == 0)
    burnStrictly(bench, 0..<500, step: 100)
    #expect(bench.send("35 02 00 00 00 00 00 00 00 00").status == 0)
    bench.settle()
    #expect(bench.send("5B 01 02 00 00 00 00 00 00 00").status == 0)
    bench.settle()
    #expect(bench.discInformation().bytes[2] == 0x0E)
    #expect(bench.read(0..<500).bytes == DriveBench.pattern(0..<500))
    #expect(bench.read(499..<501).sense == "3/11/05")
    #expect(bench.read(501..<503).sense == "5/21/00")
    #expect(bench.write(502..<503).sense == "7/27/00")
    #expect(bench.nextWritableAddress() == nil)
    #expect(bench.send("1E 00 00 00 00 00").status == 0)
  }

  @Test func `CD-R in two tracks of a session`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    burnStrictly(bench, 0..<300, step: 150)
    bench.synchronize()
    #expect(bench.close(1, track: 1).status == 0)
    // Two run-out blocks and a pregap of 150 lie between the tracks.
    burnStrictly(bench, 452..<800, step: 87)
    bench.synchronize()
    #expect(bench.close(1, track: 2).status == 0)
    #expect(bench.close(2).status == 0)
    expectBytes(
      bench.send("43 00 00 00 00 00 00 00 20 00", reply: 32).bytes,
      equal: """
        00 1A 01 02
        00 14 01 00 00 00 00 00
        00 14 02 00 00 00 01 C4
        00 14 AA 00 00 00 03 22
        """)
    #expect(bench.read(452..<800).bytes == DriveBench.pattern(452..<800))
    let gap = bench.read(300..<452)
    #expect(gap.sense == "3/11/05")
    expectBytes(gap.senseBytes[3..<7], equal: "00 00 01 2C")
    #expect(bench.read(302..<303).sense == "3/11/05")
  }

  @Test func `CD-R in three sessions`() throws {
    let bench = try DriveBench(.cdR)
    var start = 0
    for (session, gap) in [(1, 11_400), (2, 6900), (3, 0)] {
      #expect(bench.selectTrackAtOnce(multiSession: session == 3 ? 0 : 3).status == 0)
      burnStrictly(bench, start..<start + 320, step: 64)
      bench.synchronize()
      #expect(bench.close(2).status == 0)
      #expect(bench.discInformation().bytes[2] == (session == 3 ? 0x0E : 0x01))
      start += 322 + gap
      #expect(bench.nextWritableAddress() == (session == 3 ? nil : start))
    }
    #expect(
      bench.send("43 00 01 00 00 00 00 00 0C 00", reply: 12).long(8) == 322 + 11_400 + 322 + 6900)
  }

  @Test func `CD-R track of a few blocks is filled to four seconds`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<10)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    #expect(bench.nextWritableAddress() == 302 + 11_400)
    #expect(
      bench.read(0..<300).bytes
        == DriveBench.pattern(0..<10) + [UInt8](repeating: 0, count: 290 * 2048))
  }

  @Test func `CD-R test write leaves the disc as it was`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.selectTrackAtOnce(testWrite: true).status == 0)
    burnStrictly(bench, 0..<320, step: 64)
    #expect(bench.synchronize().status == 0)
    #expect(bench.read(0..<1).sense == "5/21/00")
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x00)
    #expect(bench.nextWritableAddress() == 0)
    #expect(bench.drive.medium?.condition == .blank)
  }

  @Test(arguments: [5, 6] as [UInt8])
  func `DVD+R, appended to and finalised`(function: UInt8) throws {
    let bench = try DriveBench(.dvdPlusR)
    burnStrictly(bench, 0..<160, step: 32)
    bench.synchronize()
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    burnStrictly(bench, 2208..<2400, step: 64)
    bench.synchronize()
    #expect(bench.close(1, track: 2).status == 0)
    #expect(bench.close(function).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x0E)
    #expect(bench.read(0..<160).bytes == DriveBench.pattern(0..<160))
    #expect(bench.read(2208..<2400).bytes == DriveBench.pattern(2208..<2400))
    #expect(bench.read(160..<161).sense == "3/11/05")
    #expect(bench.write(2400..<2416).sense == "7/27/00")
  }

  @Test func `DVD+R fills an ECC block when synchronised`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.write(0..<17)
    #expect(bench.nextWritableAddress() == 17)
    bench.synchronize()
    #expect(bench.nextWritableAddress() == 32)
    #expect(bench.write(17..<18).sense == "5/21/02")
    #expect(
      bench.read(16..<32).bytes
        == DriveBench.pattern(16..<17) + [UInt8](repeating: 0, count: 15 * 2048))
  }

  @Test func `BD-R formats itself, is appended to and finalised`() throws {
    let bench = try DriveBench(.bdR)
    burnStrictly(bench, 0..<128, step: 32)
    bench.synchronize()
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    burnStrictly(bench, 128..<256, step: 32)
    bench.synchronize()
    #expect(bench.close(1, track: 2).status == 0)
    #expect(bench.close(6).status == 0)
    #expect(bench.read(0..<256).bytes == DriveBench.pattern(0..<256))
    #expect(bench.write(256..<288).sense == "7/27/00")
  }
}

@Suite("CLOSE TRACK/SESSION (5Bh)") struct ClosingTests {
  @Test(arguments: MediumKind.plainWriteOnce)
  func `has nothing to close on a blank medium`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    #expect(bench.close(1, track: 1).sense == "5/2C/04")
    #expect(bench.close(2).sense == "5/2C/04")
  }

  @Test(
    arguments: [
      (MediumKind.cdR, [0, 3, 4, 5, 6, 7]), (.dvdPlusR, [0, 3, 4, 7]), (.bdR, [0, 3, 4, 5, 7]),
    ] as [(MediumKind, [UInt8])])
  func `knows only the functions of the medium`(kind: MediumKind, functions: [UInt8]) throws {
    let bench = try DriveBench(kind)
    for function in functions {
      let outcome = bench.close(function)
      #expect(outcome.sense == "5/24/00")
      expectBytes(outcome.senseBytes[15...], equal: "CA 00 02")
    }
  }

  @Test(arguments: [MediumKind.dvdPlusR, .bdR])
  func `wants the track closed before the session`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    bench.burn(0..<32)
    bench.synchronize()
    #expect(bench.close(2).sense == "5/72/03")
    #expect(bench.close(6).sense == "5/72/03")
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(bench.close(2).status == 0)
  }

  @Test func `knows the open track by its number and as FFh`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<16)
    let wrong = bench.close(1, track: 2)
    #expect(wrong.sense == "5/24/00")
    expectBytes(wrong.senseBytes[15...], equal: "C0 00 04")
    #expect(bench.close(1, track: 0xFF).status == 0)
  }

  @Test func `ends the open track of a CD-R with the session`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<320)
    #expect(bench.close(2).status == 0)
    #expect(bench.close(2).sense == "5/2C/04")
  }

  @Test(arguments: MediumKind.plainWriteOnce)
  func `is refused on a closed medium`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    bench.selectTrackAtOnce()
    bench.burn(0..<320)
    bench.close(1, track: 1)
    bench.close(kind == .cdR ? 2 : 6)
    #expect(bench.drive.medium?.condition == .closed)
    #expect(bench.close(2).sense == "7/27/00")
  }

  @Test func `answers that it is at work until it is done`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<32)
    #expect(bench.send("5B 01 01 00 00 01 00 00 00 00").status == 0)
    #expect(bench.send("5B 01 02 00 00 00 00 00 00 00").sense == "2/04/07")
    #expect(bench.discInformation().sense == "2/04/07")
    #expect(bench.send("1B 00 00 00 02 00").sense == "2/04/07")
    #expect(bench.send("5C 00 00 00 00 00 00 00 0C 00", reply: 12).status == 0)
  }
}
