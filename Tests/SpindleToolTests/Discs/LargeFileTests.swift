import Foundation
import TestSupport
import Testing

@Suite("A file of 4.5 GiB on BD-R") struct LargeFileTests {
  private static let byteCount: UInt64 = 4608 << 20

  @Test func `is read back equal by bsdtar and 7z, and takes no room`() throws {
    let bench = try Bench(medium: "bd-r")
    try makeSparseFile(bench.path("large.bin"))
    // What was sent is compared by the others below, from the first byte to the last.
    try bench.succeed(
      ["burn", bench.drive, "large.bin", "--verify", "quick"], limit: .seconds(240))

    let sectors = bench.sectors("bd-r")
    var status = stat()
    #expect(stat(sectors.path, &status) == 0)
    #expect(UInt64(status.st_size) > Self.byteCount)
    #expect(status.st_blocks * 512 < 2_000_000)
    for reader in [#"bsdtar -xOf "$1" large.bin"#, #"7z x -so "$1" large.bin"#] {
      let result = try bench.tool.shell(
        reader + " | cmp - large.bin", [sectors.path], in: bench.folder.url, limit: .seconds(240))
      #expect(result.status == 0, "\(reader): \(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  /// Holes but for some bytes at the start, across 4 GiB, and at the end.
  private func makeSparseFile(_ path: String) throws {
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    for (offset, text) in [
      (0, "begin"), ((4 << 30) - 4, "over 4 GiB"), (Self.byteCount - 3, "end"),
    ] {
      try file.seek(toOffset: offset)
      try file.write(contentsOf: Data(text.utf8))
    }
    try file.close()
  }
}
