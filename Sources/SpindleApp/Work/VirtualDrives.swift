import MMC
import Presentation
import VirtualDrive
enum MediumKind: String, CaseIterable { case cdR = "cd-r", dvdPlusR = "dvd+r", bdR = "bd-r" }
struct VirtualDriveError: Error {}
final class VirtualDrives {
  var onChange: ([DriveItem.ID]) -> Void = { _ in }
  var known: [KnownDrive] { [] }
  func reference(to item: DriveItem) -> DriveReference { DriveReference(node: "/dev/null") }
  func freeName() -> String { "x" }
  func add(named: String) throws(VirtualDriveError) -> String { "" }
  func remove(_ id: String) throws(VirtualDriveError) {}
  func insertBlank(_ k: MediumKind, into: String) throws(VirtualDriveError) {}
  static func text(for: VirtualDriveError) -> String { "" }
  static func name(of kind: MediumKind) -> String { kind.rawValue }
}
