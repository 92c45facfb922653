internal import Synchronization

/// The log of one job, written by the job's threads and read by whoever shows it.
final class JobLog: Sendable {
  private let start = ContinuousClock.now
  private let entries = Mutex<[LogEntry]>([])

  /// Since the job began.
  var elapsed: Duration { start.duration(to: .now) }

  var all: [LogEntry] { entries.withLock { $0 } }

  func append(_ event: LogEvent) {
    let entry = LogEntry(elapsed: elapsed, event: event)
    entries.withLock { $0.append(entry) }
  }
}
