import DiscModel
import TestSupport
import Testing

@testable import VirtualDrive

/// Source: MMC-6, "RESERVE TRACK Command", "CLOSE TRACK SESSION Command".
@Suite("Reserved tracks on CD") struct ReservedCDTrackTests {
  @Test func `are known to the program memory before they are written`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    #expect(bench.reserve(400).status == 0)
    // Reserved and blank, mode 1; 400 blocks from 0 on, all free.
    expectBytes(bench.track(1).bytes[5..<8], equal: "04 C1 01")
    expectBytes(
      bench.track(1).bytes[8..<20], equal: "00 00 00 00 00 00 00 00 00 00 01 90")
    #expect(bench.track(1).long(24) == 400)
    // From 00:02:00 to 402 blocks behind: 00:07:27.
    expectBytes(bench.table(3), equal: "00 0D 00 00 00 14 00 01 00 07 1B 00 00 02 00")
    // The next track has its pregap of 150 behind the two blocks of run-out.
    #expect(bench.nextWritableAddress() == 552)
    #expect(bench.openTrack().bytes[2] == 2)
    #expect(bench.discInformation().bytes[2] == 0x05)
    #expect(bench.read(0..<1).sense == "3/11/05")
  }

  @Test func `are written in any order`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    #expect(bench.reserve(400).status == 0)
    #expect(bench.reserve(300).status == 0)
    #expect(bench.track(2).long(8) == 552)
    #expect(bench.fill(552..<852, with: 2).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.track(2).bytes[6] == 0x01)
    #expect(bench.track(1).bytes[6] == 0xC1)
    #expect(bench.fill(1004..<1304, with: 3).status == 0)
    #expect(bench.fill(0..<200, with: 1).status == 0)
    #expect(bench.track(1).bytes[6] == 0x81)
    #expect(bench.track(1).long(12) == 200)
    #expect(bench.track(1).long(16) == 200)
    #expect(bench.fill(200..<401, with: 1).sense == "5/21/00")
    #expect(bench.fill(200..<400, with: 1).status == 0)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    bench.settle()
    expectBytes(
      bench.table(0),
      equal: """
        00 22 01 03
        00 14 01 00 00 00 00 00
        00 14 02 00 00 00 02 28     # 552
        00 14 03 00 00 00 03 EC     # 1004
        00 14 AA 00 00 00 05 1A     # 1306
        """)
    for (address, value) in [(0, 1), (399, 1), (552, 2), (851, 2), (1004, 3), (1303, 3)] {
      let block = bench.read(address..<address + 1)
      #expect(block.bytes == .init(repeating: UInt8(value), count: 2048), "\(address)")
    }
  }

  @Test func `must be written before the session is closed`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    #expect(bench.reserve(400).status == 0)
    #expect(bench.close(2).sense == "5/72/04")
    bench.fill(552..<900, with: 2)
    bench.synchronize()
    #expect(bench.close(2).sense == "5/72/04")
    #expect(bench.discInformation().bytes[2] == 0x05)
    // Closing the track fills it with zeros.
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    bench.settle()
    #expect(bench.read(0..<400).bytes.allSatisfy { $0 == 0 })
    #expect(bench.read(400..<401).sense == "3/11/05")
    #expect(bench.read(552..<900).bytes.allSatisfy { $0 == 2 })
  }

  @Test func `end with what is written at once, and are filled`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    #expect(bench.reserve(400).status == 0)
    bench.fill(0..<100, with: 1)
    bench.synchronize()
    expectBytes(bench.track(1).bytes[5..<8], equal: "04 01 00")
    #expect(bench.track(1).long(24) == 402)
    #expect(bench.close(2).status == 0)
    bench.settle()
    expectBytes(bench.read(98..<102).bytes, equal: "01*4096 00*4096")
  }

  @Test func `take packets one after the other`() throws {
    let bench = try DriveBench(.cdRW)
    bench.selectPackets(size: 32)
    #expect(bench.reserve(1000).status == 0)
    // 32 packets of 32.
    expectBytes(bench.track(1).bytes[5..<8], equal: "05 F1 01")
    expectBytes(bench.track(1).bytes[20..<28], equal: "00 00 00 20 00 00 04 00")
    // 32 packets of 39, and the pregap.
    #expect(bench.nextWritableAddress() == 32 * 39 + 150)
    bench.fill(0..<32, with: 1)
    bench.synchronize()
    expectBytes(bench.track(1).bytes[5..<8], equal: "05 B1 01")
    #expect(bench.track(1).long(12) == 32)
    #expect(bench.close(2).sense == "5/72/04")
    #expect(bench.fill(32..<1024, with: 2).status == 0)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    bench.settle()
    expectBytes(bench.read(31..<33).bytes, equal: "01*2048 02*2048")
  }

  @Test func `are of four seconds at least, and of the room there is at most`() throws {
    let bench = try DriveBench(.cdR, blocks: 1000)
    bench.selectTrackAtOnce()
    #expect(bench.reserve(0).sense == "5/24/00")
    #expect(bench.reserve(999).sense == "5/21/00")
    #expect(bench.reserve(10).status == 0)
    #expect(bench.track(1).long(24) == 300)
    #expect(bench.reserve(547).sense == "5/21/00")
    #expect(bench.reserve(546).status == 0)
    #expect(bench.track(2).long(8) == 452)
    #expect(bench.reserve(300).sense == "5/72/05")
  }

  @Test func `are of the kind that page 05h tells, and stay so`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    #expect(bench.reserve(300).sense == "5/64/00")
    bench.select(type: 0x41, mode: 0, block: 0)
    #expect(bench.reserve(300).status == 0)
    expectBytes(bench.track(1).bytes[5..<8], equal: "00 CF 01")
    bench.selectTrackAtOnce()
    #expect(bench.write(0..<10).sense == "5/64/00")
    bench.select(type: 0x41, mode: 0, block: 0)
    #expect(bench.burnAudio(0..<300).status == 0)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    bench.settle()
    expectBytes(bench.readCD(299..<300).bytes, equal: DriveBench.audio(299..<300))
  }

  @Test func `cannot be reserved behind one that is open`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.write(0..<10)
    #expect(bench.reserve(300).sense == "5/2C/00")
    bench.synchronize()
    #expect(bench.reserve(300).status == 0)
    #expect(bench.track(2).long(8) == 452)
  }

  @Test func `are gone after a test`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(testWrite: true)
    #expect(bench.reserve(300).status == 0)
    #expect(bench.track(1).bytes[6] == 0xC1)
    bench.selectTrackAtOnce()
    #expect(bench.discInformation().bytes[2] == 0x00)
    #expect(bench.track(1).bytes[6] & 0xC0 == 0x40)
  }

  @Test func `are kept, and unreserved by BLANK`() throws {
    let bench = try DriveBench(.cdRW)
    bench.selectTrackAtOnce(multiSession: 3)
    #expect(bench.reserve(400).status == 0)
    try bench.reopen()
    _ = bench.test()
    expectBytes(bench.track(1).bytes[5..<8], equal: "04 C1 01")
    #expect(bench.blank(3, number: 1).status == 0)
    bench.settle()
    #expect(bench.discInformation().bytes[2] == 0x10)
    expectBytes(bench.table(3), equal: "00 02 00 00")
  }
}
