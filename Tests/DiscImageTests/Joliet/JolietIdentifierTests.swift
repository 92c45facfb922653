import Testing

@testable import DiscImage

@Suite("Joliet identifiers") struct JolietIdentifierTests {
  private static let long = String(repeating: "n", count: 60)

  @Test(arguments: [
    ("Résumé (1).txt", "Résumé (1).txt;1", false),
    ("日本語", "日本語;1", false),
    ("\u{FFFD}\u{E000}", "\u{FFFD}\u{E000};1", false),
    ("a*b/c:d;e?f\\g", "a_b_c_d_e_f_g;1", true),
    ("tab\tnew\nline", "tab_new_line;1", true),
    ("😀.txt", "_.txt;1", true),
    ("dots at the end..", "dots at the end__;1", true),
    ("...", "___;1", true),
    (long + "abc.txt.", long + "abc_;1", true),
    ("\"<>|", "\"<>|;1", false),
    (long + ".txt", long + ".txt;1", false),
    (long + "x.txt", long + ".txt;1", true),
    (long + ".jpeg", String(repeating: "n", count: 59) + ".jpeg;1", true),
    (long + "12345", long + "1234;1", true),
    (
      "a." + String(repeating: "e", count: 80), "a." + String(repeating: "e", count: 62) + ";1",
      true
    ),
  ])
  func `keep a file's name as far as UCS-2 and 64 characters go`(
    name: String, text: String, isChanged: Bool
  ) {
    let result = identifier(.joliet, name)
    #expect(result.text == text)
    #expect(result.isChanged == isChanged)
  }

  @Test func `cut a folder's name without regard to dots`() {
    let name = Self.long + "x.txt"
    #expect(identifier(.joliet, name, isFolder: true).text == String(name.prefix(64)))
  }

  @Test func `put a number before the extension`() {
    #expect(identifier(.joliet, "a?.txt", number: 7).text == "a__7.txt;1")
    #expect(
      identifier(.joliet, Self.long + ".txt", number: 12).text
        == String(repeating: "n", count: 57) + "_12.txt;1")
  }

  @Test func `keep 255 bytes of any name within 64 characters`() {
    for name in ["é", "日", "😀", "x"].map({ String(repeating: $0, count: 255 / $0.utf8.count) }) {
      let result = identifier(.joliet, name)
      #expect(
        result.text.utf16.count
          == (name.unicodeScalars.count > 64 ? 66 : name.unicodeScalars.count + 2))
    }
  }
}

@Suite("Joliet tree") struct JolietTreeTests {
  @Test func `has no links, and says so`() throws {
    var tree = StagingTree()
    tree.addLink("link", to: "file")
    tree.addFile("file", byteCount: 1)
    let layout = try ImageFixture.layout(of: tree)
    #expect(layout.joliet?.order.count == 1)
    #expect(layout.iso.order.count == 2)
    #expect(layout.issues == [StagingIssue(path: "/link", kind: .leftOut(of: .joliet))])
  }

  @Test(arguments: [[.iso9660], [.iso9660, .joliet]] as [FileSystemSet])
  func `are the only ones with links where there is no Rock Ridge`(systems: FileSystemSet) throws {
    var tree = StagingTree()
    let folder = tree.addFolder("folder")
    tree.addLink("link", to: "file", in: folder)
    tree.addFile("file", byteCount: 1)
    let layout = try ImageFixture.layout(of: tree, systems)
    #expect(layout.iso.order.count == 2)
    #expect(
      layout.issues == [StagingIssue(path: "/folder/link", kind: .leftOut(of: systems))])
  }

  /// Linux and Windows do not tell capitals from small letters there, so the second of two such names
  /// would show the contents of the first.
  @Test func `tells names apart that differ in capitals or final dots alone`() throws {
    var tree = StagingTree()
    for name in ["ReadMe.txt", "README.TXT", "a", "a.", "É", "é", "Ω", "ω", "x_", "x."] {
      tree.addFile(name)
    }
    let layout = try ImageFixture.layout(of: tree)
    let renamed = layout.issues.filter {
      if case .renamed(in: .joliet, _) = $0.kind { true } else { false }
    }
    #expect(
      Set(renamed) == [
        StagingIssue(path: "/ReadMe.txt", kind: .renamed(in: .joliet, to: "ReadMe_1.txt")),
        StagingIssue(path: "/a.", kind: .renamed(in: .joliet, to: "a_")),
        StagingIssue(path: "/é", kind: .renamed(in: .joliet, to: "é_1")),
        StagingIssue(path: "/ω", kind: .renamed(in: .joliet, to: "ω_1")),
        StagingIssue(path: "/x.", kind: .renamed(in: .joliet, to: "x_")),
        StagingIssue(path: "/x_", kind: .renamed(in: .joliet, to: "x__1")),
      ])
  }

  /// The dot before an extension comes before everything else: names are compared first.
  @Test func `puts its records in the order of names, then extensions`() throws {
    var tree = StagingTree()
    for name in ["a b.txt", "a.txt", "a-b", "ab", "a", "B", "é", "a.b.c", "日"] {
      tree.addFile(name)
    }
    let layout = try ImageFixture.layout(of: tree)
    let names = layout.joliet?.order.map { tree.name(of: StagingTree.Node($0)) }
    #expect(names == ["B", "a", "a.b.c", "a.txt", "a b.txt", "a-b", "ab", "é", "日"])
  }
}
