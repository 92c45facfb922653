import Foundation
import TestSupport
import Testing

@Suite("--json") struct JSONTests {
  /// The members of each event and object that were seen.
  private struct Seen {
    /// For each name the members of every one that came.
    var members: [String: [Set<String>]] = [:]

    mutating func take(_ event: ToolEvent) {
      take(event.fields.filter { $0.key != "event" && $0.key != "version" }, as: event.name)
    }

    private mutating func take(_ object: [String: Any], as name: String) {
      members[name, default: []].append(Set(object.keys))
      for (key, value) in object {
        if let inner = value as? [String: Any] { take(inner, as: key) }
        for inner in value as? [[String: Any]] ?? [] { take(inner, as: key) }
      }
    }
  }

  @Test func `README lists just the events and members that the commands print`() throws {
    var seen = Seen()
    for event in try everyKindOfEvent() { seen.take(event) }
    let documented = try documentedMembers()
    #expect(Set(seen.members.keys) == Set(documented.keys))
    for (name, members) in documented {
      let found = seen.members[name] ?? []
      let all = found.reduce(into: Set()) { $0.formUnion($1) }
      let always = found.reduce(all) { $0.intersection($1) }
      #expect(all == members.all, "\(name)")
      #expect(members.all.subtracting(members.optional).isSubset(of: always), "\(name)")
    }
  }

  /// The tables of README's section.
  private func documentedMembers() throws -> [String: (all: Set<String>, optional: Set<String>)] {
    let readme = URL(filePath: #filePath).appending(path: "../../../../README.md").standardized
    let text = try String(contentsOf: readme, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "### JSON\n").last)
    var documented: [String: (all: Set<String>, optional: Set<String>)] = [:]
    for line in section.split(separator: "\n").prefix(while: { !$0.hasPrefix("## ") })
    where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { words($0) }
      let members = try #require(cells.last)
      documented[try #require(cells.first?.first)] = (
        Set(members.map { $0.hasSuffix("?") ? String($0.dropLast()) : $0 }),
        Set(members.filter { $0.hasSuffix("?") }.map { String($0.dropLast()) })
      )
    }
    return documented
  }

  /// What stands between backticks.
  private func words(_ cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// Goes through all that the commands can say.
  private func everyKindOfEvent() throws -> [ToolEvent] {
    let bench = try Bench(medium: "dvd+r", blocks: 1000)
    try bench.makeFiles(["a.txt": "a", "Names like these.text": "b"])
    try bench.makeFiles(["large": String(repeating: "x", count: 3_000_000)])
    #expect(symlink("a.txt", bench.path("files/link")) == 0)
    let many = ["files/a.txt", "files/Names like these.text", "files/link", "files/a.txt"]
    let other = "virtual:" + bench.path("other")
    let commands: [[String]] = [
      ["drive", "add", "other"], ["devices"], ["burn", bench.drive, "files"],
      ["burn", bench.drive, "--dry-run"] + many, ["burn", bench.drive, "--appendable"] + many,
      ["info", bench.drive], ["verify", bench.drive] + many, ["verify", bench.drive, "files"],
      ["medium", "export", bench.drive, "out.iso"], ["image", "image.iso", "files"],
      ["eject", bench.drive], ["load", bench.drive], ["medium", "insert", other, "bd-r"],
      ["burn", other, "files/a.txt"], ["info", other], ["info", "nowhere"], ["frobnicate"],
      ["drive", "remove", "other"], ["devices"],
    ]
    var events: [ToolEvent] = []
    for command in commands {
      let result = try bench.run(command + ["--json"])
      let printed = try result.events()
      #expect(result.errors.isEmpty, "\(command): \(result.errors)")
      #expect(!printed.isEmpty, "\(command)")
      #expect((printed.last?.name == "error") == (result.status != 0), "\(command)")
      if result.status != 0 { #expect(printed.last?["exitStatus"] == Int(result.status)) }
      events += printed
    }
    return events + (try eventsOfLongBurn(bench)) + (try eventsOfClosedNode(bench))
      + (try eventsOfMedia()) + (try eventsOfErasing()) + (try eventsOfMusic())
  }

  /// What only some media tell: each is asked for as it is sold, and some as a format leaves them.
  private func eventsOfMedia() throws -> [ToolEvent] {
    let bench = try Bench()
    var events: [ToolEvent] = []
    for (kind, state) in MediumInfoTests.formatted {
      let number = try bench.insertNumbered(kind)
      events += try bench.run(["info", bench.drive, "--json"]).events()
      guard !state.isEmpty else { continue }
      try bench.rewrite(kind, number: number, state: state)
      events += try bench.run(["info", bench.drive, "--json"]).events()
    }
    return events
  }

  private func eventsOfErasing() throws -> [ToolEvent] {
    let bench = try Bench(medium: "bd-re", blocks: 6400)
    var events: [ToolEvent] = []
    for words in [["format"], ["erase"], ["erase", "--dry-run"], ["erase", "--sequential"]] {
      events += try bench.run([words[0], bench.drive, "--json"] + words.dropFirst()).events()
    }
    try bench.insert("cd-rw")
    return events + (try bench.run(["erase", bench.drive, "--json"]).events())
  }

  /// A disc with and one without CD-TEXT, a file that is padded and one with a code.
  private func eventsOfMusic() throws -> [ToolEvent] {
    let bench = try Bench(medium: "cd-r")
    try AudioTests.makeNoise(bench, "a.wav", seconds: 2)
    try AudioTests.makeNoise(
      bench, "b.flac", seconds: 5, tags: ["TITLE=One", "ARTIST=Anna", "ISRC=DEABC2500001"])
    var events: [ToolEvent] = []
    for words in [["audio", bench.drive, bench.path("music")], ["info", bench.drive]] {
      events += try bench.succeed(words + ["--json"]).events()
    }
    try bench.insert("cd-r")
    return events + (try bench.run(["info", bench.drive, "--json"]).events())
  }

  /// Only a burn of some seconds can tell its speed and what is left; this one is cancelled then.
  private func eventsOfLongBurn(_ bench: Bench) throws -> [ToolEvent] {
    try bench.insert("bd-r")
    try bench.makeHole("huge", gibibytes: 20)
    let running = try bench.tool.start(
      ["burn", bench.drive, "huge", "--json"], in: bench.folder.url)
    try running.wait(forOutput: #""remainingSeconds""#)
    let refusal = try bench.run(["info", bench.drive, "--json"]).events()
    running.send(SIGINT)
    return try running.finish(within: .seconds(60)).events() + refusal
  }

  /// A node that nobody may open; the administrator's right to open it all the same is given up.
  private func eventsOfClosedNode(_ bench: Bench) throws -> [ToolEvent] {
    let line = """
      : >node; chmod 0 node
      if [ "$(id -u)" = 0 ]; then
        exec setpriv --inh-caps=-all --bounding-set=-all "$0" info "$PWD/node" --json
      fi
      exec "$0" info "$PWD/node" --json
      """
    return try bench.tool.shell(line, in: bench.folder.url).events()
  }
}
