import Foundation
import SystemPackage
import TestSupport

/// Music, as far as a burner is concerned.
struct AudioSources: Sendable {
  /// Files of 44.1 kHz, 16 bit, two channels.
  let files: [URL]
  /// The samples in them, whole sectors of 2,352 bytes each.
  let samples: [[UInt8]]
  /// A sheet with the words of a disc and its two tracks, for cdrskin.
  let sheet: URL
  /// The same words and the tracks for cdrdao.
  let contents: URL

  /// The words of the disc.
  static let title = "Songs without Words"
  static let trackTitles = ["Sweet Remembrance", "Regrets"]
  static let performer = "Felix M. B."

  init(in folder: TemporaryFolder, _ random: inout SeededGenerator) throws {
    // The shortest track that a CD may have is 300 sectors.
    let samples = [450, 320].map { random.bytes($0 * 2352) }
    self.samples = samples
    func write(_ bytes: some Sequence<UInt8>, _ name: String) throws -> URL {
      URL(filePath: try folder.write(bytes, to: "audio/" + name).string)
    }
    files = try samples.enumerated().map { index, bytes in
      try write(Self.header(bytes.count) + bytes, "\(index + 1).wav")
    }
    sheet = try write(Self.sheetText.utf8, "sheet")
    contents = try write(Self.contentsText.utf8, "contents.toc")
  }

  /// The header of a WAVE file. Source: "Multimedia Programming Interface and Data Specifications 1.0".
  private static func header(_ count: Int) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let format = number(1, 2) + number(2, 2) + number(44_100, 4) + number(176_400, 4)
    return Array("RIFF".utf8) + number(count + 36, 4) + Array("WAVEfmt ".utf8) + number(16, 4)
      + format + number(4, 2) + number(16, 2) + Array("data".utf8) + number(count, 4)
  }

  private static let sheetText = """
    Input Sheet Version = 0.7T
    Album Title = \(title)
    Artist Name = \(performer)
    First Track Number = 1
    Track 01 Title = \(trackTitles[0])
    Track 01 Artist = \(performer)
    Track 02 Title = \(trackTitles[1])
    Track 02 Artist = \(performer)

    """

  private static func words(_ title: String) -> String {
    """
    CD_TEXT {
      LANGUAGE_MAP { 0 : EN }
      LANGUAGE 0 {
        TITLE "\(title)"
        PERFORMER "\(performer)"
      }
    }

    """
  }

  private static let contentsText =
    "CD_DA\n\n" + words(title)
    + trackTitles.enumerated().map { index, title in
      "TRACK AUDIO\n" + words(title).replacing("  LANGUAGE_MAP { 0 : EN }\n", with: "")
        + "FILE \"\(index + 1).wav\" 0\n\n"
    }.joined()
}
