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

  @Test func `a folder that cannot be made is told as what it is`() throws {
    let failure = try Bench().failure(["drive", "add", "/proc/spindle"], status: 1)
    #expect(failure.code == "system")
    #expect(failure.text?.contains("“/proc/spindle” cannot be used") == true)
  }

  @Test func `a drive whose description is damaged is one that cannot be opened`() throws {
    let bench = try Bench(medium: "cd-r")
    try bench.folder.write(Array("{".utf8), to: "drive/drive.json")
    let device = try #require(try devices(bench).first)
    #expect(device["state"] == "failed")
    #expect(device["stateText"] == "The drive could not be opened")
    let failure = try bench.failure(["info", bench.drive], status: 3)
    #expect(failure.code == "damagedDescription")
    #expect(failure.text?.contains(bench.path("drive/drive.json")) == true)
  }

  @Test func `a medium whose folder was deleted is not in the drive`() throws {
    let bench = try Bench(medium: "dvd+r")
    try FileManager.default.removeItem(atPath: bench.path("drive/media/1-dvd+r"))
    #expect(try devices(bench).first?["state"] == "noMedium")
    try bench.succeed(["info", bench.drive])
    try bench.succeed(["eject", bench.drive])
    #expect(try bench.failure(["load", bench.drive], status: 3).code == "noMedium")
    try FileManager.default.removeItem(atPath: bench.path("drive/media"))
    try bench.insert("bd-r")
    #expect(try bench.medium().condition == "blank")
  }

  @Test func `a damaged medium is named, and can be ejected and replaced`() throws {
    let bench = try Bench(medium: "cd-r")
    let file = "drive/media/1-cd-r/medium.json"
    try bench.folder.write(Array("{".utf8), to: file)
    #expect(try devices(bench).first?["state"] == "failed")
    for command in [["info"], ["load"], ["burn", "--dry-run"], ["verify"]] {
      let sources = command == ["info"] || command == ["load"] ? [] : [try bench.makeFiles()]
      let failure = try bench.failure(command + [bench.drive] + sources, status: 3)
      #expect(failure.code == "damagedDescription", "\(command)")
      #expect(failure.text?.contains(bench.path(file)) == true, "\(command)")
    }
    #expect(
      try bench.failure(["medium", "export", bench.drive, "out.iso"], status: 3).code
        == "damagedDescription")
    try bench.succeed(["eject", bench.drive])
    #expect(try devices(bench).first?["state"] == "trayOpen")
    try bench.insert("cd-r")
    #expect(try bench.medium().condition == "blank")
    #expect(try bench.folder.bytes(of: file) == Array("{".utf8))
  }

  @Test func `without drives, devices says how to get one`() throws {
    let bench = try Bench()
    try bench.succeed(["drive", "remove", "drive"])
    let events = try bench.succeed(["devices", "--json"]).events()
    try #require(events.map(\.name) == ["environment"], "there is a real drive")
    #expect(events.first?["state"] == "noDrive")
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

  @Test func `layers that no disc has are refused`() throws {
    let bench = try Bench()
    let failure = try bench.failure(
      ["medium", "insert", bench.drive, "bd-r", "--layers", "5"], status: 2)
    #expect(failure.code == "impossibleLayers")
    #expect(failure.text?.hasSuffix("Choose 1 to 4 layers.") == true, "\(failure.text ?? "")")
    for (kind, sentence) in [
      ("cd-r", "It always has 1 layer."), ("dvd+r-dl", "It always has 2 layers."),
    ] {
      let failure = try bench.failure(
        ["medium", "insert", bench.drive, kind, "--layers", "3"], status: 2)
      #expect(failure.text?.hasSuffix(sentence) == true, "\(failure.text ?? "")")
    }
  }

  @Test func `a drive is as peculiar as it was made`() throws {
    let bench = try Bench()
    try bench.succeed([
      "drive", "add", bench.path("odd"), "--quirk", "no-progress", "--quirk", "close-busy",
    ])
    let record = try String(contentsOfFile: bench.path("odd/drive.json"), encoding: .utf8)
    #expect(record.contains("\"close-busy\",\n    \"no-progress\""))
  }

  @Test func `peculiarities that a drive was not made with are refused, and nothing is changed`()
    throws
  {
    let bench = try Bench()
    let record = try bench.folder.bytes(of: "drive/drive.json")
    let failure = try bench.failure(
      ["drive", "add", bench.drive, "--quirk", "no-progress"], status: 1)
    #expect(failure.code == "driveExists")
    #expect(failure.text?.contains("Leave out --quirk, or add a new drive") == true)
    #expect(try bench.folder.bytes(of: "drive/drive.json") == record)
    // The same once more is no mistake.
    try bench.succeed(["drive", "add", "odd", "--quirk", "no-progress"])
    try bench.succeed(["drive", "add", "odd", "--quirk", "no-progress"])
    try bench.succeed(["drive", "add", "odd"])
  }

  @Test func `the drive is as slow as a real one while it holds a disc at raw speed`() throws {
    let bench = try Bench()
    try bench.succeed(["medium", "insert", bench.drive, "dvd+r", "--blocks", "4096", "--raw-speed"])
    let record = bench.path("drive/drive.json")
    #expect(try String(contentsOfFile: record, encoding: .utf8).contains("\"real-time\""))
    try bench.insert("cd-r")
    #expect(try !String(contentsOfFile: record, encoding: .utf8).contains("\"real-time\""))
  }

  @Test func `a DVD-RAM can be write-protected by its cartridge, and no other medium`() throws {
    let bench = try Bench()
    try bench.succeed(["medium", "insert", bench.drive, "dvd-ram", "--write-protected"])
    let record = bench.path("drive/media/1-dvd-ram/medium.json")
    #expect(
      try String(contentsOfFile: record, encoding: .utf8).contains("\"isByCartridge\" : true"))
    let refused = try bench.run(["medium", "insert", bench.drive, "bd-re", "--write-protected"])
    #expect(refused.status == 2)
  }

  @Test func `what a program left that was killed goes when its drive is written to`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    // A process that is gone, and one that is there: this one.
    let gone = try bench.tool.shell("echo $$").output.dropLast()
    for folder in ["drive/media/1-dvd+r/.medium.json.", "drive/.drive.json.", ".out.iso."] {
      for maker in [String(gone), "\(getpid())"] {
        try bench.folder.write([1], to: "\(folder)\(maker)-7")
      }
      try bench.folder.write([1], to: "\(folder)backup")
    }
    try bench.succeed(["info", bench.drive])
    #expect(try bench.names(beginningWith: ".medium", in: "drive/media/1-dvd+r").count == 3)
    try bench.succeed(["burn", bench.drive, "files"])
    try bench.succeed(["medium", "export", bench.drive, "out.iso"])
    for (folder, name) in [
      ("drive/media/1-dvd+r", ".medium.json."), ("drive", ".drive.json."), ("", ".out.iso."),
    ] {
      #expect(
        try bench.names(beginningWith: ".", in: folder).filter { $0.hasPrefix(name) }
          == ["\(name)\(getpid())-7", "\(name)backup"].sorted())
    }
  }

  @Test func `an export does not overwrite what is no plain file`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files"])
    let failure = try bench.failure(["medium", "export", bench.drive, "files"], status: 1)
    #expect(failure.code == "destinationNotAFile")
  }

  @Test func `a CD is exported as a cue sheet, and no other medium is`() throws {
    let bench = try Bench(medium: "cd-r")
    try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files"])
    try bench.succeed(["medium", "export", bench.drive, "disc.cue"])
    #expect(
      try String(contentsOfFile: bench.path("disc.cue"), encoding: .utf8) == """
        FILE "disc.bin" BINARY
          TRACK 01 MODE1/2352
            INDEX 01 00:00:00

        """)
    let sectors = try bench.folder.bytes(of: "disc.bin")
    #expect(sectors.count > 300 * 2352 && sectors.count % 2352 == 0)
    // Block 16, the volume descriptor, begins with 1 and "CD001".
    #expect(sectors.dropFirst(16 * 2352 + 16).prefix(6).elementsEqual([1] + Array("CD001".utf8)))
    try bench.insert("dvd+r")
    try bench.succeed(["burn", bench.drive, "files"])
    let failure = try bench.failure(["medium", "export", bench.drive, "other.cue"], status: 3)
    #expect(failure.code == "notACompactDisc" || failure.reasonCodes == ["notACompactDisc"])
    #expect(!FileManager.default.fileExists(atPath: bench.path("other.bin")))
  }
}
