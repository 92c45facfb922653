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
  /// How often a medium can be blanked or formatted; from then on it fails.
  public var wearLimit: Int
  /// The peculiarities it has, beside those that are kept in its folder.
  public var quirks: Set<VirtualDriveQuirk>

  public init(
    bufferByteCount: Int = 4 << 20, fullBuffer: FullBuffer = .waits, wearLimit: Int = 1000,
    quirks: Set<VirtualDriveQuirk> = []
  ) {
    self.bufferByteCount = max(bufferByteCount, 65_536)
    self.fullBuffer = fullBuffer
    self.wearLimit = wearLimit
    self.quirks = quirks
  }
}
