internal import Synchronization

/// What the system refused to the files of a virtual drive while a program used it.
///
/// The drive itself answers in sense data, as real ones do: no more can be written at this block. That
/// the folder is full, which no real drive knows, is told here to whoever explains it to the user.
public final class StorageFailures: Sendable {
  private let failure = Mutex<VirtualDriveError?>(nil)

  public init() {}

  /// The last refusal since the drive was opened to be changed; nil if there was none.
  public var last: VirtualDriveError? { failure.withLock { $0 } }

  func note(_ error: VirtualDriveError) {
    failure.withLock { $0 = error }
  }

  func forget() {
    failure.withLock { $0 = nil }
  }
}
