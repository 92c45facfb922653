internal import MMC
internal import SystemPackage

/// What hands take away by force, while a program has the drive open and whether it is locked or not.
extension DriveMachine {
  /// A drive whose folder is gone was unplugged, for this command and all that follow. A medium whose
  /// folder is gone was pulled out, and what the drive was doing with it is over.
  mutating func noticeRemoval() throws(Ending) {
    if !hasVanished { hasVanished = !folder.description.isThere }
    if hasVanished { throw .transport(.deviceVanished) }
    guard let medium, !medium.folder.path.isThere else { return }
    self.medium = nil
    operation = nil
    backgroundFormat = nil
    recording = nil
    latentFailures = []
    buffer.empty()
    mediaEvents.append(MediaEvent.mediumRemoval)
  }
}
