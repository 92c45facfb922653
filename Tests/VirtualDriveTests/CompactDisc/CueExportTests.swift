import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import VirtualDrive

@Suite("A compact disc as a cue sheet") struct CueExportTests {
  private func text(_ bench: DriveBench, _ name: String = "disc.cue") throws -> String {
    String(decoding: try bench.root.bytes(of: name), as: UTF8.self)
  }

  private static func cdInfo(_ bench: DriveBench) throws -> String {
    try ForeignProgram("cd-info", package: "Debian package libcdio-utils").run(
      ["--no-device-info", "--no-cddb", "--cue-file=\(bench.root.path("disc.cue").string)"]
    ).text
  }

  @Test func `has tracks, indices, codes and flags`() throws {
    let bench = try SessionAtOnceTests.burnedAudio()
    try bench.drive.exportMedium(to: bench.root.path("disc.cue"))
    #expect(
      try text(bench) == """
        CATALOG 0123456789012
        FILE "disc.bin" BINARY
          TRACK 01 AUDIO
            ISRC DEABC2500001
            INDEX 01 00:00:00
          TRACK 02 AUDIO
            FLAGS DCP
            INDEX 00 00:04:00
            INDEX 01 00:04:20
            INDEX 02 00:06:00

        """)
    #expect(try bench.root.bytes(of: "disc.bin") == DriveBench.audio(0..<700))
  }

  /// libcdio tells the places with the two seconds before the file.
  @Test func `is read by libcdio`() throws {
    let bench = try SessionAtOnceTests.burnedAudio()
    try bench.drive.exportMedium(to: bench.root.path("disc.cue"))
    let report = try Self.cdInfo(bench)
    #expect(report.contains("Disc mode is listed as: CD-DA"))
    #expect(report.contains("Media Catalog Number (MCN): 0123456789012"))
    let tracks = report.split(separator: "\n").filter {
      $0.contains(" 000") && !$0.contains("status")
    }.map { $0.split(separator: " ").prefix(4).joined(separator: " ") }
    #expect(
      tracks == [
        "1: 00:02:00 000000 audio", "2: 00:06:20 000320 audio", "170: 00:11:25 000700 leadout",
      ])
  }

  /// A mixed disc: an ISO 9660 image in track 1, audio behind it.
  @Test func `has data and audio, and libcdio reads the files`() throws {
    let bench = try DriveBench(.cdR)
    try bench.root.write(Array("hello, disc\n".utf8), to: "files/hello.txt")
    try ForeignProgram("genisoimage", package: "Debian package genisoimage").run(
      ["-quiet", "-V", "MIXED", "-o", "image.iso", "files"], in: bench.root.url)
    var image = try bench.root.bytes(of: "image.iso")
    image += [UInt8](repeating: 0, count: max(0, 300 * 2048 - image.count))
    let blocks = image.count / 2048
    bench.selectTrackAtOnce()
    #expect(bench.write(image, at: 0, size: 2048).status == 0)
    bench.synchronize()
    bench.select(type: 0x41, mode: 0, block: 0)
    let start = blocks + 152
    #expect(bench.burnAudio(start..<start + 300).status == 0)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    try bench.drive.exportMedium(to: bench.root.path("disc.cue"))
    #expect(try text(bench).contains("TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n"))
    let report = try Self.cdInfo(bench)
    #expect(report.contains("Disc mode is listed as: CD-ROM Mixed"))
    #expect(report.contains("label `MIXED"))
    try ForeignProgram("bchunk", package: "Debian package bchunk").run(
      ["-w", "disc.bin", "disc.cue", "track"], in: bench.root.url)
    let data = try bench.root.bytes(of: "track01.iso")
    let isSameImage = data.prefix(image.count).elementsEqual(image)
    #expect(isSameImage)
    let file = try ForeignProgram("isoinfo", package: "Debian package genisoimage").run(
      ["-i", "track01.iso", "-x", "/HELLO.TXT;1"], in: bench.root.url)
    #expect(file.text == "hello, disc\n")
    // A header of 44 bytes, and the run-out at the end.
    let samples = try bench.root.bytes(of: "track02.wav").dropFirst(44)
    let isSame = samples.elementsEqual(
      DriveBench.audio(start..<start + 300) + [UInt8](repeating: 0, count: 2 * 2352))
    #expect(isSame)
    let sectors = try bench.root.bytes(of: "disc.bin")
    #expect(sectors.count == (start + 302) * 2352)
    #expect(
      Array(sectors[start * 2352..<(start + 300) * 2352]) == DriveBench.audio(start..<start + 300))
    #expect(Array(sectors[..<2352]) == WholeSector.mode1(image[..<2048], at: 0))
  }

  @Test func `has every session, at the place it has on the disc`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<300)
    bench.synchronize()
    bench.close(2)
    let start = try #require(bench.nextWritableAddress())
    bench.burn(start..<start + 310)
    bench.synchronize()
    bench.close(2)
    try bench.drive.exportMedium(to: bench.root.path("disc.cue"))
    #expect(
      try text(bench) == """
        FILE "disc.bin" BINARY
        REM SESSION 01
          TRACK 01 MODE1/2352
            INDEX 01 00:00:00
        REM LEAD-OUT 00:04:02
        REM SESSION 02
          TRACK 02 MODE1/2352
            INDEX 00 02:34:02
            INDEX 01 02:36:02
        REM LEAD-OUT 02:40:14

        """)
    #expect(start == 11_702)
    let sectors = try bench.root.bytes(of: "disc.bin")
    #expect(
      Array(sectors[start * 2352..<start * 2352 + 2352])
        == WholeSector.mode1(DriveBench.pattern(start..<start + 1), at: Int64(start)))
    #expect(try stat(of: bench.root.path("disc.bin")).allocated < 700 * 2352)
    #expect(try Self.cdInfo(bench).contains("2: 02:38:02"))
  }

  @Test func `has the texts of CD-TEXT`() throws {
    let bench = try SessionAtOnceTests.burnedAudio()
    let record = try #require(bench.drive.read { $0.medium?.record })
    let texts = CDText(CDTextPackTests.block.bytes)
    #expect(texts[.title, 0] == "Demo")
    #expect(texts[.title, 3] == "Three")
    #expect(texts[.performer, 2] == "Anna")
    #expect(texts[.songwriter, 1] == nil)
    let lines = CueText(record, fileName: "a\"b.bin", texts: texts).lines
    #expect(
      lines.prefix(8) == [
        "CATALOG 0123456789012", "TITLE \"Demo\"", "PERFORMER \"Anna\"", "FILE \"a'b.bin\" BINARY",
        "  TRACK 01 AUDIO", "    TITLE \"One\"", "    PERFORMER \"Anna\"", "    ISRC DEABC2500001",
      ])
  }

  /// 09h repeats the text before it, E9h is é; an alphabet of two bytes is not read.
  @Test func `knows what CD-TEXT means`() {
    func pack(_ type: UInt8, _ track: UInt8, _ text: [UInt8], block: UInt8 = 0) -> [UInt8] {
      let padded = text + [UInt8](repeating: 0, count: 12 - text.count)
      return [type, track, 0, block << 4] + padded + [0, 0]
    }
    let packs =
      pack(0x81, 0, [0x43, 0xE9, 0, 0x09, 0, 0, 0x42]) + pack(0x80, 1, [0x41])
      + pack(0x80, 1, [0x5A], block: 1)
    let texts = CDText(packs)
    #expect(texts[.performer, 0] == "Cé")
    #expect(texts[.performer, 1] == "Cé")
    #expect(texts[.performer, 2] == nil)
    #expect(texts[.performer, 3] == "B")
    #expect(texts[.title, 0] == nil)
    #expect(texts[.title, 1] == "A")
    #expect(CDText(packs + pack(0x8F, 0, [0x80]))[.title, 1] == nil)
    #expect(CDText([1, 2, 3])[.title, 1] == nil)
  }

  @Test func `of audio is what an image cannot be`() throws {
    let bench = try SessionAtOnceTests.burnedAudio()
    let folder = try #require(bench.drive.medium).folder.string
    #expect(throws: VirtualDriveError.notOnlyData(path: folder)) {
      try bench.drive.exportMedium(to: bench.root.path("disc.iso"))
    }
    let dvd = try DriveBench(.dvdPlusR)
    dvd.burn(0..<32)
    dvd.synchronize()
    let other = try #require(dvd.drive.medium).folder.string
    #expect(throws: VirtualDriveError.notACompactDisc(path: other)) {
      try dvd.drive.exportMedium(to: dvd.root.path("disc.cue"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: dvd.root.path.string) == ["drive"])
  }

  @Test func `leaves nothing behind when the sectors cannot be read or written`() throws {
    let bench = try SessionAtOnceTests.burnedAudio()
    let folder = try #require(bench.drive.medium).folder
    bench.close()
    try bench.root.write([1], to: "disc.cue")
    let sectors = folder.appending("sectors.bin").string
    try FileManager.default.removeItem(atPath: sectors)
    try FileManager.default.createDirectory(atPath: sectors, withIntermediateDirectories: false)
    #expect(throws: VirtualDriveError.system(path: sectors, errorNumber: EISDIR)) {
      try VirtualDrive.exportMedium(ofDriveAt: bench.folder, to: bench.root.path("disc.cue"))
    }
    #expect(try bench.root.bytes(of: "disc.cue") == [1])
    try FileManager.default.createDirectory(
      at: bench.root.url.appending(path: "other.bin"), withIntermediateDirectories: false)
    #expect(
      throws: VirtualDriveError.destinationNotAFile(path: bench.root.path("other.bin").string)
    ) {
      try VirtualDrive.exportMedium(ofDriveAt: bench.folder, to: bench.root.path("other.cue"))
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.root.path.string).sorted()
        == ["disc.cue", "drive", "other.bin"])
  }
}
