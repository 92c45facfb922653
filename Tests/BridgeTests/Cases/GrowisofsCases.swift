import Foundation

/// growisofs, which makes its file systems with mkisofs while it burns.
enum GrowisofsCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    switch disc {
    case .cdR, .cdRW: []
    case .dvdMinusRDualLayer: [stream(on: disc)]
    default: [image(on: disc), growing(disc)]
    }
  }

  private static func image(on disc: Disc) -> BridgeCase {
    // It will not waste a second layer, so that both must be needed.
    let blocks: Int64? = disc == .dvdPlusRDualLayer ? 2000 : nil
    // It never finishes a BD-R.
    let isOpen = disc.isBDR
    return BridgeCase(
      .growisofs, disc, isOpen ? "an image" : "an image, closed", blocks: blocks
    ) { bench in
      try await growisofs(bench, ["-dvd-compat", "-Z", "/dev/sr0=\(bench.sources.image.path)"])
      try await bench.expectImage(bench.sources.image)
      try await bench.expectEngine(
        finds: bench.sources.first, condition: isOpen ? disc.openCondition : "closed")
    }
  }

  /// Of what it knows the size of, it wants more on two layers than there are blocks in the first and
  /// 30000h: it takes the layer's last sector number, which is counted from there, for its size. What
  /// comes through a pipe, and has no volume descriptor, has no size.
  private static func stream(on disc: Disc) -> BridgeCase {
    BridgeCase(.growisofs, disc, "a stream of unknown size, closed") { bench in
      let image = bench.sources.first.appending(path: "big.bin")
      try await bench.run(
        ["sh", "-c", "cat '\(image.path)' | growisofs -dvd-compat -Z /dev/sr0=/dev/fd/0"],
        from: "growisofs")
      try await bench.expectImage(image)
      try await bench.expectCondition("closed")
    }
  }

  /// A BD-R that it formats can be overwritten, but it does not notice that later: it looks for four
  /// bytes of feature 0038h, which has none. Without a format it goes on in a session of its own.
  private static func growing(_ disc: Disc) -> BridgeCase {
    let options = disc.isBDR ? ["-use-the-force-luke=spare:none"] : []
    return BridgeCase(.growisofs, disc, "files, then more files") { bench in
      let (first, second) = (bench.sources.first.path, bench.sources.second.path)
      try await growisofs(bench, options + ["-Z", "/dev/sr0", "-quiet", "-R", "-J", first])
      try await growisofs(
        bench,
        options + ["-M", "/dev/sr0", "-quiet", "-R", "-J", "-graft-points", "second=\(second)"])
      try await bench.expectTree(bench.sources.first, bench.sources.second)
      try await bench.expectEngine(
        finds: bench.sources.first, bench.sources.second, condition: disc.openCondition)
    }
  }

  @discardableResult
  static func growisofs(_ bench: Workbench, _ words: [String]) async throws -> Guest.Result {
    try await bench.run(["growisofs"] + words, from: "growisofs")
  }
}
