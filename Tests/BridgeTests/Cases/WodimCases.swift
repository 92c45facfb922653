import Foundation
import Testing

/// wodim, which descends from cdrecord and knows CDs and DVD-R.
enum WodimCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    switch disc {
    case .cdR: [image(on: disc, "-tao", "an image, track at once"), twoSessions(on: disc)]
    case .cdRW:
      [image(on: disc, "-tao", "an image, track at once"), twoSessions(on: disc)]
        + ["fast", "all"].map { blank(disc, $0, "-tao") }
    case .dvdMinusR: [image(on: disc, "-dao", "an image, disc at once")]
    case .dvdMinusRW:
      [image(on: disc, "-dao", "an image, disc at once")]
        + ["fast", "all"].map { blank(disc, $0, "-dao") }
    default: []
    }
  }

  private static func image(on disc: Disc, _ mode: String, _ deed: String) -> BridgeCase {
    BridgeCase(.wodim, disc, deed) { bench in
      try await wodim(bench, mode, bench.sources.image.path)
      try await bench.expectImage(bench.sources.image)
      try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
    }
  }

  private static func twoSessions(on disc: Disc) -> BridgeCase {
    BridgeCase(.wodim, disc, "two sessions") { bench in
      try await wodim(bench, "-multi", "-tao", bench.sources.image.path)
      let places = try #require(try await wodim(bench, "-msinfo").lines.last)
      let image = try await bench.makeSecondSession(places)
      try await wodim(bench, "-tao", image.path)
      try await bench.expectTree(bench.sources.first, bench.sources.second)
      try await bench.expectEngine(
        finds: bench.sources.first, bench.sources.second, condition: "closed")
    }
  }

  private static func blank(_ disc: Disc, _ kind: String, _ mode: String) -> BridgeCase {
    BridgeCase(.wodim, disc, "blank=\(kind), then an image") { bench in
      try await wodim(bench, mode, bench.sources.other.path)
      try await wodim(bench, "blank=\(kind)")
      try await wodim(bench, mode, bench.sources.image.path)
      try await bench.expectImage(bench.sources.image)
      try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
    }
  }

  @discardableResult
  static func wodim(_ bench: Workbench, _ words: String...) async throws -> Guest.Result {
    try await bench.run(["wodim", "dev=/dev/sr0", "gracetime=2"] + words, from: "wodim")
  }
}
