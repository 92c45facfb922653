public import MMC

/// A command that a virtual drive got, and what came of it.
public struct RecordedCommand: Hashable, Sendable {
  /// The bytes of the command, as many as were sent.
  public var bytes: [UInt8]
  /// How it ended; nil if the host did not learn of it.
  public var status: SCSIStatus?
  /// The sense bytes that came with it.
  public var sense: [UInt8]
  /// Why the host did not learn of its end.
  public var error: TransportError?

  public init(
    bytes: [UInt8], status: SCSIStatus?, sense: [UInt8] = [], error: TransportError? = nil
  ) {
    self.bytes = bytes
    self.status = status
    self.sense = sense
    self.error = error
  }

  public var operationCode: UInt8 { bytes.first ?? 0 }
}

/// The newest commands, at least 10,000 of them, in little memory and little time.
struct CommandLog: Sendable {
  static let limit = 10_000

  private(set) var commands: [RecordedCommand] = []

  mutating func append(_ command: RecordedCommand) {
    if commands.count >= 2 * Self.limit { commands.removeFirst(Self.limit) }
    commands.append(command)
  }
}
