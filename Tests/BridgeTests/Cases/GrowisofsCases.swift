import Foundation

/// growisofs, which makes its file systems with mkisofs while it burns.
enum GrowisofsCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    if disc.isCompactDisc { return [] }
    return [image(on: disc)] + (disc == .dvdMinusRDualLayer ? [] : [growing(disc)])
  }

  private static func image(on disc: Disc) -> BridgeCase {
    // It will not waste a second layer, so that both must be needed.
    let isDual = disc == .dvdMinusRDualLayer || disc == .dvdPlusRDualLayer
    return BridgeCase(
      .growisofs, disc, "an image, closed", blocks: isDual ? 2000 : nil
    ) { bench in
      try await growisofs(bench, "-dvd-compat", "-Z", "/dev/sr0=\(bench.sources.image.path)")
      try await bench.expectImage(bench.sources.image)
      try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
    }
  }

  private static func growing(_ disc: Disc) -> BridgeCase {
    BridgeCase(.growisofs, disc, "files, then more files") { bench in
      let (first, second) = (bench.sources.first.path, bench.sources.second.path)
      try await growisofs(bench, "-Z", "/dev/sr0", "-quiet", "-R", "-J", first)
      try await growisofs(
        bench, "-M", "/dev/sr0", "-quiet", "-R", "-J", "-graft-points", "second=\(second)")
      try await bench.expectTree(bench.sources.first, bench.sources.second)
      try await bench.expectEngine(
        finds: bench.sources.first, bench.sources.second, condition: disc.openCondition)
    }
  }

  @discardableResult
  static func growisofs(_ bench: Workbench, _ words: String...) async throws -> Guest.Result {
    try await bench.run(["growisofs"] + words, from: "growisofs")
  }
}
