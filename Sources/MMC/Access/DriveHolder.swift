public import SystemPackage

/// Who keeps a drive from being had alone.
public enum DriveHolder: Hashable, Sendable {
  /// The disc's file system is mounted there.
  case mount(FilePath)
  /// A Spindle, this one or another.
  case spindle(DriveClaim)
  /// Another program has the drive open.
  case program(name: String, processID: Int32)
  /// A device that the kernel built on the drive, such as "dm-0".
  case device(name: String)
}

/// What a program that uses this engine tells others while it has a drive for itself.
public struct DriveClaim: Hashable, Sendable {
  /// The program.
  public var client: ClientName
  /// What it does with the drive.
  public var activity: DriveActivity
  public var processID: Int32

  public init(client: ClientName, activity: DriveActivity, processID: Int32) {
    self.client = client
    self.activity = activity
    self.processID = processID
  }
}

/// What a drive is claimed for, as others are told.
public enum DriveActivity: String, Hashable, Sendable, CaseIterable {
  /// Anything else.
  case using
  case burning
  case verifying
  case erasing
  case formatting
  /// The tray is moved.
  case movingTray = "tray"

  /// Whether it goes on for minutes, and the drive must not be disturbed meanwhile.
  var isLong: Bool {
    switch self {
    case .burning, .verifying, .erasing, .formatting: true
    case .using, .movingTray: false
    }
  }
}

/// The name under which a program claims drives: 1 to 32 ASCII letters, digits, blanks, `.`, `-`
/// and `_`, with no blank at the ends.
public struct ClientName: Hashable, Sendable, CustomStringConvertible {
  /// The name as text.
  public let description: String

  /// The longest name.
  public static let maximumLength = 32

  /// Nil if a name must not be like this.
  public init?(_ name: String) {
    let bytes = Array(name.utf8)
    guard (1...Self.maximumLength).contains(bytes.count), bytes.allSatisfy(Self.isAllowed),
      bytes.first != UInt8(ascii: " "), bytes.last != UInt8(ascii: " ")
    else { return nil }
    description = name
  }

  private init(known name: StaticString) {
    description = name.description
  }

  /// What a program is called that gives no other name.
  public static let spindle = Self(known: "Spindle")

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "), UInt8(ascii: "."),
      UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
