import DiscModel
import MMC
import TestSupport
import Testing

@Suite("What goes with one command") struct TransferSizeTests {
  // 32 blocks of data are 64 KiB, 16 are 32 KiB; 27 of audio are 63,504 bytes.
  @Test(
    arguments: [
      (nil, 32, .data, 1, 32), (1 << 20, 32, .data, 16, 32), (65_536, 32, .data, 32, 32),
      (65_535, 32, .data, 1, 31), (65_535, 32, .data, 16, 16), (61_440, 32, .data, 16, 16),
      (32_768, 32, .data, 16, 16), (32_768, 32, .data, 32, 16), (61_440, 32, .data, 32, 16),
      (4096, 32, .data, 16, 2), (6144, 32, .data, 16, 2), (512, 32, .data, 16, 1),
      (0, 32, .data, 1, 1), (32_768, 27, .audio, 1, 13), (65_536, 27, .audio, 1, 27),
      (32_768, 64, .leadInText, 1, 64),
    ] as [(Int?, Int, SectorFormat, Int, Int)])
  func `is what the way to the drive carries, in whole units of the medium`(
    limit: Int?, wanted: Int, format: SectorFormat, unit: Int, expected: Int
  ) async throws {
    let bench = DriveBench(maximumByteCount: limit)
    let blocks = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      drive.commandBlocks(of: format, upTo: BlockCount(wanted), unit: BlockCount(unit))
    }
    #expect(blocks == BlockCount(expected))
  }

  @Test func `is split where more is read`() async throws {
    let bench = DriveBench(
      [
        "28 00 00 00 00 10": [.good("11*4096")], "28 00 00 00 00 12": [.good("22*4096")],
        "28 00 00 00 00 14": [.good("33*2048")],
      ], maximumByteCount: 6143)
    let bytes = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 10_240, alignment: 4096)
      defer { buffer.deallocate() }
      try drive.read(at: LogicalBlockAddress(16), blocks: BlockCount(5), into: buffer)
      return Array(buffer)
    }
    #expect(
      bench.commands == [
        "28 00 00 00 00 10 00 00 02 00", "28 00 00 00 00 12 00 00 02 00",
        "28 00 00 00 00 14 00 00 01 00",
      ])
    expectBytes(bytes, equal: "11*4096 22*4096 33*2048")
  }

  @Test func `is never more of a reply`() async throws {
    // A full table of contents that announces 1,000 bytes, of which 512 may come.
    let bench = DriveBench(
      ["43": [.good("03 E6 01 01"), .good("03 E6 01 01 01 14 00 A0 00 00 00 00 01 00 00")]],
      maximumByteCount: 512)
    _ = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.send(ReadRawTOC())
    }
    #expect(bench.commands.last == "43 00 02 00 00 00 01 02 00 00")
  }
}
