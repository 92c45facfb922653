import Foundation
import TestSupport
import Testing

@Suite("The command line") struct UsageTests {
  private static let mistakes: [[String]] = [
    ["burn"], ["burn", "virtual:x"], ["burn", "virtual:x", "a", "--verify", "some"],
    ["burn", "virtual:x", "a", "--speed", "0"], ["burn", "virtual:x", "a", "--speed", "fast"],
    ["burn", "virtual:x", "a", "--volume", String(repeating: "long", count: 50)],
    ["image", "out.iso", "a", "--filesystems", "iso,udf"], ["image", "-"],
    ["image", "out.iso", "a", "--filesystems", ""],
    ["image", "out.iso", "a", "--filesystems", "iso,,joliet"],
    ["medium", "insert", "virtual:x", "dvd-x"],
    ["medium", "insert", "virtual:x", "cd-r", "--blocks", "0"],
    ["medium", "insert", "virtual:x", "bd-r", "--layers", "0"],
    ["drive", "add", "x", "--quirk", "none"],
    ["drive", "add"], ["drive", "add", ""], ["drive", "add", "virtual:"],
    ["drive", "remove", ""], ["drive", "rename", "x"], ["frobnicate"], ["info", "a", "b"],
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

  @Test(arguments: [[], ["drive"], ["medium"]])
  func `a missing command is a mistake, answered with the help`(arguments: [String]) throws {
    let bench = try Bench()
    let help = try bench.succeed(arguments + ["--help"]).output
    let result = try bench.run(arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors == "Error: Missing expected command\n\n" + help)
  }

  @Test func `what stands behind -- is no option`() throws {
    let result = try Bench().run(["frobnicate", "--", "--json"])
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
  }

  @Test(arguments: ["README.md", "data/spindlectl.1"])
  func `the options of all commands are those that are documented`(file: String) throws {
    let commands = [
      "devices", "drive add", "drive remove", "medium insert", "medium export", "info", "burn",
      "audio",
      "image", "verify", "erase", "format", "eject", "load",
    ]
    var found: Set<String> = []
    for command in commands {
      let words = command.split(separator: " ").map(String.init)
      found.formUnion(try options(in: try Bench().succeed(words + ["--help"]).output))
    }
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardized
    let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
    // The manual page writes "Fl -json"; README's other sections are about other programs.
    let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix("`spindlectl`") }
    let documented = (section ?? text).replacing("Fl -", with: "--")
    #expect(try options(in: documented) == found.subtracting(["--help", "--version"]))
  }

  private func options(in text: String) throws -> Set<String> {
    let option = try Regex(#"--[a-z]+(-[a-z]+)*"#)
    return Set(text.matches(of: option).map { String(text[$0.range]) })
  }

  @Test(arguments: [
    ["--help"], ["--version"], ["help"], ["help", "burn"], ["burn", "--help"],
    ["drive", "--help"], ["help", "medium"], ["medium", "insert", "-h"],
  ])
  func `help and the version are no mistakes`(arguments: [String]) throws {
    let result = try Bench().run(arguments)
    #expect(result.status == 0)
    #expect(result.output.contains("spindlectl"))
    #expect(result.errors.isEmpty)
  }
}
