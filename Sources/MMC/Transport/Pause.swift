internal import Glibc

/// Waiting as the machine does it.
enum Pause {
  /// Blocks this thread for `duration`; a signal does not shorten it.
  static func real(_ duration: Duration) {
    guard duration > .zero else { return }
    let (seconds, attoseconds) = duration.components
    var remaining = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    while true {
      let request = remaining
      let isDone = withUnsafePointer(to: request) { nanosleep($0, &remaining) == 0 }
      if isDone || errno != EINTR { return }
    }
  }
}
