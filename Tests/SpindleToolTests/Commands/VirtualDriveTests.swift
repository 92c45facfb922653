import Foundation
import TestSupport
import Testing

@Suite("spindlectl drive, medium and devices") struct VirtualDriveTests {
  private func devices(_ bench: Bench) throws -> [ToolEvent] {
    // Whoever runs the tests may have real drives.
    try bench.succeed(["devices", "--json"]).events().filter { $0["isVirtual"] == true }
  }

  @Test func `a drive that was added is listed with its name, and found by its id`() throws {
    let bench = try Bench(medium: "cd-r")
    let device = try #require(try devices(bench).first)
    #expect(device["id"] == bench.drive)
    #expect(device["title"] == "Trial (virtual)")
    #expect(device["location"] == bench.path("drive"))
    #expect(device["state"] == "ready")
    let info = try bench.succeed(["info", "virtual:drive"])
    #expect(info.output.hasPrefix("\(bench.drive)\n  Trial (virtual): CD-R, blank"))
  }

  @Test func `adding a drive again changes nothing, and says that its name stays`() throws {
    let bench = try Bench()
    let result = try bench.succeed(["drive", "add", bench.drive, "--name", "Other"])
    #expect(result.errors == "There is a drive already; it keeps its name “Trial”.\n")
    #expect(try devices(bench).map { $0["title"] } == ["Trial (virtual)"])
  }

  @Test func `a folder with other files in it does not become a drive`() throws {
    let bench = try Bench()
    try bench.makeFiles()
    let failure = try bench.failure(["drive", "add", "files"], status: 1)
    #expect(failure.code == "folderNotEmpty")
    #expect(try devices(bench).count == 1)
  }

  @Test func `removing a drive leaves its folder`() throws {
    let bench = try Bench(medium: "bd-r")
    let before = try FileManifest(folder: URL(filePath: bench.path("drive")))
    try bench.succeed(["drive", "remove", "drive"])
    #expect(try devices(bench).isEmpty)
    expectManifest(try FileManifest(folder: URL(filePath: bench.path("drive"))), equal: before)
    // It can be used as before.
    #expect(try bench.medium().condition == "blank")
  }

  @Test func `a drive that is not on the list cannot be removed from it`() throws {
    let failure = try Bench().failure(["drive", "remove", "elsewhere"], status: 3)
    #expect(failure.reasonCodes == ["driveNotFound"])
  }

  @Test func `a drive whose folder vanished is listed as one that is not there`() throws {
    let bench = try Bench()
    try FileManager.default.moveItem(atPath: bench.path("drive"), toPath: bench.path("moved"))
    let device = try #require(try devices(bench).first)
    #expect(device["title"] == "Trial (virtual)")
    #expect(device["state"] == "failed")
    #expect(
      try bench.succeed(["devices"]).output.contains("Trial (virtual): The drive is not there"))
    try bench.succeed(["drive", "remove", bench.path("drive")])
    #expect(try devices(bench).isEmpty)
  }

  @Test func `without drives, devices says how to get one`() throws {
    let bench = try Bench()
    try bench.succeed(["drive", "remove", "drive"])
    try #require(try bench.succeed(["devices", "--json"]).output.isEmpty, "there is a real drive")
    #expect(
      try bench.succeed(["devices"]).output
        == "There are no drives. Add a virtual one with: spindlectl drive add DIR\n")
  }

  @Test(arguments: [
    ("cd-r", "CD-R", 359_849), ("dvd+r", "DVD+R", 2_295_104), ("bd-r", "BD-R", 12_219_392),
  ])
  func `a usual disc is inserted, sparse, and the one before is kept`(
    kind: String, profile: String, blocks: Int
  ) throws {
    let bench = try Bench(medium: "cd-r")
    try bench.insert(kind)
    #expect(try bench.medium().condition == "blank")
    #expect(try bench.medium().capacityBlocks == blocks)
    #expect(try bench.succeed(["info", bench.drive]).output.contains("  Disc: \(profile)\n"))
    let media = try FileManager.default.contentsOfDirectory(atPath: bench.path("drive/media"))
    #expect(media.sorted() == ["1-cd-r", "2-\(kind)"])
    var status = stat()
    #expect(stat(bench.sectors(kind, number: 2).path, &status) == 0)
    #expect(status.st_blocks < 100)
  }

  @Test func `a capacity that no disc has is refused`() throws {
    let bench = try Bench()
    let failure = try bench.failure(
      ["medium", "insert", bench.drive, "cd-r", "--blocks", "9000000"], status: 2)
    #expect(failure.code == "impossibleCapacity")
  }

  @Test func `an export does not overwrite what is no plain file`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files"])
    let failure = try bench.failure(["medium", "export", bench.drive, "files"], status: 1)
    #expect(failure.code == "destinationNotAFile")
  }
}
