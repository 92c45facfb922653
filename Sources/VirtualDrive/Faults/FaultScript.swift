public import MMC

/// What shall go wrong in a virtual drive, and when.
///
///     FaultScript([.after(blocks: 320, .sense(.mediumError)), .onSynchronizeCache(.timeout)])
///
/// For each command the rules are asked in order; the first one that applies decides.
public struct FaultScript: Hashable, Sendable {
  public var rules: [Rule]

  public init(_ rules: [Rule]) {
    self.rules = rules
  }

  /// Nothing goes wrong.
  public static let none = Self([])

  /// What happens instead of, or with, the command.
  public enum Action: Hashable, Sendable {
    /// The command fails. A WRITE stores the blocks before the failing one; with a medium error
    /// (key 3) the track is damaged.
    case sense(VirtualSense)
    /// The command is not executed and ends with this status, such as ``SCSIStatus/busy``.
    case status(SCSIStatus)
    /// The command is executed, but the host never learns of its end.
    case timeout
    /// The drive is gone, for this command and for all that follow.
    case vanish
    /// The drive was reset: it forgets mode pages, lock and buffer, and tells so next (6/29/00).
    case reset
    /// The command never arrives; the host says why.
    case transport(TransportError)
    /// The command ends well and fails afterwards: the next command that can tell gets this sense,
    /// marked as deferred, and is not executed. A write fails when the laser comes to its blocks.
    case deferred(VirtualSense)
    /// The command takes longer. A time limit that is shorter ends it as a time-out.
    case delay(Duration)
    /// A bit is wrong in every affected sector, and nobody says so. On READ the sectors in the
    /// rule's addresses arrive changed; on WRITE they are stored changed.
    case corruption
  }

  /// A condition and what happens when it is met. All parts of the condition must hold.
  public struct Rule: Hashable, Sendable {
    /// The operation codes it applies to; nil for any.
    public var operations: Set<UInt8>?
    /// Applies if READ, WRITE or VERIFY touches one of these addresses; nil for any command.
    public var addresses: Range<Int64>?
    /// Applies if a WRITE would bring the blocks written since the drive was opened above this.
    public var blocks: Int64?
    /// The first call that meets the rest to which it applies, counted from 1.
    public var firstCall: Int
    /// To how many calls it applies from then on; nil for all.
    public var calls: Int?
    public var action: Action

    public init(
      operations: Set<UInt8>? = nil, addresses: Range<Int64>? = nil,
      afterBlocks blocks: Int64? = nil,
      firstCall: Int = 1, calls: Int? = 1, _ action: Action
    ) {
      self.operations = operations
      self.addresses = addresses
      self.blocks = blocks
      self.firstCall = firstCall
      self.calls = calls
      self.action = action
    }
  }
}

extension FaultScript.Rule {
  /// Once, when more than `blocks` blocks would have been written since the drive was opened.
  public static func after(blocks: Int64, _ action: FaultScript.Action) -> Self {
    Self(operations: [0x2A, 0xAA], afterBlocks: blocks, action)
  }

  /// From the given call of an operation on, once or for `calls` calls (nil: always).
  public static func on(
    _ operationCode: UInt8, call: Int = 1, calls: Int? = 1, _ action: FaultScript.Action
  ) -> Self {
    Self(operations: [operationCode], firstCall: call, calls: calls, action)
  }

  /// On READ(10) and READ(12) that touch `addresses`, as often as they do.
  public static func onRead(
    of addresses: Range<Int64>, calls: Int? = nil, _ action: FaultScript.Action
  ) -> Self {
    Self(operations: [0x28, 0xA8], addresses: addresses, calls: calls, action)
  }

  /// On WRITE(10) and WRITE(12) that touch `addresses`.
  public static func onWrite(
    to addresses: Range<Int64>, calls: Int? = 1, _ action: FaultScript.Action
  ) -> Self {
    Self(operations: [0x2A, 0xAA], addresses: addresses, calls: calls, action)
  }

  public static func onSynchronizeCache(
    call: Int = 1, calls: Int? = 1, _ action: FaultScript.Action
  ) -> Self {
    on(0x35, call: call, calls: calls, action)
  }

  public static func onClose(
    call: Int = 1, calls: Int? = 1, _ action: FaultScript.Action
  ) -> Self {
    on(0x5B, call: call, calls: calls, action)
  }

  public static func onTestUnitReady(
    call: Int = 1, calls: Int? = 1, _ action: FaultScript.Action
  ) -> Self {
    on(0x00, call: call, calls: calls, action)
  }

  public static func onStartStop(
    call: Int = 1, calls: Int? = 1, _ action: FaultScript.Action
  ) -> Self {
    on(0x1B, call: call, calls: calls, action)
  }

  /// At the given command after the drive was opened, whatever it is.
  public static func atCommand(
    _ number: Int, calls: Int? = 1, _ action: FaultScript.Action
  ) -> Self {
    Self(firstCall: number, calls: calls, action)
  }
}

/// A script while it runs: how often each rule's condition was met.
struct FaultRun: Sendable {
  /// A rule that applies.
  struct Match: Hashable, Sendable {
    var action: FaultScript.Action
    /// The blocks of the command before the first one the rule is about.
    var blocksBefore: Int64
    /// The addresses of the command that the rule is about.
    var addresses: Range<Int64>
  }

  private let rules: [FaultScript.Rule]
  private var metCounts: [Int]

  init(_ script: FaultScript) {
    rules = script.rules
    metCounts = .init(repeating: 0, count: rules.count)
  }

  /// The first rule that applies to a command, which is counted.
  ///
  /// - Parameters:
  ///   - range: the addresses the command is about; nil if it is not about any.
  ///   - written: the blocks written since the drive was opened.
  mutating func match(operation: UInt8, range: Range<Int64>?, written: Int64) -> Match? {
    for (index, rule) in rules.enumerated() {
      guard let affected = rule.affects(operation: operation, range: range, written: written)
      else { continue }
      metCounts[index] += 1
      let call = metCounts[index] - rule.firstCall
      guard call >= 0, rule.calls.map({ call < $0 }) ?? true else { continue }
      let before = affected.lowerBound - (range?.lowerBound ?? affected.lowerBound)
      return Match(action: rule.action, blocksBefore: before, addresses: affected)
    }
    return nil
  }
}

extension FaultScript.Rule {
  /// The addresses that the rule is about, if its condition but for the count is met; an empty
  /// range for a command without addresses.
  fileprivate func affects(
    operation: UInt8, range: Range<Int64>?, written: Int64
  ) -> Range<Int64>? {
    if let operations, !operations.contains(operation) { return nil }
    var affected = range ?? 0..<0
    if let addresses {
      affected = affected.clamped(to: addresses)
      if affected.isEmpty { return nil }
    }
    if let blocks {
      guard let range, written + Int64(range.count) > blocks else { return nil }
      let first = range.lowerBound + max(blocks - written, 0)
      affected = affected.clamped(to: first..<max(range.upperBound, first))
    }
    return affected
  }
}
