import TestSupport
import Testing
import VirtualDrive

@Suite("READ TRACK INFORMATION (52h)") struct TrackInformationTests {
  @Test func `of a blank CD-R`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    expectBytes(
      bench.openTrack().bytes,
      equal: """
        00 2E 01 01 00 04            # track 1, session 1, data
        4F 01                        # blank, next writable address valid
        00 00 00 00 00 00 00 00
        00 05 7D A9                  # 359,849 free
        00 00 00 00 00 05 7D A9 00*20
        """)
  }

  @Test func `of a track of a CD-R, open and closed`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<400)
    expectBytes(
      bench.openTrack().bytes,
      equal: """
        00 2E 01 01 00 04 01 01
        00 00 00 00 00 00 01 90
        00 05 7C 19                  # 359,849 − 400
        00 00 00 00 00 05 7D A9 00*20
        """)
    bench.close(2)
    expectBytes(
      bench.send("52 01 00 00 00 01 00 00 30 00", reply: 48).bytes,
      equal: """
        00 2E 01 01 00 04 01 00
        00 00 00 00 00 00 00 00
        00 00 00 00 00 00 00 00
        00 00 01 92 00*20            # 400 and two run-out blocks
        """)
  }

  @Test func `of the track behind the first session of a CD-R`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<300)
    bench.close(2)
    expectBytes(
      bench.openTrack().bytes,
      equal: """
        00 2E 02 02 00 04 4F 01
        00 00 2D B6 00 00 2D B6      # 302 + 11,400 = 11,702
        00 05 4F F3                  # 359,849 − 11,702
        00 00 00 00 00 05 4F F3 00*20
        """)
  }

  @Test func `of a blank DVD+R and BD-R`() throws {
    expectBytes(
      try DriveBench(.dvdPlusR).openTrack().bytes,
      equal: """
        00 2E 01 01 00 04 41 01 00*8
        00 23 05 40 00 00 00 10 00 23 05 40 00*20
        """)
    expectBytes(
      try DriveBench(.bdR).openTrack().bytes,
      equal: """
        00 2E 01 01 00 04 71 01 00*8
        00 BA 74 00 00 00 00 20 00 BA 74 00 00*20
        """)
  }

  @Test func `of a DVD+R counts the filling of the last ECC block apart`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.write(0..<20)
    #expect(bench.nextWritableAddress() == 20)
    bench.synchronize()
    expectBytes(
      bench.openTrack().bytes,
      equal: """
        00 2E 01 01 00 04 01 03      # both addresses are valid
        00 00 00 00 00 00 00 20
        00 23 05 20 00 00 00 10
        00 23 05 40 00 00 00 13      # the last the host wrote is 19
        00*16
        """)
  }

  @Test func `of the second session of a DVD+R begins 2,048 blocks behind the first`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    #expect(bench.nextWritableAddress() == 32)
    bench.close(2)
    let track = bench.openTrack()
    expectBytes(track.bytes[..<8], equal: "00 2E 02 02 00 04 41 01")
    #expect(track.long(8) == 2080)
    #expect(track.long(12) == 2080)
    #expect(track.long(16) == 2_295_104 - 2080)
  }

  @Test func `finds a track by address, number and session`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<64)
    bench.synchronize()
    bench.close(1, track: 1)
    bench.burn(64..<96)
    bench.synchronize()
    func track(_ query: String) -> UInt8? {
      let outcome = bench.send(HexFixture("52 \(query) 00 00 30 00"), reply: 48)
      return outcome.status == 0 ? outcome.bytes[2] : nil
    }
    #expect(track("00 00 00 00 00") == 1)
    #expect(track("00 00 00 00 3F") == 1)
    #expect(track("00 00 00 00 40") == 2)
    #expect(track("00 00 BA 73 FF") == 2)
    #expect(track("01 00 00 00 02") == 2)
    #expect(track("01 00 00 00 FF") == 2)
    #expect(track("02 00 00 00 01") == 1)
    #expect(track("05 00 00 00 01") == 2)
  }

  @Test(arguments: [
    ("01 00 00 00 00", "5/24/00"), ("01 00 00 00 03", "5/24/00"), ("02 00 00 00 02", "5/24/00"),
    ("03 00 00 00 01", "5/24/00"), ("00 00 BA 74 00", "5/21/00"), ("00 FF FF FF 69", "5/21/00"),
  ])
  func `refuses what is not there`(query: String, sense: String) throws {
    let bench = try DriveBench(.bdR)
    #expect(bench.send(HexFixture("52 \(query) 00 00 30 00"), reply: 48).sense == sense)
  }

  @Test func `of the open track is refused when the medium is closed`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    bench.close(5)
    #expect(bench.openTrack().sense == "5/24/00")
    let track = bench.send("52 01 00 00 00 01 00 00 30 00", reply: 48)
    expectBytes(
      track.bytes,
      equal: """
        00 2E 01 01 00 04 01 02 00*8
        00 00 00 00 00 00 00 10 00 00 00 20 00 00 00 1F 00*16
        """)
  }

  @Test func `counts the pregap of a CD-R as the first track`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send("52 00 FF FF FF 6A 00 00 30 00", reply: 48).bytes[2] == 1)
  }
}
