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
    if let rate = channel.readCapabilitiesPage()?.currentWriteRate { return rate }
    let own = try? channel.send(GetPerformance()).first { $0.isDefault }?.writeRate
    return own.flatMap { $0.kilobytesPerSecond > 0 ? $0 : nil }
  }
}

extension CommandChannel {
  /// The write speeds for a medium of `family`, fastest first, each once for each way of turning the disc.
  ///
  /// GET PERFORMANCE tells them; drives without it have a list in mode page 2Ah, or at least their
  /// fastest speed there. Some drives put zeros in that page, or speeds of CDs for a DVD.
  func readWriteSpeeds(for family: MediumFamily?) -> [WriteSpeed] {
    var speeds = ((try? send(GetPerformance())) ?? [])
      .map { WriteSpeed(rate: $0.writeRate, rotation: $0.rotation) }
    if speeds.allSatisfy({ $0.rate.kilobytesPerSecond == 0 }), let page = readCapabilitiesPage() {
      let rates =
        page.writeRates.isEmpty ? [page.maximumWriteRate].compactMap(\.self) : page.writeRates
      // No drive writes a DVD more slowly.
      let slowest = family == .dvd || family == .bluRay ? 1352 : 1
      speeds = rates.filter { $0.kilobytesPerSecond >= slowest }.map { WriteSpeed(rate: $0) }
    }
    var seen: Set<WriteSpeed> = []
    return speeds.filter { $0.rate.kilobytesPerSecond > 0 && seen.insert($0).inserted }
      .sorted { $0.rate > $1.rate }
  }
}
