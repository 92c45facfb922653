import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing

@testable import VirtualDrive

/// Two layers of 4,096 blocks, so that the second ends at 8,192.
/// Source: MMC-6, "Layer Jump Recording", "READ TRACK INFORMATION Command", "READ DISC STRUCTURE Command".
@Suite("DVD-R DL recorded in jumps") struct LayerJumpTests {
  private func select(_ bench: DriveBench, multiSession: UInt8 = 0) -> Outcome {
    var list = DriveBench.writeParameters(type: 0x64, mode: multiSession << 6 | 0x25)
    list[8 + 5] = 16
    list[8 + 13] = 16
    return bench.send("55 10 00 00 00 00 00 00 3C 00", data: list)
  }

  /// SEND DISC STRUCTURE: 22h the interval, 23h the last block before the next jump.
  private func send(_ bench: DriveBench, _ format: UInt8, _ number: UInt16) -> Outcome {
    bench.send(
      HexFixture(bytes: [0xBF, 0, 0, 0, 0, 0, 0, format, 0, 12, 0, 0]),
      data: [0, 10, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(number >> 8), UInt8(number & 0xFF)])
  }

  private func structure(_ bench: DriveBench, _ format: UInt8) -> [UInt8] {
    bench.send(
      HexFixture(bytes: [0xAD, 0, 0, 0, 0, 0, 0, format, 0, 12, 0, 0]), reply: 12
    ).bytes
  }

  private func jumping(interval: UInt16 = 64) throws -> DriveBench {
    let bench = try DriveBench(.dvdMinusRDualLayer, blocks: 8192)
    try #require(select(bench).status == 0)
    if interval > 0 { try #require(send(bench, 0x22, interval).status == 0) }
    return bench
  }

  private func profile(_ bench: DriveBench) -> [UInt8] {
    Array(bench.send("46 02 00 33 00 00 00 00 14 00", reply: 20).bytes[6..<8])
  }

  @Test func `is chosen for a blank disc by page 05h, which becomes another profile`() throws {
    let bench = try DriveBench(.dvdMinusRDualLayer, blocks: 8192)
    #expect(profile(bench) == [0x00, 0x15])
    #expect(select(bench).status == 0)
    expectBytes(
      bench.send("46 02 00 33 00 00 00 00 14 00", reply: 20).bytes,
      equal: "00 00 00 10 00 00 00 16 00 33 01 08 00 00 00 01 10 00 00 00")
    #expect(
      ConfigurationTests.currentFeatures(bench)
        .subtracting([0, 1, 2, 3, 0x100, 0x105, 0x107, 0x108]) == [0x0010, 0x001F, 0x002F, 0x0033])
    // Where to jump must be told; there is no next writable address.
    expectBytes(bench.track(1).bytes[5..<8], equal: "44 61 00")
    #expect(bench.write(0..<16).sense == "5/2C/00")
    // Bit by bit it can still be written.
    bench.selectDVD()
    #expect(profile(bench) == [0x00, 0x15])
    #expect(bench.write(0..<16).status == 0)
    #expect(select(bench).status == 0)
    #expect(bench.write(16..<32).sense == "5/64/00")
  }

  @Test func `goes to the second layer and back at an interval`() throws {
    let bench = try jumping()
    expectBytes(structure(bench, 0x22), equal: "00 0A 00 00 00 00 00 00 00 00 00 40")
    // The next jump is behind block 3Fh, by the interval; 2000h blocks are free.
    expectBytes(bench.track(1).bytes[5..<8], equal: "C4 61 01")
    expectBytes(bench.track(1).bytes[12..<20], equal: "00 00 00 00 00 00 20 00")
    expectBytes(bench.track(1).bytes[40..<48], equal: "00 00 00 3F 00 00 00 00")
    #expect(bench.write(0..<32).status == 0)
    #expect(bench.write(32..<64).status == 0)
    // 1FC0h lies above block 3Fh, at the other layer's end.
    expectBytes(bench.track(1).bytes[5..<8], equal: "C4 21 03")
    expectBytes(bench.track(1).bytes[12..<20], equal: "00 00 1F C0 00 00 1F C0")
    expectBytes(bench.track(1).bytes[28..<32], equal: "00 00 00 3F")
    expectBytes(bench.track(1).bytes[40..<48], equal: "00 00 1F FF 00 00 00 3F")
    #expect(bench.write(64..<80).sense == "5/21/02")
    #expect(bench.write(8128..<8192).status == 0)
    expectBytes(bench.track(1).bytes[12..<16], equal: "00 00 00 40")
    expectBytes(bench.track(1).bytes[40..<48], equal: "00 00 00 7F 00 00 1F FF")
    #expect(bench.write(64..<128).status == 0)
    expectBytes(bench.track(1).bytes[12..<16], equal: "00 00 1F 80")
    #expect(bench.write(8064..<8128).status == 0)
    bench.synchronize()
    for range in [0..<128, 8064..<8192] {
      expectBytes(bench.read(range).bytes, equal: DriveBench.pattern(range))
    }
    #expect(bench.read(128..<129).sense == "3/11/05")
    #expect(bench.read(100..<200).senseBytes[3..<7] == [0, 0, 0, 0x80])
  }

  @Test func `takes no write across a jump`() throws {
    let bench = try jumping()
    #expect(bench.write(0..<80).sense == "5/21/03")
    #expect(bench.write(0..<64).status == 0)
    #expect(bench.write(8128..<8144).status == 0)
    #expect(bench.write(8144..<8208).sense == "5/21/00")
    #expect(bench.read(64..<65).sense == "3/11/05")
  }

  @Test func `jumps where the host says, once`() throws {
    let bench = try jumping(interval: 0)
    #expect(send(bench, 0x23, 0x1F).status == 0)
    expectBytes(structure(bench, 0x23), equal: "00 0A 00 00 00 00 00 00 00 00 00 1F")
    expectBytes(bench.track(1).bytes[5..<8], equal: "84 61 01")
    #expect(bench.write(0..<16).status == 0)
    // Still on the first layer, it may be moved.
    #expect(send(bench, 0x23, 0x2F).status == 0)
    #expect(bench.track(1).long(40) == 0x2F)
    #expect(bench.write(16..<48).status == 0)
    #expect(bench.write(8144..<8192).status == 0)
    // The next one must be told again.
    expectBytes(bench.track(1).bytes[5..<8], equal: "44 21 02")
    #expect(bench.write(48..<64).sense == "5/2C/00")
    #expect(send(bench, 0x23, 0x2F).sense == "5/26/00")
    #expect(send(bench, 0x23, 0x3F).status == 0)
    #expect(bench.write(48..<64).status == 0)
    #expect(bench.track(1).long(12) == 8192 - 64)
  }

  @Test func `jumps in whole ECC blocks within the layer`() throws {
    let bench = try jumping(interval: 0)
    for (format, number) in [(0x22, 8), (0x22, 4112), (0x23, 0x20), (0x23, 4111)] {
      #expect(send(bench, UInt8(format), UInt16(number)).sense == "5/26/00")
    }
    #expect(
      bench.send("BF 00 00 00 00 00 00 22 00 08 00 00", data: .init(repeating: 0, count: 8)).sense
        == "5/1A/00")
    let other = try DriveBench(.dvdMinusRDualLayer, blocks: 8192)
    #expect(send(other, 0x22, 64).sense == "5/30/02")
    #expect(send(try DriveBench(.dvdPlusRDualLayer, blocks: 8192), 0x22, 64).sense == "5/30/02")
  }

  @Test func `is reserved by nobody`() throws {
    #expect(try jumping().reserve(64).sense == "5/2C/00")
  }

  @Test(arguments: [UInt8(0), 3])
  func `is closed at one radius, for good`(multiSession: UInt8) throws {
    let bench = try jumping()
    #expect(select(bench, multiSession: multiSession).status == 0)
    bench.write(0..<64)
    bench.write(8128..<8192)
    bench.write(64..<96)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    bench.settle()
    #expect(bench.discInformation().bytes[2] == 0x0E)
    #expect(profile(bench) == [0x00, 0x16])
    expectBytes(
      bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).bytes,
      equal: "00 00 1F FF 00 00 08 00")
    #expect(bench.track(1).long(24) == 8192)
    expectBytes(bench.read(64..<96).bytes, equal: DriveBench.pattern(64..<96))
    expectBytes(bench.read(8096..<8128).bytes, equal: "00*65536")
    #expect(bench.read(96..<97).sense == "3/11/05")
    #expect(bench.read(8095..<8096).sense == "3/11/05")
    #expect(bench.write(96..<112).sense == "7/27/00")
    #expect(send(bench, 0x22, 64).sense == "7/27/00")
  }

  @Test func `ends where both layers are full`() throws {
    let bench = try DriveBench(.dvdMinusRDualLayer, blocks: 64)
    #expect(select(bench).status == 0)
    #expect(send(bench, 0x22, 32).status == 0)
    #expect(bench.write(0..<32).status == 0)
    #expect(bench.write(32..<64).status == 0)
    #expect(bench.track(1).bytes[7] == 0x02)
    #expect(bench.write(32..<48).sense == "5/21/02")
    #expect(bench.close(2).status == 0)
    expectBytes(bench.read(0..<64).bytes, equal: DriveBench.pattern(0..<64))
  }

  @Test func `is kept, also of a program that was killed`() throws {
    let bench = try jumping()
    bench.write(0..<64)
    bench.write(8128..<8192)
    bench.write(64..<80)
    try bench.reopen()
    _ = bench.test()
    #expect(profile(bench) == [0x00, 0x16])
    #expect(bench.track(1).bytes[5] & 0x20 != 0)
    #expect(bench.track(1).long(12) == 80)
    for range in [0..<80, 8128..<8192] {
      expectBytes(bench.read(range).bytes, equal: DriveBench.pattern(range))
    }
    #expect(select(bench).status == 0)
    #expect(bench.write(80..<128).status == 0)
    #expect(bench.track(1).long(12) == 8064)
  }

  @Test func `is read by the engine as what it is`() async throws {
    let bench = try jumping()
    bench.write(0..<64)
    bench.synchronize()
    let drive = bench.drive
    let found = try #require(
      try await DriveReference(name: "virtual") { _ in drive }.inspect().medium)
    #expect(found.profile == .dvdMinusRDualLayerJump)
    #expect(found.condition == .appendable)
    #expect(found.capacity == BlockCount(8192))
    #expect(found.freeBlocks == BlockCount(8128))
    #expect(found.nextWritableAddress == LogicalBlockAddress(8128))
    #expect(found.tracks.map(\.blocks) == [BlockCount(64)])
  }

  @Test(arguments: [[0], [32, 16], [8], [48, 4112]] as [[Int64]])
  func `is refused as no recording leaves it`(ends: [Int64]) {
    var record = MediumRecord(kind: .dvdMinusRDualLayer, blocks: 8192)
    record.layerJump = LayerJump(interval: 16, ends: [16, 32])
    #expect(record.fault == nil)
    record.layerJump?.ends = ends
    #expect(record.fault == "layerJump")
    var other = MediumRecord(kind: .dvdPlusRDualLayer, blocks: 8192)
    other.layerJump = LayerJump()
    #expect(other.fault == "layerJump")
  }
}
