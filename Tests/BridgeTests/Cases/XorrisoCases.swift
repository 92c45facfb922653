import Foundation

/// xorriso, which burns with libburn the file systems it makes itself.
enum XorrisoCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    let image = BridgeCase(.xorriso, disc, "an image, as cdrecord") { bench in
      try await xorriso(
        bench, "-as", "cdrecord", "dev=/dev/sr0", "-tao", bench.sources.image.path)
      try await bench.expectImage(bench.sources.image)
      try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
    }
    if disc == .dvdMinusRDualLayer { return [image] }
    return [image, growing(disc)] + blanking(disc)
  }

  private static func growing(_ disc: Disc) -> BridgeCase {
    BridgeCase(.xorriso, disc, "files, then more files") { bench in
      let (first, second) = (bench.sources.first.path, bench.sources.second.path)
      try await xorriso(bench, "-dev", "/dev/sr0", "-map", first, "/", "-commit")
      try await xorriso(bench, "-dev", "/dev/sr0", "-map", second, "/second", "-commit")
      try await bench.expectTree(bench.sources.first, bench.sources.second)
      try await bench.expectEngine(
        finds: bench.sources.first, bench.sources.second, condition: disc.openCondition)
    }
  }

  /// Makes a used disc as new, in the way that xorriso thinks right for it.
  private static func blanking(_ disc: Disc) -> [BridgeCase] {
    guard disc == .cdRW || disc == .dvdMinusRW || disc.isOverwritable else { return [] }
    return [
      BridgeCase(.xorriso, disc, "blanked as needed, then files") { bench in
        let (first, second) = (bench.sources.first.path, bench.sources.second.path)
        try await xorriso(bench, "-outdev", "/dev/sr0", "-map", second, "/", "-commit")
        try await xorriso(
          bench, "-outdev", "/dev/sr0", "-blank", "as_needed", "-map", first, "/", "-commit")
        try await bench.expectTree(bench.sources.first)
        try await bench.expectEngine(finds: bench.sources.first, condition: disc.openCondition)
      }
    ]
  }

  @discardableResult
  static func xorriso(_ bench: Workbench, _ words: String...) async throws -> Guest.Result {
    try await bench.run(["xorriso"] + words, from: "xorriso")
  }
}
