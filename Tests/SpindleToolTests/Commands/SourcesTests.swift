import Foundation
import TestSupport
import Testing

@Suite("Paths on the command line") struct SourcesTests {
  /// What xorriso finds in an image of `paths`.
  private func entries(of paths: [String], in bench: Bench) throws -> FileManifest {
    try bench.succeed(["burn", bench.drive] + paths)
    return try XorrisoOracle().manifest(of: bench.sectors("dvd+r"))
  }

  private func names(_ manifest: FileManifest) -> [String] {
    manifest.entries.keys.map(\.description).sorted()
  }

  @Test func `a folder that ends in / stands for its contents`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    #expect(names(try entries(of: ["files/"], in: bench)) == ["a.txt", "folder", "folder/b.txt"])
  }

  @Test func `a folder is put on the disc itself`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    let found = names(try entries(of: [bench.path("files")], in: bench))
    #expect(found == ["files", "files/a.txt", "files/folder", "files/folder/b.txt"])
  }

  @Test func `several paths lie beside one another`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    let found = names(try entries(of: ["files/a.txt", "./files/../files/folder"], in: bench))
    #expect(found == ["a.txt", "folder", "folder/b.txt"])
  }

  @Test func `a name that is taken becomes another, which is told`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles(["one/a.txt": "1", "two/a.txt": "2"])
    let result = try bench.succeed([
      "burn", bench.drive, "files/one/a.txt", "files/two/a.txt", "--json",
    ])
    let issue = try #require(try result.events().first { $0["kind"] == "nameTaken" })
    let newName: String = try #require(issue["newName"])
    let found = try XorrisoOracle().manifest(of: bench.sectors("dvd+r"))
    #expect(Set(names(found)) == ["a.txt", newName])
    #expect(Set(found.entries.values.map(\.digest)).count == 2)
  }

  /// As they come from a computer that wrote its names in Latin-1: two that differ in one such byte.
  @Test func `a name that is no UTF-8 is found`() throws {
    let bench = try Bench(medium: "dvd+r")
    let result = try bench.tool.shell(
      #"""
      l=$(printf 'l\344rm'); o=$(printf 'l\366rm'); mkdir "$l"; echo 1 >"$l/a"; echo 2 >"$o"
      "$0" burn "$1" "$l" "$o" && "$0" verify "$1" "$l" "$o" &&
      "$0" image "$l/image" "$l" && [ -s "$l/image" ] &&
      "$0" medium export "$1" "$l/export" && [ -s "$l/export" ] && rm "$l/image" "$l/export" &&
      { "$0" drive add "$l/drive"; [ $? = 2 ]; } && [ ! -e "$l/drive" ] &&
      "$0" medium insert "$1" dvd+r && "$0" burn "$1" "$l/a" && "$0" verify "$1" "$l/a"
      """#, [bench.drive], in: bench.folder.url)
    #expect(result.status == 0, "\(result.output) \(result.errors)")
    let found = try XorrisoOracle().manifest(of: bench.sectors("dvd+r"))
    #expect(found.entries.count == 3)
    let second = try XorrisoOracle().manifest(of: bench.sectors("dvd+r", number: 2))
    #expect(names(second) == ["a"])
  }

  @Test func `text that is no UTF-8 is shown as such, and what is not found too`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    let result = try bench.tool.shell(
      #"""
      l=$(printf 'l\344rm'); "$0" burn "$1" "$l"; "$0" "$l"; "$0" burn "$1" files --volume "$l"
      """#, [bench.drive], in: bench.folder.url)
    #expect(result.status == 0)
    #expect(result.errors.contains("“l\u{FFFD}rm”"), "\(result.errors)")
    #expect(result.errors.contains("'l\u{FFFD}rm'"), "\(result.errors)")
  }

  @Test func `a burned disc is verified with the same paths`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    try bench.succeed(["burn", bench.drive, "files", "files/a.txt"])
    let same = try bench.succeed(["verify", bench.drive, "files", "files/a.txt"])
    #expect(same.output.hasPrefix("The disc equals the files\n5 items"))
    #expect(try bench.run(["verify", bench.drive, "files/"]).status == 4)
  }

  @Test func `a disc of nothing but an empty folder and a link is burned and verified`() throws {
    let bench = try Bench(medium: "dvd+r")
    try FileManager.default.createDirectory(
      atPath: bench.path("files/empty"), withIntermediateDirectories: true)
    #expect(symlink("nowhere", bench.path("files/broken")) == 0)
    #expect(names(try entries(of: ["files/"], in: bench)) == ["broken", "empty"])
    try bench.succeed(["verify", bench.drive, "files/"])
  }

  @Test func `links in a circle and to names that are no text are told`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    #expect(symlink("self", bench.path("files/self")) == 0)
    let target: [CChar] = [0x62, -1, 0]
    #expect(symlink(target, bench.path("files/odd")) == 0)
    let result = try bench.succeed(["burn", bench.drive, "files/", "--dry-run", "--json"])
    let issues = try result.events().filter { $0.name == "issue" }
    let kinds = issues.compactMap { event in
      event["kind", as: String.self].map { "\(event["path"] ?? ""): \($0)" }
    }
    #expect(Set(kinds).isSuperset(of: ["/self: circularLink", "/odd: targetNotUTF8"]), "\(kinds)")
  }

  /// In a namespace of its own, where an ordinary user, too, may mount.
  @Test func `a folder that contains itself through a mount is told and left out`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles(["a/file": "1"])
    #expect(mkdir(bench.path("files/a/again"), 0o755) == 0)
    let result = try bench.tool.shell(
      """
      exec unshare --map-root-user --mount sh -c \
        'mount --bind "$2" "$2/again" && exec "$0" burn "$1" "$3" --json' "$0" "$@"
      """,
      [bench.drive, bench.path("files/a"), bench.path("files") + "/"], in: bench.folder.url)
    #expect(result.status == 0, "\(result.errors)")
    let issues = try result.events().filter { $0.name == "issue" }
    #expect(issues.contains { $0["kind"] == "loop" && $0["path"] == bench.path("files/a/again") })
    let found = try XorrisoOracle().manifest(of: bench.sectors("dvd+r"))
    #expect(names(found) == ["a", "a/file"])
  }

  @Test func `files that a disc cannot hold are told and left out`() throws {
    let bench = try Bench(medium: "dvd+r")
    try bench.makeFiles()
    #expect(mkfifo(bench.path("files/pipe"), 0o600) == 0)
    #expect(symlink("nowhere", bench.path("files/broken")) == 0)
    let result = try bench.succeed(["burn", bench.drive, "files/", "--json"])
    let issues = try result.events().filter { $0.name == "issue" }
    #expect(
      issues.contains { $0["kind"] == "specialFile" && $0["path"] == bench.path("files/pipe") })
    #expect(issues.contains { $0["kind"] == "brokenLink" })
    #expect(issues.contains { $0["kind"] == "leftOut" && $0["fileSystems"] == ["joliet"] })
    let found = try XorrisoOracle().manifest(of: bench.sectors("dvd+r"))
    #expect(names(found) == ["a.txt", "broken", "folder", "folder/b.txt"])
  }
}
