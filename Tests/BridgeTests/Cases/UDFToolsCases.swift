import Foundation
import Testing

/// cdrwtool of udftools, which writes fixed packets of 32 blocks and nothing else, and udfinfo.
enum UDFToolsCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    guard disc.isCompactDisc else { return [] }
    return [reservedTrack(on: disc)] + (disc == .cdRW ? [quickSetup(disc)] : [])
  }

  /// The disc is blanked, formatted, and gets an empty UDF file system; then a file over it, where it
  /// was written before.
  private static func quickSetup(_ disc: Disc) -> BridgeCase {
    BridgeCase(.udftools, disc, "formatted in packets, UDF, then blocks written again") { bench in
      try await cdrwtool(bench, ["-q"])
      let info = try await bench.run(["udfinfo", "/dev/sr0"], from: "udftools").lines
      for line in ["label=LinuxUDF", "blocks=32800", "integrity=closed", "accesstype=rewritable"] {
        try #require(info.contains(line), "\(info)")
      }
      let file = bench.sources.first.appending(path: "big.bin")
      for source in [bench.sources.other, file] {
        try await cdrwtool(
          bench, ["-w", "mode2", "-p", "1", "-z", "32", "-f", source.path, "-o", "3200"])
      }
      try await bench.expectImage(file, atBlock: 3200)
      let after = try await bench.run(["udfinfo", "/dev/sr0"], from: "udftools").lines
      try #require(after == info)
      try await bench.expectCondition("closed")
      try await bench.expectPackets("fixed")
    }
  }

  /// It closes no session, but wodim does.
  private static func reservedTrack(on disc: Disc) -> BridgeCase {
    BridgeCase(.udftools, disc, "a reserved track of packets, with an image") { bench in
      let image = bench.sources.image
      let size = try #require(image.resourceValues(forKeys: [.fileSizeKey]).fileSize)
      let packets = ["-w", "mode1", "-p", "1", "-z", "32"]
      try await cdrwtool(bench, packets + ["-r", "\(size / 2048)"])
      let reserved = try await cdrwtool(bench, ["-i"]).lines.map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let track = reserved.drop { $0 != "Track 1" }
      for line in ["Rt = 1", "blank = 1", "packet = 1", "fp = 1", "packet_size = 32"] {
        try #require(track.prefix(20).contains(line), "\(track)")
      }
      try await cdrwtool(bench, packets + ["-f", image.path, "-o", "0"])
      try await cdrwtool(bench, ["-c", "1"])
      try await WodimCases.wodim(bench, "-fix")
      try await bench.expectImage(image)
      try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
      try await bench.expectPackets("fixed")
    }
  }

  /// It may end well where a command failed, but says so.
  @discardableResult
  private static func cdrwtool(_ bench: Workbench, _ words: [String]) async throws -> Guest.Result {
    let result = try await bench.run(["cdrwtool", "-d", "/dev/sr0"] + words, from: "udftools")
    try #require(!result.text.contains("Command failed"), "\(result.text)")
    return result
  }
}
