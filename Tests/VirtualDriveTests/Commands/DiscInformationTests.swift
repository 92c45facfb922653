import TestSupport
import Testing
import VirtualDrive

@Suite("READ DISC INFORMATION (51h)") struct DiscInformationTests {
  @Test func `of a blank CD-R`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.discInformation().bytes,
      equal: """
        00 20 00                 # blank, last session empty
        01 01 01 01              # track 1, one session, its first and last track
        20 FF 00 00 00 00*4      # unrestricted use, type undefined
        00 61 22 17              # lead-in from 97:34:23
        00 4F 3B 4A              # lead-out at 79:59:74 at the latest
        00*10
        """)
  }

  @Test func `of a CD-R with an open track`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<10)
    #expect(bench.discInformation().bytes[2] == 0x05)
    bench.synchronize()
    expectBytes(bench.discInformation().bytes[..<9], equal: "00 20 05 01 01 01 02 20 00")
  }

  @Test func `of an appendable CD-R`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<300)
    bench.synchronize()
    bench.close(2)
    expectBytes(
      bench.discInformation().bytes,
      equal: """
        00 20 01                 # appendable, last session empty
        01 02 02 02              # two sessions, track 2 in the last
        20 00 00 00 00 00*4
        00 01 24 02              # lead-in from 01:36:02: behind 302 blocks and a lead-out of 6,750
        00 4F 3B 4A
        00*10
        """)
  }

  @Test func `of a finalised CD-R`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    bench.close(2)
    expectBytes(
      bench.discInformation().bytes,
      equal: "00 20 0E 01 01 01 01 20 00 00 00 00 00*4 FF*8 00*10")
  }

  @Test(arguments: [MediumKind.dvdPlusR, .bdR])
  func `of DVD+R and BD-R through their life`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    expectBytes(bench.discInformation().bytes, equal: "00 20 00 01 01 01 01 20 00 00*25")
    bench.burn(0..<64)
    bench.synchronize()
    expectBytes(bench.discInformation().bytes, equal: "00 20 05 01 01 01 01 20 00 00*25")
    bench.close(1, track: 1)
    // The session is open, and a second track could follow.
    expectBytes(bench.discInformation().bytes, equal: "00 20 05 01 01 01 02 20 00 00*25")
    bench.close(2)
    expectBytes(bench.discInformation().bytes, equal: "00 20 01 01 02 02 02 20 00 00*25")
    bench.close(6)
    expectBytes(bench.discInformation().bytes, equal: "00 20 0E 01 01 01 01 20 00 00*25")
  }

  @Test func `tells the track resources`() throws {
    let bench = try DriveBench(.dvdPlusR)
    expectBytes(
      bench.send("51 01 00 00 00 00 00 00 0C 00", reply: 12).bytes,
      equal: "00 0A 20 00 00 99 00 00 00 01 00 01")
  }

  @Test(arguments: ["02", "10", "07"])
  func `knows no other type`(type: String) throws {
    let bench = try DriveBench(.bdR)
    #expect(
      bench.send(HexFixture("51 \(type) 00 00 00 00 00 00 10 00"), reply: 16).sense == "5/24/00")
  }

  @Test func `is cut to the allocation length with its length untouched`() throws {
    let bench = try DriveBench(.bdR)
    #expect(bench.send("51 00 00 00 00 00 00 00 02 00", reply: 2).bytes == [0, 32])
    #expect(bench.send("51 00 00 00 00 00 00 00 00 00").status == 0)
  }
}
