public import DiscModel

/// What the drive knows, as it says it: unknown numbers are kept.
extension ExclusiveDrive {
  /// The features of the drive, all or those that the medium allows now, in the drive's order.
  public borrowing func readFeatures(
    _ scope: GetConfiguration.Scope = .all
  ) throws(DriveError) -> [DriveFeature] {
    try channel.send(GetConfiguration(scope)).features
  }

  /// One feature; nil if the drive does not have it, or if only a current one is wanted and it is
  /// not.
  public borrowing func readFeature(
    _ name: FeatureName, onlyIfCurrent: Bool = false
  ) throws(DriveError) -> DriveFeature? {
    let reply = try channel.send(GetConfiguration(.one, from: name.rawValue))
    // Some drives answer with other features too.
    guard let feature = reply.features[name] else { return nil }
    return onlyIfCurrent && !feature.isCurrent ? nil : feature
  }

  /// The kinds of media that the drive knows, and of these the ones that fit what is in it.
  public borrowing func readProfiles() throws(DriveError) -> (
    known: [MediumProfile], current: [MediumProfile]
  ) {
    let list = try readFeature(.profileList).map(ProfileListFeature.init)
    return (list?.profiles ?? [], list?.currentProfiles ?? [])
  }

  /// How the medium gets into the drive; nil if the drive does not say it.
  public borrowing func readLoadingMechanism() throws(DriveError)
    -> RemovableMediumFeature.Mechanism?
  {
    try readFeature(.removableMedium).flatMap { RemovableMediumFeature($0).mechanism }
  }
}
