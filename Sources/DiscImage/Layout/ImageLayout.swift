public import DiscModel

/// Where everything of an image lies.
public struct ImageLayout: Sendable {
  public let blockCount: BlockCount
}
