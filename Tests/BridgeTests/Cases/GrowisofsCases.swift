import Foundation

/// growisofs, which makes its file systems with mkisofs while it burns.
enum GrowisofsCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    if disc.isCompactDisc { return [] }
    return [
      BridgeCase(.growisofs, disc, "an image, closed") { bench in
        try await growisofs(bench, "-dvd-compat", "-Z", "/dev/sr0=\(bench.sources.image.path)")
        try await bench.expectImage(bench.sources.image)
        try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
      },
      BridgeCase(.growisofs, disc, "files, then more files") { bench in
        let (first, second) = (bench.sources.first.path, bench.sources.second.path)
        try await growisofs(bench, "-Z", "/dev/sr0", "-quiet", "-R", "-J", first)
        try await growisofs(
          bench, "-M", "/dev/sr0", "-quiet", "-R", "-J", "-graft-points", "second=\(second)")
        try await bench.expectTree(bench.sources.first, bench.sources.second)
        try await bench.expectEngine(
          finds: bench.sources.first, bench.sources.second, condition: disc.openCondition)
      },
    ]
  }

  @discardableResult
  static func growisofs(_ bench: Workbench, _ words: String...) async throws -> Guest.Result {
    try await bench.run(["growisofs"] + words, from: "growisofs")
  }
}
