internal import DiscModel

/// A medium, and what can be done with it beyond what it is and holds.
struct ExaminedMedium {
  var medium: Medium
  /// The features that it makes current.
  var features: [DriveFeature]
  /// How it is and can be formatted; nil for media that are not, and if the drive does not say.
  var formats: ReadFormatCapacities.Response?
}

extension CommandChannel {
  /// What the medium is and holds, or nil when there is none.
  ///
  /// Only its kind is indispensable, and for media that are recorded in sessions the disc information.
  /// What else a drive does not tell about its medium becomes zero, nil or empty: an odd reply must not
  /// keep the user from seeing the disc.
  func readMedium() throws(DriveError) -> Medium? {
    try examineMedium()?.medium
  }

  /// The same, with what can be done with the medium.
  func examineMedium() throws(DriveError) -> ExaminedMedium? {
    guard try awaitMedium(isCancelled: { false }) == .ready, let probe = try findMedium() else {
      return nil
    }
    let description = probe.readDescription()
    return ExaminedMedium(
      medium: try probe.readMedium(description), features: probe.features,
      formats: description.formats)
  }

  /// The kind of the medium, by the current profile or, where that fails, by what only such media have.
  ///
  /// A drive that does not know GET CONFIGURATION has a CD-ROM unless its disc says otherwise: there are
  /// readers that know none of MMC but what their first standard had. See
  /// `CommandChannel+Guessing.swift`.
  ///
  /// - Returns: nil if there is no medium, or none that anything is known of.
  /// - Throws: what GET CONFIGURATION failed with, where nothing else helps.
  private func findMedium() throws(DriveError) -> MediumProbe? {
    do throws(DriveError) {
      guard let configuration = try readConfigurationIfKnown(.current) else {
        return MediumProbe(channel: self, profile: guessProfile() ?? .cdROM, features: [])
      }
      let told = configuration.currentProfile
      let profile = told == .none ? guessProfile() : told
      return profile.map {
        MediumProbe(channel: self, profile: $0, features: configuration.features)
      }
    } catch {
      guard case .refused = error, let profile = guessProfile() else { throw error }
      return MediumProbe(channel: self, profile: profile, features: [])
    }
  }
}
