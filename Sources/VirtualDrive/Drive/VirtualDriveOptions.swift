/// How a virtual drive behaves where real ones differ.
public struct VirtualDriveOptions: Hashable, Sendable {
  /// What WRITE does when the buffer is full.
  public enum FullBuffer: Hashable, Sendable {
    /// It ends when there is room again, as with most drives.
    case waits
    /// It is refused at once with 2/04/08, "long write in progress".
    case answersBusy
  }

  /// The size of the buffer in bytes.
  public var bufferByteCount: Int
  public var fullBuffer: FullBuffer
  /// In what the drive deviates from the specification.
  public var quirks: Set<DriveQuirk> = []

  public init(bufferByteCount: Int = 4 << 20, fullBuffer: FullBuffer = .waits) {
    self.bufferByteCount = max(bufferByteCount, 65_536)
    self.fullBuffer = fullBuffer
  }
}
