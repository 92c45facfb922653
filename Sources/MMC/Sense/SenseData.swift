/// What a drive says about the end of a command.
public struct SenseData: Hashable, Sendable {
  /// The key, the coarsest class of what happened. Source: SPC-4, "Sense key".
  public struct Key: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let noSense = Self(rawValue: 0x0)
    public static let recoveredError = Self(rawValue: 0x1)
    public static let notReady = Self(rawValue: 0x2)
    public static let mediumError = Self(rawValue: 0x3)
    public static let hardwareError = Self(rawValue: 0x4)
    public static let illegalRequest = Self(rawValue: 0x5)
    public static let unitAttention = Self(rawValue: 0x6)
    public static let dataProtect = Self(rawValue: 0x7)
    public static let blankCheck = Self(rawValue: 0x8)
    public static let abortedCommand = Self(rawValue: 0xB)
    public static let volumeOverflow = Self(rawValue: 0xD)
    public static let miscompare = Self(rawValue: 0xE)
  }

  public var key: Key
  /// Additional sense code.
  public var asc: UInt8
  /// Additional sense code qualifier.
  public var ascq: UInt8
  /// The error belongs to an earlier command; the one that brought it was not executed.
  public var isDeferred: Bool
  /// The INFORMATION field where it is valid; often the address of the failing block.
  public var information: UInt64?
  /// How far a long operation is, 0…1, where the drive tells.
  public var progress: Double?

  public init(
    key: Key, asc: UInt8, ascq: UInt8, isDeferred: Bool = false, information: UInt64? = nil,
    progress: Double? = nil
  ) {
    self.key = key
    self.asc = asc
    self.ascq = ascq
    self.isDeferred = isDeferred
    self.information = information
    self.progress = progress
  }
}
