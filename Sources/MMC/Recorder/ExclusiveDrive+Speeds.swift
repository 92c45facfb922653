public import DiscModel

extension ExclusiveDrive {
  /// The write speeds for the medium in the drive, fastest first, each once.
  ///
  /// GET PERFORMANCE tells them; drives without it have a list in mode page 2Ah, or at least their
  /// fastest speed there. Empty if nobody says any.
  public borrowing func readWriteSpeeds() -> [WriteSpeed] {
    var speeds = ((try? channel.send(GetPerformance())) ?? [])
      .map { WriteSpeed(rate: $0.writeRate, rotation: $0.rotation) }
    if speeds.allSatisfy({ $0.rate.kilobytesPerSecond == 0 }), let page = capabilitiesPage() {
      let rates =
        page.writeRates.isEmpty ? [page.maximumWriteRate].compactMap(\.self) : page.writeRates
      speeds = rates.map { WriteSpeed(rate: $0) }
    }
    var seen: Set<WriteSpeed> = []
    return speeds.filter { $0.rate.kilobytesPerSecond > 0 && seen.insert($0).inserted }
      .sorted { $0.rate > $1.rate }
  }

  /// How fast the drive would write now; nil if it does not say it.
  ///
  /// Mode page 2Ah says it, and else GET PERFORMANCE what the drive takes by itself.
  public borrowing func readCurrentWriteRate() -> TransferRate? {
    if let rate = capabilitiesPage()?.currentWriteRate { return rate }
    let own = try? channel.send(GetPerformance()).first { $0.isDefault }?.writeRate
    return own.flatMap { $0.kilobytesPerSecond > 0 ? $0 : nil }
  }

  /// Mode page 2Ah, or nil: drives need not have it any more.
  private borrowing func capabilitiesPage() -> CapabilitiesPage? {
    try? channel.send(ModeSense10<CapabilitiesPage>())
  }
}
