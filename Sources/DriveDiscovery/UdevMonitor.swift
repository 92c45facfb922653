internal import CUdev
internal import Glibc

/// Listens to udev on a thread of its own and tells what happens to drives.
struct UdevMonitor: ~Copyable {
  /// After an event, this long nothing more must come before the drives are looked at: plugging in
  /// one drive makes a burst of events. In milliseconds.
  static let quietTime: Int32 = 150
  /// A burst is not waited for longer than this many quiet times.
  static let burstLimit = 10

  private let context: UdevContext
  private let monitor: OpaquePointer
  private var known: [DriveRecord]

  /// Starts listening; events from now on are not missed. Nil where the system has no udev.
  init?() {
    guard let context = UdevContext(),
      let monitor = udev_monitor_new_from_netlink(context.pointer, "udev")
    else { return nil }
    udev_monitor_filter_add_match_subsystem_devtype(monitor, "block", nil)
    guard udev_monitor_enable_receiving(monitor) >= 0 else {
      udev_monitor_unref(monitor)
      return nil
    }
    self.known = context.drives()
    self.context = context
    self.monitor = monitor
  }

  deinit {
    udev_monitor_unref(monitor)
  }

  /// Tells `report` what happens until `stop` is raised or udev is gone.
  mutating func run(until stop: StopSignal, report: (DriveChange) -> Void) {
    while wait(for: stop, timeout: -1) == .event {
      var touched = receive()
      for _ in 0..<Self.burstLimit {
        guard wait(for: stop, timeout: Self.quietTime) == .event else { break }
        touched.formUnion(receive())
      }
      let present = context.drives(knownAs: known)
      for change in DriveChange.between(known, present, touched: touched) { report(change) }
      known = present
    }
  }

  private enum Awakening { case event, quiet, ended }

  private borrowing func wait(for stop: StopSignal, timeout: Int32) -> Awakening {
    var descriptors = [
      pollfd(fd: stop.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: udev_monitor_get_fd(monitor), events: Int16(POLLIN), revents: 0),
    ]
    var count: Int32
    repeat {
      count = poll(&descriptors, nfds_t(descriptors.count), timeout)
    } while count == -1 && errno == EINTR
    if count == 0 { return .quiet }
    let isEvent =
      count > 0 && descriptors[0].revents == 0
      && descriptors[1].revents & Int16(POLLIN) != 0
    return isEvent ? .event : .ended
  }

  /// Takes one event and says which node it is about; a lost one is nobody's.
  private borrowing func receive() -> Set<String> {
    guard let device = udev_monitor_receive_device(monitor) else { return [] }
    defer { udev_device_unref(device) }
    return udev_device_get_devnode(device).map { [String(cString: $0)] } ?? []
  }
}

extension DriveChange {
  /// How `old` became `new`. A drive whose node is in `touched` changed even if it looks the same:
  /// one blank disc may have taken another's place.
  static func between(
    _ old: [DriveRecord], _ new: [DriveRecord], touched: Set<String>
  ) -> [DriveChange] {
    let before = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
    let after = Set(new.map(\.id))
    let removed = old.filter { !after.contains($0.id) }.map { DriveChange.removed($0) }
    return removed
      + new.compactMap { record in
        guard let previous = before[record.id] else { return .added(record) }
        return previous != record || touched.contains(record.node) ? .changed(record) : nil
      }
  }
}

/// A flag that wakes a thread from `poll`.
final class StopSignal: Sendable {
  let descriptor: Int32

  /// Nil when the process has no descriptor left.
  init?() {
    descriptor = eventfd(0, Int32(EFD_CLOEXEC))
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    close(descriptor)
  }

  /// Makes the descriptor readable for good.
  func raise() {
    eventfd_write(descriptor, 1)
  }
}
