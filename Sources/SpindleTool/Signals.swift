internal import Glibc
internal import Synchronization

/// Turns the signals that ask a program to end into the cancelling of one task.
///
/// A burn must not be cut off in the middle: it ends its track and unlocks the tray first.
enum Signals {
  private static let action = Mutex<(@Sendable () -> Void)?>(nil)

  /// Keeps the signals from ending the process. Must be called before other threads are made,
  /// which inherit the mask.
  static func takeOver() {
    // A reader that went away, and a limit on the size of files, are errors like others.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var set = ending
    pthread_sigmask(SIG_BLOCK, &set, nil)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { _ in
        Signals.waitForever()
        return nil
      }, nil)
    pthread_detach(thread)
  }

  /// Sets what is done when the user asks to end.
  static func onEnding(_ body: @escaping @Sendable () -> Void) {
    action.withLock { $0 = body }
  }

  private static var ending: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    return set
  }

  private static func waitForever() {
    var set = ending
    while true {
      var number: Int32 = 0
      guard sigwait(&set, &number) == 0 else { continue }
      guard let body = action.withLock({ $0 }) else { exit(ExitStatus.cancelled.rawValue) }
      body()
    }
  }
}
