import DiscModel
import Foundation
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@Suite("WRITE (2Ah, AAh)") struct WritingTests {
  @Test func `to CD-R is in packets if the write type is not set`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.write(0..<1).status == 0)
    #expect(bench.openTrack().bytes[6] == 0x21)
    bench.selectTrackAtOnce()
    #expect(bench.write(1..<2).sense == "5/64/00")
  }

  @Test func `of no blocks does nothing`() throws {
    let bench = try DriveBench(.dvdPlusR)
    #expect(bench.send("2A 00 00 00 00 00 00 00 00 00").status == 0)
    #expect(bench.drive.medium?.condition == .blank)
  }

  @Test func `with twelve bytes does the same`() throws {
    let bench = try DriveBench(.bdR)
    let outcome = bench.send(
      "AA 00 00 00 00 00 00 00 00 20 80 00", data: DriveBench.pattern(0..<32))
    #expect(outcome.status == 0)
    #expect(
      bench.send("A8 00 00 00 00 00 00 00 00 20 00 00", reply: 65_536).bytes
        == DriveBench.pattern(0..<32))
  }

  @Test(arguments: [(MediumKind.cdR, 700), (.dvdPlusR, 64), (.bdR, 96)] as [(MediumKind, Int64)])
  func `fills a medium to the last block and no further`(kind: MediumKind, blocks: Int64) throws {
    let bench = try DriveBench(kind, blocks: blocks)
    bench.selectTrackAtOnce()
    let end = Int(blocks)
    #expect(bench.burn(0..<end - 2).status == 0)
    #expect(bench.write(end - 2..<end + 1).sense == "5/21/00")
    #expect(bench.write(end - 2..<end).status == 0)
    #expect(bench.nextWritableAddress() == nil)
    #expect(bench.openTrack().long(16) == 0)
    #expect(bench.write(end..<end + 1).sense == "5/21/00")
    bench.synchronize()
    #expect(bench.read(0..<end).bytes == DriveBench.pattern(0..<end))
  }

  @Test func `does not fill the last unit beyond the end of the medium`() throws {
    let bench = try DriveBench(.bdR, blocks: 40)
    #expect(bench.burn(0..<33).status == 0)
    bench.synchronize()
    #expect(bench.nextWritableAddress() == nil)
    #expect(bench.read(32..<40).status == 0)
    #expect(bench.read(40..<41).sense == "5/21/00")
  }

  @Test func `keeps zeros as holes, and counts them as recorded`() throws {
    let bench = try DriveBench(.bdR)
    let zeros = [UInt8](repeating: 0, count: 2048 * 4096)
    for start in stride(from: 0, to: 65_536, by: 4096) {
      let command = HexFixture(bytes: [
        0x2A, 0, 0, UInt8(start >> 16), UInt8(start >> 8 & 0xFF), 0, 0, 0x10, 0, 0,
      ])
      #expect(bench.send(command, data: zeros).status == 0)
    }
    bench.write(65_536..<65_568)
    bench.synchronize()
    let sectors = try #require(bench.drive.medium).folder.appending("sectors.iso")
    let size = try stat(of: sectors)
    #expect(size.bytes == 65_568 * 2048)
    #expect(size.allocated < 1 << 20)
    #expect(
      bench.read(65_535..<65_537).bytes
        == [UInt8](repeating: 0, count: 2048) + DriveBench.pattern(65_536..<65_537))
  }

  @Test func `costs no disk space on a blank disc of 25 GB`() throws {
    let bench = try DriveBench(.bdR)
    let sectors = try #require(bench.drive.medium).folder.appending("sectors.iso")
    #expect(try stat(of: sectors).allocated == 0)
    #expect(bench.openTrack().long(16) == 12_219_392)
  }

  @Test func `leaves the sectors as a plain image`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<48)
    bench.synchronize()
    let sectors = try #require(bench.drive.medium).folder.appending("sectors.iso")
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: sectors.string)))
    #expect(bytes == DriveBench.pattern(0..<48))
  }

  @Test func `takes 99 tracks on a CD-R and no more`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    for track in 1...99 {
      let next = try #require(bench.nextWritableAddress())
      #expect(bench.write(next..<next + 1).status == 0)
      #expect(bench.close(1, track: UInt8(track)).status == 0)
    }
    #expect(bench.nextWritableAddress() == nil)
    #expect(bench.write(99 * 452..<99 * 452 + 1).sense == "5/72/05")
    #expect(bench.close(2).status == 0)
  }
}

@Suite("READ (28h, A8h) and VERIFY (2Fh)") struct ReadingTests {
  @Test(arguments: MediumKind.plainWriteOnce)
  func `finds nothing on a blank medium`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    #expect(bench.read(0..<1).sense == "5/21/00")
    #expect(bench.send("2F 00 00 00 00 00 00 00 01 00").sense == "5/21/00")
    #expect(bench.send("28 00 00 00 00 00 00 00 00 00").status == 0)
  }

  @Test func `ends with the last recorded block`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<64)
    #expect(bench.read(63..<64).status == 0)
    let beyond = bench.read(63..<65)
    #expect(beyond.sense == "5/21/00")
    #expect(beyond.bytes.isEmpty)
    #expect(bench.read(-1..<0).sense == "5/21/00")
  }

  @Test func `verifies without sending anything`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.close(2)
    #expect(bench.send("2F 00 00 00 00 00 00 01 2C 00").status == 0)
    #expect(bench.send("2F 00 00 00 00 00 00 01 2D 00").sense == "3/11/05")
    #expect(bench.send("2F 02 00 00 00 00 00 00 01 00").sense == "5/24/00")
  }

  @Test func `does not know relative addresses`() throws {
    let bench = try DriveBench(.bdR)
    let outcome = bench.send("28 01 00 00 00 00 00 00 01 00", reply: 2048)
    expectBytes(outcome.senseBytes[12...], equal: "24 00 00 C8 00 01")
  }
}

/// The size of a file and the bytes it takes on the disk.
func stat(of path: FilePath) throws -> (bytes: Int, allocated: Int) {
  var information = Foundation.stat()
  try #require(lstat(path.string, &information) == 0)
  return (Int(information.st_size), Int(information.st_blocks) * 512)
}
