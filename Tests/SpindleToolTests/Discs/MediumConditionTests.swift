import Foundation
import TestSupport
import Testing

@Suite("What a burn leaves of the medium") struct MediumConditionTests {
  @Test func `an appendable DVD+R still shows its space`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    let blank = try bench.medium()
    let result = try bench.succeed(["burn", bench.drive, "files", "--appendable", "--json"])
    let medium = try bench.medium()
    #expect(try result.events().last?["mediumCondition"] == "appendable")
    #expect(medium.condition == "appendable")
    let free = try #require(medium.freeBlocks)
    let blocks: Int = try #require(try result.events().last?["blocks"])
    #expect(free > 2_000_000)
    #expect(free <= (blank.freeBlocks ?? 0) - blocks)
    let info = try bench.succeed(["info", bench.drive]).output
    #expect(info.contains("DVD+R, begun, 4.6 GB free"), "\(info)")
  }

  @Test(arguments: ["cd-r", "dvd+r", "bd-r"])
  func `a closed one refuses with its reason, and stays as it is`(kind: String) throws {
    let bench = try Bench(medium: kind)
    try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files"])
    #expect(try bench.medium().condition == "closed")
    let before = try Data(contentsOf: bench.sectors(kind))
    let failure = try bench.failure(["burn", bench.drive, "files"], status: 3)
    #expect(failure.reasonCodes == ["mediumClosed"])
    #expect(failure.text?.contains("Nothing more can be written on this disc.") == true)
    expectBytes(try Data(contentsOf: bench.sectors(kind)), equal: before)
  }

  @Test func `one that is too small refuses before it is written, and says by how much`() throws {
    let bench = try Bench(medium: "dvd+r", blocks: 1000)
    try bench.makeFiles(["large": String(repeating: "x", count: 4_000_000)])
    let failure = try bench.failure(["burn", bench.drive, "files"], status: 3)
    let reason = try #require(failure.reasons.first)
    #expect(failure.reasonCodes == ["mediumTooSmall"])
    #expect(reason["availableBlocks"] as? Int == 1000)
    // 1,954 blocks of contents, and what the file systems take.
    #expect((1954..<2400).contains(reason["requiredBlocks"] as? Int ?? 0))
    #expect(failure.text?.contains("more than the disc has room for") == true)
    #expect(try bench.medium().condition == "blank")
    #expect(try bench.medium().freeBlocks == 1000)
    #expect(try Data(contentsOf: bench.sectors("dvd+r")).isEmpty)
  }

  @Test func `a dry run leaves the drive and the medium to the last byte as they were`() throws {
    let bench = try Bench(medium: "cd-r")
    try bench.makeFiles()
    let before = try FileManifest(folder: bench.folder.url)
    let result = try bench.succeed(["burn", bench.drive, "files", "--dry-run", "--json"])
    #expect(try result.events().last?["what"] == "dryRun")
    let plan = try #require(try result.events().first { $0.name == "plan" })
    #expect(plan["files"] == 2)
    #expect(plan["steps", as: [String].self]?.contains("write") == true)
    expectManifest(try FileManifest(folder: bench.folder.url), equal: before)
  }

  // 1× of a DVD is 1,385 kB/s; the virtual drive offers 16×, 12×, 8×, 6× and 4×.
  @Test(arguments: [("8", 11_080), ("11.9", 11_080), ("99", 22_160), ("1", 5540)])
  func `the next lower speed that the drive offers is taken`(speed: String, rate: Int) throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    let result = try bench.succeed([
      "burn", bench.drive, "files", "--dry-run", "--json", "--speed", speed,
    ])
    let plan = try #require(try result.events().first { $0.name == "plan" })
    #expect(plan["steps", as: [String].self]?.first == "set speed \(rate) kB/s")
  }

  @Test func `the tray is open after a burn that was to eject`() throws {
    let bench = try Bench(medium: "bd-r")
    try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files", "--eject"])
    let info = try bench.succeed(["info", bench.drive, "--json"])
    #expect(try info.events().first?["state"] == "trayOpen")
    try bench.succeed(["load", bench.drive])
    #expect(try bench.medium().condition == "closed")
  }
}
