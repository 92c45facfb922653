import Foundation
import MMC
import Testing

@Suite("Every reply has two examples") struct ReplyTableTests {
  @Test(arguments: ReplyRow.all)
  func `an ordinary reply means what the specification says`(row: ReplyRow) throws {
    try row.checkOrdinary()
  }

  @Test(arguments: ReplyRow.all)
  func `a hostile reply is refused, or believed as far as it is complete`(row: ReplyRow) throws {
    #expect(row.hostile != row.ordinary)
    try row.checkHostile()
  }

  @Test func `nothing that is read from drives is missing here`() throws {
    #expect(try ReplyReaders.inSources().subtracting(ReplyRow.all.map(\.name)) == [])
  }

  @Test func `nothing stands here that is not read from drives`() throws {
    #expect(Set(ReplyRow.all.map(\.name)).subtracting(try ReplyReaders.inSources()) == [])
  }
}

/// What reads replies, by the text of the sources.
enum ReplyReaders {
  static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/MMC")

  static func inSources() throws -> Set<String> {
    var names: Set<String> = []
    for folder in ["Commands", "Sense"] {
      let files = FileManager.default.enumerator(
        at: sources.appending(path: folder), includingPropertiesForKeys: nil)
      for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
        names.formUnion(self.names(in: try String(contentsOf: file, encoding: .utf8)))
      }
    }
    return names
  }

  /// Commands that parse a reply, mode pages, features, events, structures, kinds of defect data and
  /// sense data.
  static func names(in source: String) -> Set<String> {
    var names: Set<String> = []
    for part in topLevelParts(of: source) {
      let head = part.prefix { $0 != "\n" }
      if let command = head.firstMatch(
        of: /struct (\w+)(?:<[^>]*>)?: (?:MMC|VariableReply)Command\b/),
        part.contains("func parse(_ reply: RawSpan)")
      {
        names.insert(String(command.1))
      }
      if let view = head.firstMatch(of: /struct (\w+): (?:SelectableModePage|ModePage|FeatureView)/)
      {
        names.insert(String(view.1))
      }
      if let structure = head.firstMatch(of: /struct (\w+)/),
        part.contains("init?(_ structure: ReadDiscStructure.Response)")
          || part.contains("init?(decoding bytes: [UInt8])")
      {
        names.insert(String(structure.1))
      }
      if head.contains("extension SenseData"), part.contains("init?(decoding bytes") {
        names.insert("SenseData")
      }
      if head.contains("enum DriveEvent") {
        names.formUnion(part.matches(of: /\n  public struct (\w+)/).map { String($0.1) })
      }
      if head.contains(/extension (?:ReadDiscStructure|GetDefectData)\.Response/) {
        names.formUnion(part.matches(of: /\n  public var (\w+):/).map { String($0.1) })
      }
    }
    return names
  }

  /// The declarations of a file, each up to the brace that ends it at the beginning of a line.
  private static func topLevelParts(of source: String) -> [String] {
    let declaration = /(?:public |private )?(?:struct|enum|extension)\b/
    return source.components(separatedBy: "\n}").map { part in
      part.split(separator: "\n", omittingEmptySubsequences: false)
        .drop { $0.prefixMatch(of: declaration) == nil }
        .joined(separator: "\n")
    }
  }
}

/// The search would pass an empty folder: these show what it finds.
@Suite("The search for what reads replies") struct ReplyReadersTests {
  @Test func `finds commands with replies, and no others`() {
    let source = """
      /// Reads.
      public struct ReadNonsense<Page: ModePage>: VariableReplyCommand {
        public static func parse(_ reply: RawSpan) throws(ReplyError) -> Int { 0 }
      }
      public struct WriteNonsense: MMCCommand {
        public var timeout: Duration { .seconds(1) }
      }
      public struct AskNonsense: MMCCommand {
        public static func parse(_ reply: RawSpan) throws(ReplyError) -> Int { 0 }
      }
      """
    #expect(ReplyReaders.names(in: source) == ["ReadNonsense", "AskNonsense"])
  }

  @Test func `finds pages, features, structures, events and sense data`() {
    let source = """
      public struct NoPage: SelectableModePage, Hashable {
      }
      public struct NoFeature: FeatureView {
      }
      public struct NoDisc: Hashable, Sendable {
        public init?(_ structure: ReadDiscStructure.Response) {
        }
      }
      extension ReadDiscStructure.Response {
        public var nothing: Int? { nil }
        func helper() {}
      }
      public enum DriveEvent: Hashable {
        public struct Nothing: Hashable {
        }
      }
      extension SenseData {
        public init?(decoding bytes: [UInt8]) {
        }
      }
      """
    #expect(
      ReplyReaders.names(in: source) == [
        "NoPage", "NoFeature", "NoDisc", "nothing", "Nothing", "SenseData",
      ])
  }

  @Test func `finds all of them in the sources`() throws {
    let names = try ReplyReaders.inSources()
    #expect(names.count > 80)
    #expect(names.isSuperset(of: ["ReadTOC", "CachingPage", "CoreFeature", "Media", "cartridge"]))
  }
}
