/// How the disc turns while it is read or written.
///
/// Source: MMC-6, "SET CD SPEED Command" and "GET PERFORMANCE Command", write rotation control.
public enum RotationControl: UInt8, Hashable, Sendable {
  /// Slower towards the edge, so that the speed of the data stays the same.
  case constantLinear = 0
  /// Always the same, so that the data come faster towards the edge.
  case constantAngular = 1
}

/// A speed that a drive offers to write a medium with.
public struct WriteSpeed: Hashable, Sendable {
  public var rate: TransferRate
  /// How the disc turns; nil if the drive does not say.
  public var rotation: RotationControl?

  public init(rate: TransferRate, rotation: RotationControl? = nil) {
    self.rate = rate
    self.rotation = rotation
  }
}
