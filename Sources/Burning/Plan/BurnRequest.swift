public import DiscImage
public import DiscModel

/// What the user asked for: an image, and how it is to come onto the disc.
public struct BurnRequest: Sendable {
  /// What may be written on the disc afterwards.
  public enum SessionEnd: Hashable, Sendable {
    /// The session is closed; another can follow.
    case appendable
    /// The disc is finished, so that every player takes it.
    case closed
  }

  /// How much is read back before success is claimed.
  public enum Verification: Hashable, Sendable, CaseIterable {
    /// Every block.
    case full
    /// The file systems' structures, the first and the last blocks, and one chunk in sixteen.
    case quick
    /// Nothing; the report then says that nothing is proven.
    case none
  }

  public var layout: ImageLayout
  public var verification: Verification
  /// The speed to write at; nil for what the drive takes by itself, its fastest.
  public var rate: TransferRate?
  public var sessionEnd: SessionEnd
  public var ejectsAfterwards: Bool
  /// What to do about a file that changes after it was measured.
  public var changedFiles: ChangedFilePolicy

  public init(
    layout: ImageLayout, verification: Verification = .full, rate: TransferRate? = nil,
    sessionEnd: SessionEnd = .closed, ejectsAfterwards: Bool = false,
    changedFiles: ChangedFilePolicy = .stop
  ) {
    self.layout = layout
    self.verification = verification
    self.rate = rate
    self.sessionEnd = sessionEnd
    self.ejectsAfterwards = ejectsAfterwards
    self.changedFiles = changedFiles
  }
}
