internal import Glibc
internal import SystemPackage

/// Which drives are claimed by programs with this engine.
///
/// A claim is a Unix socket that nobody talks to: all is in its name, in the abstract namespace,
/// which the kernel shows to every user and forgets with the process, however that ends.
///
///     @spindle/b11:0/4711/burning/Spindle
///              |     |    |       client
///              drive |    activity
///                    process
///
/// It only tells who holds a drive: what keeps others out is the exclusive opening. Anybody may
/// claim anything, so nothing but a sentence must depend on it.
///
/// Source: unix(7), "Abstract sockets"; proc(5), "/proc/net/unix".
struct ClaimTable: Sendable {
  private static let prefix = "spindle/"

  private var claims: [(drive: ClaimedDrive, claim: DriveClaim)] = []

  /// The claims in the text of `/proc/net/unix`; sockets that are none are passed over.
  init(parsing text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      // Seven fields, then the name, which may hold blanks.
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 7)
      guard fields.count == 8, let found = Self.claim(String(decoding: fields[7], as: UTF8.self))
      else { continue }
      claims.append(found)
    }
  }

  /// The claims there are now; none where the system does not tell.
  static func current(at file: FilePath = "/proc/self/net/unix") -> ClaimTable {
    ClaimTable(parsing: SmallFile.bytes(at: file) ?? [])
  }

  /// Who claims the drive, each process once.
  func claims(on drive: ClaimedDrive) -> [DriveClaim] {
    var seen: Set<Int32> = []
    // A claim that is about to change is there twice for a moment; the newer comes later.
    return claims.reversed().filter { $0.drive == drive }.map(\.claim)
      .filter { seen.insert($0.processID).inserted }
  }

  private static func claim(_ name: String) -> (ClaimedDrive, DriveClaim)? {
    guard name.hasPrefix("@" + prefix) else { return nil }
    let parts = name.dropFirst(prefix.count + 1).split(
      separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let processID = Int32(parts[1]), processID > 0,
      let activity = DriveActivity(rawValue: String(parts[2])),
      let client = ClientName(String(parts[3]))
    else { return nil }
    return (
      ClaimedDrive(key: String(parts[0])),
      DriveClaim(client: client, activity: activity, processID: processID)
    )
  }

  /// The socket's name, without the zero byte before it.
  static func name(of claim: DriveClaim, on drive: ClaimedDrive) -> String {
    "\(prefix)\(drive.key)/\(claim.processID)/\(claim.activity.rawValue)/\(claim.client)"
  }
}

/// What stands for a drive in a claim: a device's number, or for a virtual one its folder's.
struct ClaimedDrive: Hashable, Sendable {
  var key: String

  init(key: String) {
    self.key = key
  }

  /// The drive at `path`, a node or a folder; nil if nothing is there.
  init?(at path: FilePath) {
    if let device = DeviceNumber(node: path) {
      key = (device.kind == .block ? "b" : "c") + device.text
    } else if let status = DeviceNumber.status(of: path) {
      let (major, minor) = DeviceNumber.parts(of: UInt64(status.st_dev))
      key = "f\(major):\(minor):\(status.st_ino)"
    } else {
      return nil
    }
  }
}
