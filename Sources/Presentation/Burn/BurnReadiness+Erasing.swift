public import Burning
internal import DiscModel
public import MMC

extension BurnReadiness {
  /// The way to erase or format the disc that makes it ready for the burn; nil where something else
  /// stands in the way, or where the disc allows none.
  public func eraseFirst(_ inspection: DriveInspection) -> EraseChoice? {
    guard case .notReady(let reasons) = self, let medium = inspection.medium else { return nil }
    var isUsed = false
    for reason in reasons {
      switch reason {
      case .plan(.mediumMustBeErased), .plan(.mediumClosed), .plan(.mediumHoldsData),
        .plan(.audioNeedsBlankDisc):
        isUsed = true
      case .plan(.mediumTooSmall(let required, _)) where required <= medium.capacity: break
      default: return nil
      }
    }
    return isUsed ? EraseChoices(for: inspection).suggestion : nil
  }
}
