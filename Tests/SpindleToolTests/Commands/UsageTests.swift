import TestSupport
import Testing

@Suite("The command line") struct UsageTests {
  private static let mistakes: [[String]] = [
    ["burn"], ["burn", "virtual:x"], ["burn", "virtual:x", "a", "--verify", "some"],
    ["burn", "virtual:x", "a", "--speed", "0"], ["burn", "virtual:x", "a", "--speed", "fast"],
    ["burn", "virtual:x", "a", "--volume", String(repeating: "long", count: 50)],
    ["image", "out.iso", "a", "--filesystems", "iso,udf"], ["image", "-"],
    ["medium", "insert", "virtual:x", "dvd-r"],
    ["medium", "insert", "virtual:x", "cd-r", "--blocks", "0"],
    ["drive", "add"], ["drive", "rename", "x"], ["format"], ["info", "a", "b"],
    ["devices", "--all"],
  ]

  @Test(arguments: mistakes)
  func `a mistake ends with 2 and says what is meant`(arguments: [String]) throws {
    let bench = try Bench()
    let result = try bench.run(arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Error: "), "\(result.errors)")
    #expect(result.errors.contains("Usage: spindlectl"), "\(result.errors)")
  }

  @Test(arguments: mistakes)
  func `a mistake is an event, too`(arguments: [String]) throws {
    let bench = try Bench()
    let result = try bench.run(arguments + ["--json"])
    // Standard output is the image's where that was asked for.
    let lines = arguments.contains("-") ? result.errors : result.output
    let event = try ToolEvent(line: try #require(lines.split(separator: "\n").last))
    #expect(result.status == 2)
    #expect(event["code"] == "usage")
    #expect(event["exitStatus"] == 2)
    #expect(event["text", as: String.self]?.isEmpty == false)
  }

  @Test func `what stands behind -- is no option`() throws {
    let result = try Bench().run(["format", "--", "--json"])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["help"], ["help", "burn"], ["burn", "--help"], ["drive"],
    ["medium", "insert", "-h"],
  ])
  func `help and the version are no mistakes`(arguments: [String]) throws {
    let result = try Bench().run(arguments)
    #expect(result.status == 0)
    #expect(result.output.contains("spindlectl"))
    #expect(result.errors.isEmpty)
  }
}
