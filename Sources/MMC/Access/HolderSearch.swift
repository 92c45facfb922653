internal import Glibc
internal import SystemPackage

/// Finds out who holds a drive.
///
/// Nothing of it is certain: other users' programs are hidden from ordinary users, and who has a
/// drive open need not have it alone. So this explains a refusal and does not make one.
struct HolderSearch: Sendable {
  var processes: FilePath = "/proc"
  var devices: FilePath = "/sys/dev"

  /// All that can be found: mounts, Spindles, other programs, devices.
  func holders(of path: FilePath) -> [DriveHolder] {
    let claims = claims(on: path)
    let spindles = claims.map { DriveHolder.spindle($0) }
    guard let device = DeviceNumber(node: path) else { return spindles }
    let programs = programs(using: Set([device] + siblings(of: device)))
      .filter { program in !claims.contains { $0.processID == program.processID } }
      .map { DriveHolder.program(name: $0.name, processID: $0.processID) }
    return mountPoints(of: device).map { .mount($0) } + spindles + programs
      + builtDevices(on: device).map { .device(name: $0) }
  }

  /// Whether the drive is held for so long that waiting is no use: mounted, or burned on.
  func isHeldForLong(_ path: FilePath) -> Bool {
    if claims(on: path).contains(where: \.activity.isLong) { return true }
    return DeviceNumber(node: path).map { !mountPoints(of: $0).isEmpty } ?? false
  }

  /// What programs with this engine say they do with the drive.
  func claims(on path: FilePath) -> [DriveClaim] {
    guard let drive = ClaimedDrive(at: path) else { return [] }
    return ClaimTable.current(at: processes.appending("self/net/unix")).claims(on: drive)
  }

  /// Where the device's file system can be seen.
  func mountPoints(of device: DeviceNumber) -> [FilePath] {
    guard device.kind == .block else { return [] }
    return MountTable.current(at: processes.appending("self/mountinfo"))
      .mountPoints(of: device)
  }

  /// The other nodes of the same drive: `sg` beside `sr`. An exclusive opening of one does not keep
  /// anybody from the other.
  func siblings(of device: DeviceNumber) -> [DeviceNumber] {
    let folder = self.folder(of: device).appending("device/scsi_generic")
    return SmallFile.names(in: folder).compactMap { name in
      SmallFile.line(at: folder.appending(name).appending("dev"))
        .flatMap { DeviceNumber(.character, $0) }
    }
  }

  /// The devices that the kernel built on this one, such as those of the device mapper.
  private func builtDevices(on device: DeviceNumber) -> [String] {
    SmallFile.names(in: folder(of: device).appending("holders"))
  }

  private func folder(of device: DeviceNumber) -> FilePath {
    devices.appending(device.kind == .block ? "block" : "char").appending(device.text)
  }

  /// The processes that have one of the devices open, but for this one; as far as this user may
  /// see it.
  private func programs(using devices: Set<DeviceNumber>) -> [(name: String, processID: Int32)] {
    SmallFile.names(in: processes).compactMap { Int32($0) }.sorted().compactMap { processID in
      guard processID != getpid() else { return nil }
      let folder = processes.appending(String(processID))
      guard isOpen(devices, in: folder.appending("fd")) else { return nil }
      return (SmallFile.line(at: folder.appending("comm")) ?? "?", processID)
    }
  }

  private func isOpen(_ devices: Set<DeviceNumber>, in folder: FilePath) -> Bool {
    SmallFile.names(in: folder).contains { name in
      let link = folder.appending(name)
      // Looked at before it is followed: the rest may lie on file systems that do not answer.
      guard SmallFile.target(of: link)?.hasPrefix("/dev/") == true,
        let device = DeviceNumber(node: link)
      else { return false }
      return devices.contains(device)
    }
  }
}
