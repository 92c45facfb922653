import Foundation
import TestSupport
import Testing

@Suite("erase and format") struct EraseTests {
  /// Runs a command that must succeed and returns its last event.
  private func last(_ bench: Bench, _ words: [String]) throws -> ToolEvent {
    let result = try bench.succeed(words + ["--json"])
    #expect(try !bench.isTrayLocked())
    return try #require(try result.events().last)
  }

  private func condition(_ event: ToolEvent) -> String? {
    (event["medium"] as [String: Any]?)?["condition"] as? String
  }

  @Test(arguments: [("cd-rw", "--quick"), ("cd-rw", "--full"), ("dvd-rw", "--full")])
  func `make a disc of sessions blank`(kind: String, depth: String) throws {
    let bench = try Bench(medium: kind, blocks: 6400)
    let event = try last(bench, ["erase", bench.drive, depth])
    #expect(event.name == "erased" && event["proof"] == "blank" && event["deed"] == "blank")
    #expect(event["depth"] == String(depth.dropFirst(2)))
    #expect(condition(event) == "blank")
  }

  @Test(arguments: [("dvd+rw", 6400), ("dvd-ram", 6192), ("bd-re", 6176)])
  func `format a disc, empty it, and overwrite it all`(kind: String, blocks: Int) throws {
    let bench = try Bench(medium: kind, blocks: 6400)
    let formatted = try last(bench, ["format", bench.drive])
    #expect(formatted["proof"] == "formatted" && formatted["blocks"] == blocks)
    #expect(condition(formatted) == "overwritable")
    for (depth, written) in [("--quick", 2048 * 2048), ("--full", blocks * 2048)] {
      let event = try last(bench, ["erase", bench.drive, depth])
      #expect(event["deed"] == "clear" && event["proof"] == "readsAsZeros")
      #expect(event["blocks"] == (depth == "--full" ? blocks : 2048))
      let stored = try FileManager.default.attributesOfItem(atPath: bench.sectors(kind).path)
      #expect((stored[.size] as? Int ?? 0) >= written)
    }
  }

  @Test func `lead a DVD-RW to overwriting and back to sessions`() throws {
    let bench = try Bench(medium: "dvd-rw", blocks: 6400)
    #expect(try last(bench, ["format", bench.drive])["deed"] == "restrictedOverwrite")
    #expect(try bench.medium().condition == "intermediate")
    #expect(try last(bench, ["format", bench.drive, "--full"])["blocks"] == 6400)
    #expect(try last(bench, ["erase", bench.drive])["deed"] == "clear")
    #expect(try last(bench, ["erase", bench.drive, "--sequential"])["deed"] == "blank")
    #expect(try bench.medium().condition == "blank")
  }

  @Test(arguments: [("default", 6176), ("none", 6400), ("320", 6080)])
  func `set aside what was asked for`(spare: String, blocks: Int) throws {
    let bench = try Bench(medium: "bd-re", blocks: 6400)
    let event = try last(bench, ["format", bench.drive, "--spare", spare])
    #expect(event["blocks"] == blocks)
    #expect(try bench.medium().capacityBlocks == blocks)
  }

  @Test func `prepare a BD-R once`() throws {
    let bench = try Bench(medium: "bd-r", blocks: 6400)
    #expect(try last(bench, ["format", bench.drive, "--replaceable"])["deed"] == "pseudoOverwrite")
    #expect(try bench.failure(["format", bench.drive], status: 3).code == "formattedBefore")
  }

  @Test(
    arguments: [
      (["erase"], "cd-r", "writtenOnce"), (["format"], "dvd+r", "writtenOnce"),
      (["format"], "cd-rw", "needsNoFormat"), (["erase"], "bd-re", "mediumUnformatted"),
      (["erase", "--sequential"], "dvd-ram", "wayNotOffered"),
      (["format", "--spare", "none"], "dvd+rw", "noSpareArea"),
      (["format", "--spare", "5"], "dvd-rw", "noSpareArea"),
      (["format", "--spare", "6000"], "bd-re", "spareAreaOutOfRange"),
      (["format", "--replaceable"], "bd-re", "wayNotOffered"),
    ] as [([String], String, String)])
  func `say why they cannot`(words: [String], kind: String, code: String) throws {
    let bench = try Bench(medium: kind, blocks: kind.hasPrefix("dvd+r") ? nil : 6400)
    let failure = try bench.failure([words[0], bench.drive] + words.dropFirst(), status: 3)
    #expect(failure.code == code)
    #expect(failure.reasonCodes == [code])
  }

  @Test func `say that there is no disc`() throws {
    let bench = try Bench()
    #expect(try bench.failure(["erase", bench.drive], status: 3).code == "noMedium")
  }

  @Test func `do nothing but tell with --dry-run`() throws {
    let bench = try Bench(medium: "cd-rw")
    let events = try bench.succeed(["erase", bench.drive, "--full", "--dry-run", "--json"]).events()
    #expect(events.map(\.name) == ["erasePlan", "done"])
    // 359,849 sectors of 2,352 bytes at 4,234 kB/s.
    #expect(events.first?["estimatedSeconds"] == 200)
    #expect(events.first?["contents"] == "none")
    let words = try bench.succeed(["erase", bench.drive, "--dry-run"]).output
    #expect(words == "Erase quickly, about 1 minute\nThis can be erased. Nothing was done.\n")
  }

  @Test(
    arguments: [
      ["erase", "virtual:x", "--quick", "--full"], ["format", "virtual:x", "--spare", "some"],
      ["format", "virtual:x", "--spare", "0"], ["format", "virtual:x", "--spare", "-1"],
      ["format", "virtual:x", "--spare", "none", "--replaceable"], ["erase"],
    ])
  func `take no words that contradict each other`(arguments: [String]) throws {
    #expect(try Bench().run(arguments).status == 2)
  }

  // MARK: On a terminal

  /// Runs a command on a terminal of its own, on which `answer` is typed.
  private func onTerminal(_ bench: Bench, _ words: String, answer: String) throws -> ToolResult {
    try bench.tool.shell(
      #"printf '%s\n' "$2" | script -qec "'$0' $1" /dev/null"#, [words, answer],
      in: bench.folder.url)
  }

  @Test func `ask on a terminal, naming the disc and the drive`() throws {
    let bench = try Bench(medium: "cd-rw", blocks: 6400)
    let declined = try onTerminal(bench, "erase \(bench.drive)", answer: "n")
    #expect(declined.output.contains("In “Trial (virtual)” lies: CD-RW, blank"))
    #expect(declined.output.contains("Erase the disc? Type y for yes, n for no:"))
    #expect(declined.status == 130)
    let agreed = try onTerminal(bench, "erase \(bench.drive)", answer: "y")
    #expect(agreed.output.contains("The disc is empty"))
    #expect(agreed.status == 0)
    let unasked = try onTerminal(bench, "erase \(bench.drive) --yes", answer: "")
    #expect(!unasked.output.contains("Type y"))
    #expect(unasked.status == 0)
  }

  @Test func `erase no other disc than the one that was asked about`() throws {
    let bench = try Bench(medium: "cd-rw", blocks: 6400)
    let files = try bench.makeFiles()
    // While the question waits, the disc is changed for one with files on it.
    let result = try bench.tool.shell(
      #"""
      { until grep -qs "Type y" shown; do sleep 0.1; done
        "$0" medium insert "$1" cd-rw --blocks 6400 >&2 && "$0" burn "$1" "$2" >&2
        echo y
      } | script -qefc "'$0' erase $1" shown
      """#, [bench.drive, files], in: bench.folder.url)
    #expect(result.status == 3)
    #expect(result.output.contains("The disc was changed"))
    #expect(try bench.succeed(["verify", bench.drive, files]).status == 0)
  }

  @Test func `show on a terminal how far the drive is`() throws {
    let bench = try Bench(medium: "cd-rw", blocks: 6400)
    let shown = try onTerminal(bench, "erase \(bench.drive) --yes", answer: "")
    #expect(shown.output.contains("Erasing the disc"))
  }

  @Test func `leave a drive that cannot stop to itself after Ctrl-C`() throws {
    let bench = try Bench()
    try bench.succeed(["medium", "insert", bench.drive, "cd-rw", "--raw-speed"])
    let running = try bench.tool.start(
      ["erase", bench.drive, "--json"], in: bench.folder.url)
    try running.wait(forOutput: #""phase":"erasing""#)
    running.send(SIGINT)
    let result = try running.finish(within: .seconds(60))
    #expect(result.status == 130)
    let error = try #require(try result.events().last)
    #expect(error["code"] == "cancelled" && error["mediumCondition"] == "beingErased")
    #expect(try !bench.isTrayLocked())
  }

  @Test func `are told to others who want the drive meanwhile`() throws {
    let bench = try Bench()
    try bench.succeed(["medium", "insert", bench.drive, "dvd-rw", "--raw-speed"])
    for (command, activity) in [("erase", "erasing"), ("format", "formatting")] {
      let running = try bench.tool.start(
        [command, bench.drive, "--json"], in: bench.folder.url)
      try running.wait(forOutput: "\"phase\":\"\(activity)\"")
      let failure = try bench.failure(["info", bench.drive], status: 3)
      let holders = try #require(failure.reasons.first?["holders"] as? [[String: Any]])
      #expect(holders.first?["activity"] as? String == activity)
      #expect(failure.text?.contains("is \(activity) a disc in the drive.") == true)
      running.send(SIGINT)
      _ = try running.finish(within: .seconds(60))
    }
  }
}
