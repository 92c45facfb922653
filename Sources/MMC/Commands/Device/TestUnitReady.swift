/// Asks whether the medium can be used: TEST UNIT READY (00h).
///
/// All bytes are zero, and there is no reply: that the drive takes the command is the answer. A
/// blank disc is ready. Otherwise the sense says why not, with progress where the drive knows it.
/// Source: SPC-4, "TEST UNIT READY command".
public struct TestUnitReady: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// Whether the question is put again after a changed medium or a reset was told. False where a
  /// reset means that something was lost.
  public var retriesUnitAttention: Bool

  /// Makes the question.
  public init(retriesUnitAttention: Bool = true) {
    self.retriesUnitAttention = retriesUnitAttention
  }

  /// Six zeros.
  public var descriptorBlock: CommandDescriptorBlock {
    CommandDescriptorBlock(operationCode: 0x00, byteCount: 6)
  }
}
