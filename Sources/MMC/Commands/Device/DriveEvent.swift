/// Something that a drive tells of itself.
///
///     byte   4 (0)               5 (1)                          6…7 (2…3)
///     1      event               bit 7 persistent prevented,    what changed; 1 is a feature
///                                bits 0–3 operational status
///     2      event               power state
///     3      event               bit 7 persistent prevented,    request; 1 play, 2 stop …
///                                bits 0–3 state
///     4      event               bit 1 medium, bit 0 tray open  first and last slot
///     5      event               bit 7 persistent prevented,    priority
///                                bits 0–3 state
///     6      event               state                          time in 100 ms
///
/// Source: MMC-6, "GET EVENT STATUS NOTIFICATION Command", event descriptors.
public enum DriveEvent: Hashable, Sendable {
  /// Class 1: what the drive can do has changed.
  case operationalChange(OperationalChange)
  /// Class 2: the drive woke up or fell asleep.
  case power(Power)
  /// Class 3: somebody pressed a key on the drive.
  case externalRequest(ExternalRequest)
  /// Class 4: something happened to the medium.
  case media(Media)
  /// Class 5: another host asks for the drive.
  case multiHost(MultiHost)
  /// Class 6: the drive is at work.
  case deviceBusy(DeviceBusy)

  public struct OperationalChange: Hashable, Sendable {
    /// 0 nothing, 1 the drive asks to be looked at, 2 it has changed.
    public var event: UInt8
    /// Whether the button is turned into an event for good.
    public var isPersistentlyPrevented: Bool
    /// 0 the drive can be used, 1 it is reserved, 2 another host may use it.
    public var status: UInt8
    /// What changed; 1 is a feature, 2 and 4 have to do with the initiators.
    public var report: UInt16
  }

  public struct Power: Hashable, Sendable {
    public enum State: UInt8, Hashable, Sendable {
      case active = 1
      case idle = 2
      case standby = 3
      case sleep = 4
    }

    /// 0 nothing, 1 the state was changed, 2 it could not be changed.
    public var event: UInt8
    /// Nil for a number that this version does not know.
    public var state: State?
  }

  public struct ExternalRequest: Hashable, Sendable {
    /// 0 nothing, 1 a key was pressed, 2 it was let go, 3 the drive asks for a command.
    public var event: UInt8
    /// Whether the button is turned into an event for good.
    public var isPersistentlyPrevented: Bool
    /// 0 ready, 1 another host was asked first.
    public var status: UInt8
    /// What is wanted.
    public var request: UInt16
  }

  public struct Media: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable {
      case none = 0
      /// Somebody pressed the button, and the tray is locked.
      case ejectRequest = 1
      case newMedium = 2
      case mediumRemoval = 3
      case mediumChanged = 4
      case backgroundFormatCompleted = 5
      case backgroundFormatRestarted = 6
    }

    /// What happened; nil for a number that this version does not know.
    public var kind: Kind?
    /// Whether there is a medium.
    public var hasMedium: Bool
    /// Whether the tray or the door is open.
    public var trayIsOpen: Bool
    /// The slots of a changer that this is about.
    public var firstSlot: Int
    public var lastSlot: Int
  }

  public struct MultiHost: Hashable, Sendable {
    /// 0 nothing, 1 another host asks for the drive, 2 it was given it, 3 it took it.
    public var event: UInt8
    /// Whether the button is turned into an event for good.
    public var isPersistentlyPrevented: Bool
    /// 0 ready, 1 another host was asked first.
    public var status: UInt8
    /// 0 none asks, 1 low, 2 medium, 3 high.
    public var priority: UInt16
  }

  public struct DeviceBusy: Hashable, Sendable {
    /// 0 nothing, 1 the state has changed.
    public var event: UInt8
    /// 0 ready, 1 busy at once, 2 busy later.
    public var status: UInt8
    /// How long it is expected to take.
    public var remaining: Duration
  }
}

extension DriveEvent {
  /// The event in the four bytes after the header; nil for a class that no drive has.
  init?(class number: UInt8, bytes: [UInt8]) {
    guard bytes.count >= 4 else { return nil }
    let event = bytes[0] & 0x0F
    let isPrevented = bytes[1] & 0x80 != 0
    let status = bytes[1] & 0x0F
    let value = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    switch number {
    case 1:
      self = .operationalChange(
        .init(event: event, isPersistentlyPrevented: isPrevented, status: status, report: value))
    case 2: self = .power(.init(event: event, state: Power.State(rawValue: bytes[1])))
    case 3:
      self = .externalRequest(
        .init(event: event, isPersistentlyPrevented: isPrevented, status: status, request: value))
    case 4:
      self = .media(
        .init(
          kind: Media.Kind(rawValue: event), hasMedium: status & 2 != 0,
          trayIsOpen: status & 1 != 0, firstSlot: Int(bytes[2]), lastSlot: Int(bytes[3])))
    case 5:
      self = .multiHost(
        .init(event: event, isPersistentlyPrevented: isPrevented, status: status, priority: value))
    case 6:
      self = .deviceBusy(
        .init(event: event, status: bytes[1], remaining: .milliseconds(100 * Int(value))))
    default: return nil
    }
  }
}
