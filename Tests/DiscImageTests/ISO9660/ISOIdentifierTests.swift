@testable import DiscImage
import Testing

/// The identifier of a name with its version number, and whether a user would see a difference.
func identifier(
  _ rules: NameRules, _ name: String, isFolder: Bool = false, number: UInt32 = 0
) -> (text: String, isChanged: Bool) {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NameRules.longestIdentifier) { room in
    let place = room.baseAddress!
    let written = Array(name.utf8).withUnsafeBufferPointer {
      rules.write($0, isFolder: isFolder, number: number, to: place)
    }
    var count = written.byteCount
    if !isFolder {
      let added = rules.versionByteCount(of: UnsafeBufferPointer(start: place, count: count))
      count = rules.addVersion(to: place, byteCount: count)
      #expect(count == written.byteCount + added)
    }
    return (rules.text(of: UnsafeBufferPointer(start: place, count: count)), written.isChanged)
  }
}

@Suite("ISO 9660 identifiers") struct ISOIdentifierTests {
  @Test(arguments: [
    ("README", "README.;1", false),
    ("photo.jpg", "PHOTO.JPG;1", false),
    ("a.tar.gz", "A_TAR.GZ;1", true),
    (".bashrc", "_BASHRC.;1", true),
    ("trailing.", "TRAILING.;1", false),
    ("My File (1).txt", "MY_FILE__1_.TXT", true),
    ("Résumé.pdf", "R_SUM_.PDF;1", true),
    ("日本語.txt", "___.TXT;1", true),
    ("😀", "_.;1", true),
    ("under_score", "UNDER_SCORE.;1", false),
    ("123456789012345678901234567890", "123456789012345678901234567890.;1", false),
    ("1234567890123456789012345678901", "123456789012345678901234567890.;1", true),
    ("123456789012345678901234567.txt", "123456789012345678901234567.TXT;1", false),
    ("1234567890123456789012345678.txt", "123456789012345678901234567.TXT;1", true),
    ("a.extension-that-is-long", "A.EXTENSION_THAT_;1", true),
  ])
  func `makes capitals, digits and underscores of a file's name`(
    name: String, text: String, isChanged: Bool
  ) {
    let result = identifier(.iso9660, name)
    #expect(result.text == (text.hasSuffix(";1") ? text : text + ";1"))
    #expect(result.isChanged == isChanged)
  }

  @Test(arguments: [
    ("photos", "PHOTOS", false),
    ("a.tar.gz", "A_TAR_GZ", true),
    ("1234567890123456789012345678901", "1234567890123456789012345678901", false),
    ("12345678901234567890123456789012", "1234567890123456789012345678901", true),
  ])
  func `makes them of a folder's name, without extension or version`(
    name: String, text: String, isChanged: Bool
  ) {
    let result = identifier(.iso9660, name, isFolder: true)
    #expect(result.text == text)
    #expect(result.isChanged == isChanged)
  }

  @Test(arguments: [
    ("photo.jpg", 1, "PHOTO_1.JPG;1"),
    ("README", 12, "README_12.;1"),
    ("123456789012345678901234567.txt", 105, "12345678901234567890123_105.TXT;1"),
    ("日", 4_294_967_295, "__4294967295.;1"),
  ] as [(String, UInt32, String)])
  func `puts a number before the extension`(name: String, number: UInt32, text: String) {
    let result = identifier(.iso9660, name, number: number)
    #expect(result.text == text)
    #expect(result.isChanged)
  }

  @Test func `never has more than 30 characters in name and extension`() {
    for length in 1...255 {
      for name in ["x", "x.", "é."].map({ $0 + String(repeating: "y", count: length) }) {
        let text = identifier(.iso9660, name, number: 99_999).text
        let parts = text.dropLast(2).split(separator: ".", omittingEmptySubsequences: false)
        #expect(parts.count == 2)
        #expect(parts[0].count + parts[1].count <= 30)
        #expect(parts[0].count > 0)
      }
    }
  }
}
