public import DiscImage
public import DiscModel

/// What the user asked for: what is to be burnt, and how it is to come onto the disc.
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

  public var content: BurnContent
  public var verification: Verification
  /// The speed to write at; nil for what the drive takes by itself, its fastest.
  public var rate: TransferRate?
  public var sessionEnd: SessionEnd
  public var ejectsAfterwards: Bool

  public init(
    _ content: BurnContent, verification: Verification = .full, rate: TransferRate? = nil,
    sessionEnd: SessionEnd = .closed, ejectsAfterwards: Bool = false
  ) {
    self.content = content
    self.verification = verification
    self.rate = rate
    self.sessionEnd = sessionEnd
    self.ejectsAfterwards = ejectsAfterwards
  }

  /// Asks for an image.
  public init(
    layout: ImageLayout, verification: Verification = .full, rate: TransferRate? = nil,
    sessionEnd: SessionEnd = .closed, ejectsAfterwards: Bool = false,
    changedFiles: ChangedFilePolicy = .stop
  ) {
    self.init(
      .image(ImageContent(layout: layout, changedFiles: changedFiles)), verification: verification,
      rate: rate, sessionEnd: sessionEnd, ejectsAfterwards: ejectsAfterwards)
  }
}
