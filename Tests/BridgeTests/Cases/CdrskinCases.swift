import Foundation
import Testing

/// cdrskin, which burns with libburn.
enum CdrskinCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    let images = [image(on: disc, "-tao", "an image, track at once")]
    if disc.isOverwritable { return images + formats(of: disc) }
    // A DVD-R with two layers is written at once or not at all by libburn.
    let sessions = disc == .dvdMinusRDualLayer ? [] : [twoSessions(on: disc)]
    return images + [image(on: disc, "-sao", "an image, session at once")] + sessions
      + formats(of: disc)
  }

  private static func image(on disc: Disc, _ mode: String, _ deed: String) -> BridgeCase {
    BridgeCase(.cdrskin, disc, deed) { bench in
      try await cdrskin(bench, mode, bench.sources.image.path)
      try await bench.expectImage(bench.sources.image)
      try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
    }
  }

  private static func twoSessions(on disc: Disc) -> BridgeCase {
    BridgeCase(.cdrskin, disc, "two sessions") { bench in
      try await cdrskin(bench, "-multi", "-tao", bench.sources.image.path)
      let places = try #require(try await cdrskin(bench, "-msinfo").lines.last)
      let image = try await bench.makeSecondSession(places)
      try await cdrskin(bench, "-multi", "-tao", image.path)
      let start = try #require(places.split(separator: ",").last.flatMap { Int($0) })
      try await bench.expectImage(image, atBlock: start)
      try await bench.expectTree(bench.sources.first, bench.sources.second)
      try await bench.expectEngine(
        finds: bench.sources.first, bench.sources.second, condition: "appendable")
    }
  }

  /// What `blank=` takes on such a disc.
  private static func kinds(of disc: Disc) -> [String] {
    switch disc {
    case .cdRW, .dvdMinusRW: ["fast", "all"]
    case .dvdMinusRWOverwrite: ["deformat_sequential", "format_overwrite_full"]
    case .dvdPlusRW: ["format_overwrite_full"]
    case .dvdRAM: ["format_defectmgt", "format_defectmgt_none"]
    case .bdR, .bdRThreeLayers: ["format_defectmgt"]
    // The fifth of the list is the one without defect management. libburn 1.5.4 cannot be asked for
    // it by name: it first wants a format with defect management whose size is right for none.
    case .bdRE, .bdREThreeLayers: ["format_defectmgt", "format_by_index_4"]
    default: []
    }
  }

  private static func formats(of disc: Disc) -> [BridgeCase] {
    kinds(of: disc).map { kind in
      BridgeCase(.cdrskin, disc, "blank=\(kind), then an image") { bench in
        if !disc.isBDR { try await cdrskin(bench, "-tao", bench.sources.other.path) }
        try await cdrskin(bench, "blank=\(kind)", "-force")
        try await cdrskin(bench, "-tao", bench.sources.image.path)
        try await bench.expectImage(bench.sources.image)
        try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
      }
    }
  }

  @discardableResult
  static func cdrskin(_ bench: Workbench, _ words: String...) async throws -> Guest.Result {
    try await bench.run(["cdrskin", "dev=/dev/sr0"] + words, from: "cdrskin")
  }
}
