internal import Glibc
internal import Synchronization

/// Turns the signals that ask a program to end into the cancelling of one task.
///
/// A burn must not be cut off in the middle: it ends its track and unlocks the tray first.
enum Signals {
  private static let action = Mutex<(@Sendable () -> Void)?>(nil)
  /// Where the handler says that a signal came, as it may do next to nothing itself. Set once,
  /// before there is a handler.
  nonisolated(unsafe) private static var wakeUp: Int32 = -1

  /// Keeps the signals from ending the process.
  ///
  /// They are handled and not blocked, for the runtime may have threads already that would not
  /// inherit the mask.
  static func takeOver() {
    // A reader that went away, and a limit on the size of files, are errors like others.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    wakeUp = ends[1]
    waitForEver(ends[0])
    for number in [SIGINT, SIGTERM, SIGHUP] { handle(number) }
  }

  /// Sets what is done when the user asks to end.
  static func onEnding(_ body: @escaping @Sendable () -> Void) {
    action.withLock { $0 = body }
  }

  /// What was ignored from the start, as `nohup` does, stays so.
  private static func handle(_ number: Int32) {
    var action = sigaction()
    sigaction(number, nil, &action)
    let current = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    guard current != unsafeBitCast(SIG_IGN, to: Int.self) else { return }
    action.__sigaction_handler.sa_handler = { _ in
      let before = errno
      var byte: UInt8 = 0
      _ = write(Signals.wakeUp, &byte, 1)
      errno = before
    }
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  /// Waits for signals on a thread of its own.
  private static func waitForEver(_ pipe: Int32) {
    var thread = pthread_t()
    let argument = UnsafeMutableRawPointer(bitPattern: Int(pipe))
    pthread_create(
      &thread, nil,
      { argument in
        let pipe = Int32(Int(bitPattern: argument))
        var byte: UInt8 = 0
        while read(pipe, &byte, 1) == 1 {
          guard let body = Signals.action.withLock({ $0 }) else {
            exit(ExitStatus.cancelled.rawValue)
          }
          body()
        }
        return nil
      }, argument)
    pthread_detach(thread)
  }
}
