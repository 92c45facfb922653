internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A claim of this process, told to all others until it goes. See ``ClaimTable``.
final class AnnouncedClaim: Sendable {
  private struct State {
    var claim: DriveClaim
    /// The socket; nil if the system would not give one. Then nobody is told.
    var socket: FileDescriptor?
  }

  private let drive: ClaimedDrive
  private let state: Mutex<State>

  init(_ claim: DriveClaim, on drive: ClaimedDrive) {
    self.drive = drive
    state = Mutex(State(claim: claim, socket: Self.socket(for: claim, on: drive)))
  }

  deinit {
    state.withLock { state in try? state.socket?.close() }
  }

  /// Tells that something else is done with the drive from now on.
  func change(to activity: DriveActivity) {
    state.withLock { state in
      guard state.claim.activity != activity else { return }
      state.claim.activity = activity
      // The new one first, so that there is one at every moment.
      let next = Self.socket(for: state.claim, on: drive)
      try? state.socket?.close()
      state.socket = next
    }
  }

  private static func socket(for claim: DriveClaim, on drive: ClaimedDrive) -> FileDescriptor? {
    let number = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { return nil }
    let socket = FileDescriptor(rawValue: number)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(ClaimTable.name(of: claim, on: drive).utf8)
    let isBound = withUnsafeMutableBytes(of: &address.sun_path) { path in
      // The first byte stays zero: that makes it abstract.
      guard name.count < path.count else { return false }
      UnsafeMutableRawBufferPointer(rebasing: path[1...]).copyBytes(from: name)
      return true
    }
    let length = MemoryLayout<sa_family_t>.size + 1 + name.count
    let isDone =
      isBound
      && withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(number, $0, socklen_t(length)) == 0
        }
      }
    guard isDone else {
      try? socket.close()
      return nil
    }
    return socket
  }
}
