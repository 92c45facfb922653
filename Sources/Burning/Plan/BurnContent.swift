public import DiscImage

/// What is burnt.
public enum BurnContent: Sendable {
  case image(ImageContent)
  case audio(AudioContent)
}

/// An image that is made while it is burnt.
public struct ImageContent: Sendable {
  public var layout: ImageLayout
  /// What to do about a file that changes after it was measured.
  public var changedFiles: ChangedFilePolicy

  public init(layout: ImageLayout, changedFiles: ChangedFilePolicy = .stop) {
    self.layout = layout
    self.changedFiles = changedFiles
  }
}
