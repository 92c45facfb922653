import Foundation
import TestSupport
import Testing

/// What only a CD can be: music, and data whose sectors the program makes itself.
enum CompactDiscCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    guard disc.isCompactDisc else { return [] }
    return cdrskin(disc) + wodim(disc) + cdrdao(disc)
  }

  private static func cdrskin(_ disc: Disc) -> [BridgeCase] {
    [
      BridgeCase(.cdrskin, disc, "audio with CD-TEXT, session at once") { bench in
        try await CdrskinCases.cdrskin(
          bench, "-sao", "-audio", "input_sheet_v07t=\(bench.sources.audio.sheet.path)",
          bench.audioPath(1), bench.audioPath(2))
        try await expectAudio(bench)
        try await expectText(bench)
      },
      BridgeCase(.cdrskin, disc, "audio, track at once") { bench in
        try await CdrskinCases.cdrskin(
          bench, "-tao", "-audio", bench.audioPath(1), bench.audioPath(2))
        try await expectAudio(bench)
      },
    ]
  }

  /// Without `defpregap=0` wodim takes the last two seconds of a track for the pregap of the next.
  private static func wodim(_ disc: Disc) -> [BridgeCase] {
    [
      BridgeCase(.wodim, disc, "an image, disc at once") { bench in
        try await WodimCases.wodim(bench, "-dao", bench.sources.image.path)
        try await bench.expectImage(bench.sources.image)
        try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
      },
      packets(disc, "an image, packets of any size", kind: "variable"),
      packets(disc, "an image, fixed packets", kind: "fixed", "pktsize=16"),
      BridgeCase(.wodim, disc, "audio, disc at once") { bench in
        try await WodimCases.wodim(
          bench, "-dao", "-audio", "defpregap=0", bench.audioPath(1), bench.audioPath(2))
        try await expectAudio(bench)
      },
      BridgeCase(.wodim, disc, "data and audio, disc at once") { bench in
        try await WodimCases.wodim(
          bench, "-dao", "-data", bench.sources.image.path, "-audio", bench.audioPath(2))
        try await expectRead(bench, bench.sources.image)
        try await expectAudio(bench, tracks: [2])
      },
      BridgeCase(.wodim, disc, "audio, raw") { bench in
        try await WodimCases.wodim(
          bench, "-raw96r", "-audio", "defpregap=0", bench.audioPath(1), bench.audioPath(2))
        try await expectAudio(bench)
      },
      BridgeCase(.wodim, disc, "an image, raw") { bench in
        try await WodimCases.wodim(bench, "-raw96r", bench.sources.image.path)
        try await bench.expectImage(bench.sources.image)
        try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
      },
    ]
  }

  private static func packets(
    _ disc: Disc, _ deed: String, kind: String, _ size: String...
  ) -> BridgeCase {
    BridgeCase(.wodim, disc, deed) { bench in
      let words = ["wodim", "dev=/dev/sr0", "gracetime=2", "-packet"] + size
      try await bench.run(words + [bench.sources.image.path], from: "wodim")
      try await bench.expectImage(bench.sources.image)
      try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
      try await bench.expectPackets(kind)
    }
  }

  private static func cdrdao(_ disc: Disc) -> [BridgeCase] {
    [
      BridgeCase(.cdrdao, disc, "audio, disc at once") { bench in
        try await cdrdao(bench, driver: "generic-mmc")
        try await expectAudio(bench)
      },
      BridgeCase(.cdrdao, disc, "audio with CD-TEXT, raw") { bench in
        try await cdrdao(bench, driver: "generic-mmc-raw")
        try await expectAudio(bench)
        try await expectText(bench)
      },
    ]
  }

  private static func cdrdao(_ bench: Workbench, driver: String) async throws {
    try await bench.run(
      [
        "cdrdao", "write", "-n", "--device", "/dev/sr0", "--driver", driver,
        bench.sources.audio.contents.path,
      ], from: "cdrdao")
  }

  /// Expects `dd` to read the image from the first track through the drive.
  private static func expectRead(_ bench: Workbench, _ image: URL) async throws {
    let wanted = try Data(contentsOf: image)
    let read = try await bench.run(
      ["dd", "if=/dev/sr0", "bs=2048", "count=\(wanted.count / 2048)", "status=none"],
      from: "coreutils")
    try #require(read.output == wanted, "as dd reads it")
  }

  /// Expects cdrskin to extract the samples of the tracks as they were.
  private static func expectAudio(_ bench: Workbench, tracks: [Int] = [1, 2]) async throws {
    let folder = bench.drive.folder.url.appending(path: "extracted")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try await CdrskinCases.cdrskin(bench, "extract_audio_to=\(folder.path)")
    for track in tracks {
      let file = folder.appending(path: "0\(track).wav")
      let found = try [UInt8](Data(contentsOf: file).dropFirst(44))
      let wanted = bench.sources.audio.samples[track - 1]
      try #require(found.count >= wanted.count, "track \(track) has \(found.count) bytes")
      let first = zip(found, wanted).enumerated().first { $0.element.0 != $0.element.1 }
      try #require(first == nil, "track \(track) differs at byte \(first?.offset ?? 0)")
      try #require(found.dropFirst(wanted.count).allSatisfy { $0 == 0 }, "behind track \(track)")
    }
  }

  /// Expects cdrskin to find the words of the disc.
  private static func expectText(_ bench: Workbench) async throws {
    let text = try await CdrskinCases.cdrskin(bench, "cdtext_to_v07t=-").lines
      .map { $0.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) } }
    let titles = [AudioSources.title] + AudioSources.trackTitles
    for (name, title) in zip(["Album Title", "Track 01 Title", "Track 02 Title"], titles) {
      try #require(text.contains([name, title]), "\(text)")
    }
    try #require(text.contains(["Track 02 Artist", AudioSources.performer]), "\(text)")
  }
}

extension Workbench {
  /// The WAVE file of a track, counted from 1.
  fileprivate func audioPath(_ track: Int) -> String { sources.audio.files[track - 1].path }
}
