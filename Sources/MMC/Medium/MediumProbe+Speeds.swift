internal import DiscModel

extension MediumProbe {
  /// The speeds that the drive offers for this medium, fastest first, each once.
  ///
  /// The fallback is mode page 2Ah, where some drives put zeros, and CD speeds for a DVD.
  func readWriteSpeeds() -> [WriteSpeed] {
    var speeds =
      (try? channel.send(GetPerformance()))?.map {
        WriteSpeed(rate: $0.writeRate, rotation: $0.rotation)
      } ?? []
    if speeds.allSatisfy({ $0.rate.kilobytesPerSecond == 0 }) {
      let slowest = profile.family == .cd ? 1 : 1352
      speeds = (channel.readCapabilitiesPage()?.writeRates ?? []).filter {
        $0.kilobytesPerSecond >= slowest
      }.map { WriteSpeed(rate: $0) }
    }
    var seen: Set<TransferRate> = []
    return speeds.filter { $0.rate.kilobytesPerSecond > 0 && seen.insert($0.rate).inserted }
      .sorted { $0.rate > $1.rate }
  }
}
