public import DiscModel
public import MMC

/// Turns a request and what lies in the drive into ordered steps, or into all the reasons why not.
public enum BurnPlanner {
  /// The kinds of medium that this version writes an image on.
  public static let writableProfiles: Set<MediumProfile> = ImageRecipes.profiles

  /// The same, as kinds of media, whatever drive there is.
  public static let writableTypes = Set(writableProfiles.map(\.physicalType))

  /// Whether the drive writes any kind of medium that this version writes.
  public static func supports(_ drive: DriveCapabilities) -> Bool {
    !drive.writableProfiles.isDisjoint(with: writableProfiles)
  }

  /// The shortest track of a CD: four seconds. Source: MMC-6, "Minimum track length".
  static let shortestCDTrack = BlockCount(300)

  public static func plan(
    _ request: BurnRequest, for inspection: DriveInspection
  ) throws(PlanError) -> BurnPlan {
    switch request.content {
    case .image(let image): try plan(image, of: request, with: inspection)
    case .audio(let audio): try plan(audio, of: request, with: inspection)
    }
  }

  /// Why `request` cannot be burnt with what lies in the drive; empty if it can.
  public static func problems(
    of request: BurnRequest, with inspection: DriveInspection
  ) -> [PlanProblem] {
    switch request.content {
    case .image(let image):
      problems(of: image, until: request.sessionEnd, with: inspection)
    case .audio(let audio): problems(of: audio, of: request, with: inspection)
    }
  }
}
