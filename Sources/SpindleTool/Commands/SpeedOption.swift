internal import ArgumentParser
internal import DiscModel

/// The speed on the command line.
enum SpeedOption {
  static func validate(_ speed: Double?) throws {
    if let speed, !(speed > 0 && speed < 1000) {
      throw ValidationError("--speed must be above 0 and below 1000.")
    }
  }

  /// The fastest rate that the drive offers and that is not above what was asked for.
  static func rate(_ speed: Double?, for medium: Medium?) -> TransferRate? {
    guard let speed, let medium, let family = medium.profile.family else { return nil }
    let wanted = TransferRate(
      kilobytesPerSecond: Int((speed * family.singleSpeedKilobytesPerSecond).rounded(.up)) + 1)
    return medium.writeRates.filter { $0 <= wanted }.max() ?? medium.writeRates.min() ?? wanted
  }
}
