public import SystemPackage

/// Where the drive is in this computer.
extension DriveReference {
  /// Where the file system of the disc can be seen now; empty for a disc that is not mounted, and for
  /// a virtual drive.
  public var mountPoints: [FilePath] {
    guard let device else { return [] }
    return HolderSearch().mountPoints(of: device)
  }

  /// The kernel's number among the drives: 0 for `/dev/sr0`; nil for a virtual drive. To be shown
  /// only, as it changes when drives come and go.
  public var number: Int? {
    device.map { Int($0.minor) }
  }

  /// The device behind the drive's node.
  var device: DeviceNumber? {
    location.flatMap { DeviceNumber(node: $0) }
  }
}
