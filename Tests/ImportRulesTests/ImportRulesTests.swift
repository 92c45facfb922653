import Foundation
import Testing

@Suite("Import rules") struct ImportRulesTests {
  @Test func `every import in Sources is allowed`() throws {
    for file in try SourceFile.all(in: "Sources") {
      let forbidden = ImportRules.forbidden(ImportRules.imports(in: file.text), in: file.target)
      #expect(forbidden == [], "\(file.path)")
    }
  }

  @Test func `the dependencies in Package.swift are those of the table`() throws {
    let manifest = try String(
      contentsOf: SourceFile.root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(ImportRules.dependencies(inManifest: manifest) == ImportRules.modules)
  }

  @Test(arguments: ["Sources", "Tests"])
  func `no file is longer than 500 lines`(folder: String) throws {
    for file in try SourceFile.all(in: folder) {
      #expect(file.text.count(where: \.isNewline) <= 500, "\(file.path)")
    }
  }
}

/// The rules would pass an empty folder: these show that they can fail.
@Suite("Import rules, broken on purpose") struct BrokenImportRulesTests {
  @Test func `imports are found whatever stands around them`() {
    let source = """
      // import Nothing
      public import DiscModel
      @preconcurrency internal import CGtk
      import struct SystemPackage.FilePath
      #if canImport(Glibc)
        import Glibc
      #endif
      let text = "import Text"
      """
    #expect(ImportRules.imports(in: source) == ["DiscModel", "CGtk", "SystemPackage", "Glibc"])
  }

  @Test(arguments: [
    ("DiscModel", "MMC"), ("DiscModel", "Glibc"), ("DiscImage", "MMC"), ("MMC", "Foundation"),
    ("Presentation", "CGtk"), ("Burning", "FoundationEssentials"), ("SpindleApp", "CGtk"),
    ("VirtualDrive", "CLinuxSCSI"), ("Utilities", "DiscModel"),
  ])
  func `a module out of bounds is named`(target: String, module: String) {
    #expect(ImportRules.forbidden([module], in: target) == [module])
  }

  @Test func `a dependency is read however its target is written`() {
    let manifest = """
      .systemLibrary(name: "CIntl"),
      .target(name: "DiscModel", swiftSettings: strict),
      .target(
        name: "MMC", dependencies: ["DiscModel", systemPackage],
        swiftSettings: strict),
      .executableTarget(
        name: "SpindleTool",
        dependencies: [
          "MMC",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ]),
      .testTarget(name: "MMCTests", dependencies: ["MMC"]),
      """
    #expect(
      ImportRules.dependencies(inManifest: manifest) == [
        "DiscModel": [], "MMC": ["DiscModel", "SystemPackage"],
        "SpindleTool": ["MMC", "ArgumentParser"],
      ])
  }
}

/// A file that people wrote: Swift, or the C beside it.
private struct SourceFile {
  var path: String
  var target: String
  var text: String

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The files below a folder of the repository; an empty folder is an error.
  static func all(in folder: String) throws -> [SourceFile] {
    let base = root.appending(path: folder)
    let paths = try #require(FileManager.default.enumerator(atPath: base.path))
      .compactMap { $0 as? String }
      .filter { ["swift", "c", "h"].contains(($0 as NSString).pathExtension) }
    try #require(!paths.isEmpty)
    return try paths.map { path in
      SourceFile(
        path: "\(folder)/\(path)", target: String(path.prefix { $0 != "/" }),
        text: try String(contentsOf: base.appending(path: path), encoding: .utf8))
    }
  }
}
