public import DiscModel

/// How much audio a disc takes: where its lead-out may begin at the latest.
public struct AudioCapacity: Hashable, Sendable {
  public var lastLeadOut: LogicalBlockAddress

  /// - Parameter lastLeadOut: the last possible start of the lead-out, as ATIP gives it.
  public init(lastLeadOut: LogicalBlockAddress) {
    self.lastLeadOut = lastLeadOut
  }

  /// A disc sold for 74 minutes: 333,000 sectors.
  public static let minutes74 = Self(lastLeadOut: LogicalBlockAddress(333_000))
  /// A disc sold for 80 minutes: its lead-out begins at 79:59:74 or before.
  public static let minutes80 = Self(lastLeadOut: LogicalBlockAddress(359_849))
  /// A disc sold for 90 minutes. From 90:00:00 on a time may mean the lead-in, so this is also as
  /// far as any disc can be planned.
  public static let minutes90 = Self(lastLeadOut: LogicalBlockAddress(404_849))

  /// The sectors of tracks and pregaps, without the 150 before address 0.
  public var blocks: BlockCount { lastLeadOut - .zero }
}
