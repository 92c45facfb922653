public import DiscModel

extension ExclusiveDrive {
  /// The write speeds for the medium in the drive, fastest first, each once.
  ///
  /// GET PERFORMANCE tells them; drives without it have a list in mode page 2Ah, or at least their
  /// fastest speed there. Empty if nobody says any.
  public borrowing func readWriteSpeeds() -> [WriteSpeed] {
    channel.readWriteSpeeds(
      for: (try? channel.send(GetConfiguration(.current)))?.currentProfile.family)
  }

  /// How fast the drive would write now; nil if it does not say it.
  ///
  /// Mode page 2Ah says it, and else GET PERFORMANCE what the drive takes by itself.
  public borrowing func readCurrentWriteRate() -> TransferRate? {
    if let rate = channel.readCapabilitiesPage()?.currentWriteRate, rate.isSpeed { return rate }
    let own = try? channel.send(GetPerformance()).first { $0.isDefault }?.writeRate
    return own.flatMap { $0.isSpeed ? $0 : nil }
  }
}

extension CommandChannel {
  /// The write speeds for a medium of `family`, fastest first, each once for each way of turning the disc.
  ///
  /// GET PERFORMANCE tells them; drives without it have a list in mode page 2Ah, or at least their
  /// fastest speed there. Some drives put zeros in that page, or speeds of CDs for a DVD. What stands for
  /// "as fast as can be" is no speed.
  func readWriteSpeeds(for family: MediumFamily?) -> [WriteSpeed] {
    var speeds = ((try? send(GetPerformance())) ?? [])
      .map { WriteSpeed(rate: $0.writeRate, rotation: $0.rotation) }
    if !speeds.contains(where: \.rate.isSpeed), let page = readCapabilitiesPage() {
      let told =
        page.writeSpeeds.isEmpty
        ? [page.maximumWriteRate].compactMap(\.self).map { WriteSpeed(rate: $0) }
        : page.writeSpeeds
      // No drive writes a DVD more slowly.
      let slowest = family == .dvd || family == .bluRay ? 1352 : 1
      speeds = told.filter { $0.rate.kilobytesPerSecond >= slowest }
    }
    var seen: Set<WriteSpeed> = []
    return speeds.filter { $0.rate.isSpeed && seen.insert($0).inserted }
      .sorted { $0.rate > $1.rate }
  }
}

extension TransferRate {
  /// Whether a drive can be that fast: not 0, and not FFFFh or FFFFFFFFh, which mean the fastest that there
  /// is. The fastest medium, BD at 16×, takes 72,000 kB/s.
  fileprivate var isSpeed: Bool {
    (1...500_000).contains(kilobytesPerSecond) && kilobytesPerSecond != 0xFFFF
  }
}
