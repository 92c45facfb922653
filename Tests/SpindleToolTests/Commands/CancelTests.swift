import Foundation
import TestSupport
import Testing

@Suite("Ctrl-C during a burn") struct CancelTests {
  /// A bench with a file of 20 GiB that takes no room, but its time.
  private func bench() throws -> Bench {
    let bench = try Bench(medium: "bd-r")
    try bench.makeFiles()
    try bench.makeHole("files/huge", gibibytes: 20)
    return bench
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `ends the track, unlocks the tray and says what became of the medium`(
    signal: Int32
  ) throws {
    let bench = try bench()
    let running = try bench.tool.start(
      ["burn", bench.drive, "files", "--json"], in: bench.folder.url)
    try running.wait(forProgressOf: "writing")
    running.send(signal)
    let result = try running.finish(within: .seconds(60))
    let end = try #require(try result.events().last)
    #expect(result.status == 130)
    #expect(end["exitStatus"] == 130)
    #expect(end["code"] == "cancelled")
    #expect(end["mediumCondition"] == "partlyWritten" || end["mediumCondition"] == "appendable")
    #expect(try !bench.isTrayLocked())
    #expect(try bench.medium().condition != "blank")
    try bench.succeed(["eject", bench.drive])
  }

  @Test func `tells people the same`() throws {
    let bench = try bench()
    let running = try bench.tool.start(["burn", bench.drive, "files"], in: bench.folder.url)
    try running.wait(forOutput: "→ BD-R")
    running.send(SIGINT)
    let result = try running.finish(within: .seconds(60))
    #expect(result.status == 130)
    #expect(result.errors.contains("spindlectl: Burning was cancelled"), "\(result.errors)")
    #expect(try !bench.isTrayLocked())
  }

  @Test func `ends a comparison, which changes nothing`() throws {
    let bench = try Bench(medium: "bd-r")
    try bench.makeHole("huge", gibibytes: 1)
    try bench.succeed(["burn", bench.drive, "huge", "--verify", "none"], limit: .seconds(120))
    let running = try bench.tool.start(
      ["verify", bench.drive, "huge", "--json"], in: bench.folder.url)
    try running.wait(forOutput: #""phase":"verifying""#)
    running.send(SIGINT)
    let result = try running.finish(within: .seconds(60))
    #expect(result.status == 130)
    #expect(try result.events().last?["code"] == "cancelled")
    #expect(try !bench.isTrayLocked())
  }

  @Test(arguments: [("cd-r", "out.cue", "out.bin", 64), ("dvd+r", "out.iso", "out.iso", 256)])
  func `ends an export, and leaves nothing of it`(
    kind: String, name: String, file: String, mebibytes: Int
  ) throws {
    let bench = try Bench(medium: kind)
    try bench.folder.write(Data(repeating: 0x55, count: mebibytes << 20), to: "large")
    try bench.succeed(["burn", bench.drive, "large", "--verify", "none"], limit: .seconds(120))
    try FileManager.default.removeItem(atPath: bench.path("large"))
    try bench.folder.write([1, 2, 3], to: name)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      let running = try bench.tool.start(
        ["medium", "export", bench.drive, name, "--json"], in: bench.folder.url)
      try running.wait { try !bench.names(beginningWith: ".\(file).").isEmpty }
      // Nothing is copied between the look at the folder and the signal.
      running.send(SIGSTOP)
      running.send(signal)
      running.send(SIGCONT)
      let result = try running.finish(within: .seconds(60))
      #expect(result.status == 130, "\(signal): \(result.output)\(result.errors)")
      #expect(try result.events().map { $0["code"] } == ["cancelled"])
      #expect(try bench.names(beginningWith: ".").isEmpty)
      #expect(try bench.names(beginningWith: "out") == [name])
      #expect(try bench.folder.bytes(of: name) == [1, 2, 3])
    }
  }

  @Test func `ends waiting for a disc that spins up`() throws {
    let bench = try Bench()
    try bench.succeed(["medium", "insert", bench.drive, "bd-r", "--raw-speed"])
    try bench.succeed(["eject", bench.drive])
    let running = try bench.tool.start(["load", bench.drive, "--json"], in: bench.folder.url)
    try running.wait { try !bench.isTrayOpen() }
    running.send(SIGINT)
    let result = try running.finish(within: .seconds(8))
    #expect(result.status == 130)
    #expect(try result.events().map { $0["code"] } == ["cancelled"])
    #expect(try !bench.isTrayLocked())
  }

  /// In a namespace of its own, where an ordinary user, too, may mount.
  @Test(arguments: ["cd-r", "dvd+r", "bd-re"])
  func `a folder without room under the virtual disc is named`(kind: String) throws {
    let bench = try Bench(medium: kind)
    try bench.makeFiles(["large": String(repeating: "x", count: 8_000_000)])
    let result = try bench.tool.shell(
      """
      exec unshare --map-root-user --mount sh -c '
        cp -r "$1" copy && mount -t tmpfs -o size=1m none "$1" && cp -r copy/. "$1" || exit 9
        exec "$0" burn "virtual:$1" files --json' "$0" "$@"
      """, [bench.path("drive")], in: bench.folder.url)
    let end = try #require(try result.events().last)
    #expect(result.status == 1)
    #expect(end["code"] == "writingFailed" || end["code"] == "driveFailed", "\(end.fields)")
    let text = try #require(end["text", as: String.self])
    #expect(text.contains("There is no room left in “\(bench.path("drive"))"), "\(text)")
    #expect(text.contains("Make room there, then try again."), "\(text)")
    #expect(!text.contains("brand"), "\(text)")
  }

  @Test func `a disk that is full under the virtual disc ends the burn, and is told`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles(["large": String(repeating: "x", count: 4_000_000)])
    let result = try bench.tool.shell(
      #"ulimit -f 2000; exec "$0" burn "$1" files --json"#, [bench.drive], in: bench.folder.url)
    let end = try #require(try result.events().last)
    #expect(result.status == 1)
    #expect(end["code"] == "writingFailed" || end["code"] == "closingFailed")
    #expect(
      end["text", as: String.self]?.contains("“\(bench.sectors("dvd+r").path)” cannot be used")
        == true, "\(end.fields)")
    #expect(end["mediumCondition", as: String.self] != nil)
    #expect(try !bench.isTrayLocked())
  }
}
