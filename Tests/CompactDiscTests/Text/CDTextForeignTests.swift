import CompactDisc
import SystemPackage
import TestSupport
import Testing

/// libburn reads packs back, from a file, without a drive.
@Suite("CD-TEXT, read by cdrskin") struct CDTextForeignTests {
  /// The lines of the sheet that cdrskin makes of the packs, by what stands before "=".
  private func sheet(_ packs: [UInt8]) throws -> [String: String] {
    let folder = try TemporaryFolder()
    // A file without a header ends with a zero.
    let path = try folder.write(packs + [0], to: "packs.cdt")
    let output = try ForeignProgram("cdrskin", package: "Debian package cdrskin")
      .run(["textfile_to_v07t=\(path.string)"])
    var text = ""
    text.unicodeScalars.append(contentsOf: output.standardOutput.map { Unicode.Scalar($0) })
    var lines: [String: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      lines[Self.trimmed(parts[0])] = Self.trimmed(parts[1])
    }
    return lines
  }

  private static func trimmed(_ text: Substring) -> String {
    let end = text.lastIndex { $0 != " " } ?? text.startIndex
    return String(text[...end].drop { $0 == " " })
  }

  @Test func `is told as it was asked for`() throws {
    let tracks = (1...12).map { number in
      CDTextFields(
        title: "Titel Nr. \(number), der länger ist als ein Paket", performer: "Künstler \(number)",
        songwriter: "S\(number)", composer: "C\(number)", arranger: "A\(number)",
        message: "M\(number)")
    }
    let text = CDText(
      language: .german,
      disc: CDTextFields(
        title: "Größe", performer: "Anna & Ötzi", songwriter: "S", composer: "C", arranger: "A",
        message: "M"),
      tracks: tracks, discID: "ABC 123", catalogNumber: try MediaCatalogNumber("0123456789012"),
      recordingCodes: try (1...12).map { try ISRC("DEABC25000\($0 + 10)") })
    let lines = try sheet(try CDTextPacks(text).bytes)
    let expected = [
      "Text Code": "8859", "Language Code": "German", "Album Title": "Größe",
      "Artist Name": "Anna & Ötzi", "Songwriter": "S", "Composer": "C", "Arranger": "A",
      "Album Message": "M", "Catalog Number": "ABC 123", "UPC / EAN": "0123456789012",
      "First Track Number": "1", "Last Track Number": "12",
    ]
    for (name, value) in expected { #expect(lines[name] == value, "\(name)") }
    for (index, track) in tracks.enumerated() {
      let number = "\(index < 9 ? "0" : "")\(index + 1)"
      let name = "Track \(number)"
      #expect(lines["\(name) Title"] == track.title)
      #expect(lines["\(name) Artist"] == track.performer)
      #expect(lines["\(name) Songwriter"] == track.songwriter)
      #expect(lines["\(name) Composer"] == track.composer)
      #expect(lines["\(name) Arranger"] == track.arranger)
      #expect(lines["\(name) Message"] == track.message)
      #expect(lines["ISRC \(number)"] == "DEABC25000\(index + 11)")
    }
  }
}
