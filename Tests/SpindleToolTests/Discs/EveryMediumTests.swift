import Foundation
import TestSupport
import Testing

/// A disc of each kind, burned with `spindlectl`, exported, and judged by programs of others.
@Suite("A disc of every kind") struct EveryMediumTests {
  static let kinds = [
    "cd-r", "cd-rw", "dvd-r", "dvd-r-dl", "dvd-rw", "dvd-ram", "dvd+r", "dvd+r-dl", "dvd+rw",
    "bd-r",
    "bd-re",
  ]

  private static let isoinfo = ForeignProgram("isoinfo", package: "Debian package genisoimage")
  private static let bsdtar = ForeignProgram("bsdtar", package: "Debian package libarchive-tools")
  private static let xorriso = ForeignProgram("xorriso", package: "Debian package xorriso")

  private func expectFiles(_ names: [String], in image: String, _ bench: Bench) throws {
    let listed = try Self.isoinfo.run(["-R", "-f", "-i", image], in: bench.folder.url)
    #expect(Set(listed.text.split(separator: "\n")) == Set(names.map { "/" + $0[...] }))
    let out = bench.path("out-\(UUID().uuidString)")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    _ = try Self.bsdtar.run(["-xf", image, "-C", out], in: bench.folder.url)
    for name in names where !name.hasSuffix("folder") {
      #expect(
        FileManager.default.contentsEqual(
          atPath: bench.path("files/" + name), andPath: "\(out)/\(name)"),
        "\(name)")
    }
    let checked = try Self.xorriso.run(
      ["-indev", image, "-find", "/", "-type", "f"], in: bench.folder.url)
    for name in names where !name.hasSuffix("folder") {
      #expect(checked.text.contains("'/\(name)'"), "\(checked.text)")
    }
  }

  @Test(arguments: kinds)
  func `is read by programs of others`(kind: String) throws {
    let bench = try Bench(medium: kind)
    try bench.makeFiles([
      "a.txt": "a", "folder/b.txt": "b",
      "large.bin": String(repeating: "0123456789", count: 200_000),
    ])
    let events = try bench.succeed(
      ["burn", bench.drive, bench.path("files") + "/", "--json"]
    ).events()
    #expect(events.last?["proof"] == "everyBlock")
    try bench.succeed(["medium", "export", bench.drive, bench.path("out.iso")])
    try expectFiles(
      ["a.txt", "folder", "folder/b.txt", "large.bin"], in: bench.path("out.iso"), bench)
  }

  @Test(arguments: ["cd-rw", "dvd-rw", "dvd-ram", "dvd+rw", "bd-re"])
  func `holds the newer files alone after it was used again`(kind: String) throws {
    let bench = try Bench(medium: kind)
    try bench.makeFiles(["old.txt": String(repeating: "old", count: 900_000)])
    try bench.succeed(["burn", bench.drive, bench.path("files") + "/"])
    if kind == "cd-rw" || kind == "dvd-rw" {
      let failure = try bench.failure(["burn", bench.drive, bench.path("files")], status: 3)
      #expect(failure.code == "mediumMustBeErased")
      try bench.succeed(["erase", bench.drive])
    }
    try FileManager.default.removeItem(atPath: bench.path("files"))
    try bench.makeFiles(["new.txt": "new"])
    try bench.succeed(["burn", bench.drive, bench.path("files") + "/"])
    try bench.succeed(["medium", "export", bench.drive, bench.path("out.iso")])
    try expectFiles(["new.txt"], in: bench.path("out.iso"), bench)
  }

  @Test func `is not kept open where nothing could be added`() throws {
    let bench = try Bench(medium: "dvd-r-dl")
    try bench.makeFiles()
    let failure = try bench.failure(
      ["burn", bench.drive, bench.path("files"), "--appendable"], status: 3)
    #expect(failure.code == "mediumTakesOneSession")
  }

  @Test func `is asked about on a terminal before it is overwritten`() throws {
    let bench = try Bench(medium: "dvd-ram", blocks: 6400)
    let files = try bench.makeFiles()
    func onTerminal(_ words: String, answer: String) throws -> ToolResult {
      try bench.tool.shell(
        #"printf '%s\n' "$2" | script -qec "'$0' $1" /dev/null"#, [words, answer],
        in: bench.folder.url)
    }
    let declined = try onTerminal("burn \(bench.drive) \(files)", answer: "n")
    #expect(declined.status == 130)
    #expect(declined.output.contains("What is on this DVD-RAM now will be overwritten."))
    let agreed = try onTerminal("burn \(bench.drive) \(files)", answer: "y")
    #expect(agreed.status == 0 && agreed.output.contains("The disc is good"))
    let unasked = try onTerminal("burn \(bench.drive) \(files) --yes", answer: "")
    #expect(unasked.status == 0 && !unasked.output.contains("Type y"))
  }
}
