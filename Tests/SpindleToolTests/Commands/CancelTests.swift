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

  @Test func `a disk that is full under the virtual disc ends the burn, and is told`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles(["large": String(repeating: "x", count: 4_000_000)])
    let result = try bench.tool.shell(
      #"ulimit -f 2000; exec "$0" burn "$1" files --json"#, [bench.drive], in: bench.folder.url)
    let end = try #require(try result.events().last)
    #expect(result.status == 1)
    #expect(end["code"] == "writingFailed" || end["code"] == "closingFailed")
    #expect(end["mediumCondition", as: String.self] != nil)
    #expect(try !bench.isTrayLocked())
  }
}
