public import DiscModel

/// Whether a disc is the one that the user was asked about.
extension Medium {
  /// Whether this may be the disc `other` was, whatever was done to it meanwhile.
  func isSameDisc(as other: Medium) -> Bool {
    profile.physicalType == other.profile.physicalType && manufacturerID == other.manufacturerID
  }

  /// Whether this is the disc `other` was, and nothing was done to it since, as far as a drive can
  /// tell: it is of the same make, holds the same sessions and tracks, and takes the next write at the
  /// same place.
  ///
  /// Two discs of one make that can be overwritten at any block look the same to the drive, however
  /// much either holds.
  public func isUnchanged(since other: Medium) -> Bool { lasting == other.lasting }

  /// The medium without what changes while it lies in the drive and nobody writes.
  private var lasting: Medium {
    var medium = self
    medium.writeSpeeds = []
    medium.writeProtection = []
    medium.details.cartridge = nil
    medium.details.backgroundFormat = .none
    medium.details.spareArea = nil
    if condition == .overwritable {
      // Its one track grows with a format that goes on in the background.
      medium.tracks = []
      medium.openTrack = nil
    }
    return medium
  }
}
