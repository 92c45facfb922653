import Foundation
import TestSupport
import Testing

@Suite("Translations") struct TranslationTests {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let languages = read("po/LINGUAS").split(whereSeparator: \.isWhitespace).map(String.init)

  let msgfmt = ForeignProgram("msgfmt", package: "Debian package gettext")
  let xgettext = ForeignProgram("xgettext", package: "Debian package gettext")

  static func read(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  @Test func `there is a German one`() {
    #expect(Self.languages.contains("de"))
  }

  @Test(arguments: languages)
  func `every sentence is translated, with the same placeholders`(language: String) throws {
    let result = try msgfmt.run(
      ["--check", "--statistics", "--output-file=/dev/null", "po/\(language).po"], in: Self.root)
    #expect(!result.standardError.contains("untranslated"), "\(result.standardError)")
    #expect(!result.standardError.contains("fuzzy"), "\(result.standardError)")
  }

  @Test func `spindle.pot holds just the messages of the sources, see POTFILES.in`() throws {
    let command = Self.read("po/POTFILES.in").split(separator: "\n")
      .filter { $0.hasPrefix("#   ") }.prefix { !$0.contains("for language") }
      .joined(separator: " ")
    let options = command.split { $0.isWhitespace || $0 == "#" || $0 == "\\" }.map(String.init)
      .filter { $0.hasPrefix("--") && !$0.hasPrefix("--output") }
    #expect(options.contains("--language=Java"))
    let made = try xgettext.run(options + ["--output=-"], in: Self.root)
    let difference = messages(in: made.text)
      .symmetricDifference(messages(in: Self.read("po/spindle.pot")))
    #expect(difference == [])
  }

  @Test func `POTFILES.in names every source with messages`() throws {
    let listed = Self.read("po/POTFILES.in").split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(Set(listed.map(String.init)) == (try sourcesWithMessages()))
  }

  /// What identifies the messages, without the places they come from.
  private func messages(in template: String) -> Set<String> {
    let blocks = template.components(separatedBy: "\n\n").dropFirst()
    return Set(
      blocks.map { block in
        block.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined(separator: "\n")
      })
  }

  private func sourcesWithMessages() throws -> Set<String> {
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: Self.root.appending(path: "Sources").resolvingSymlinksInPath().path)
    let call = try Regex(#"\btr[cn]?\(\s*""#)
    return Set(
      files.filter { $0.hasSuffix(".swift") }.map { "Sources/" + $0 }
        .filter { path in
          Self.read(path).split(separator: "\n").filter { !$0.contains("///") }
            .joined(separator: "\n").firstMatch(of: call) != nil
        })
  }
}
