internal import CUdev

/// A connection to libudev, which wants to be used by one thread at a time.
struct UdevContext: ~Copyable {
  let pointer: OpaquePointer

  /// Nil when there is no memory for it.
  init?() {
    guard let pointer = udev_new() else { return nil }
    self.pointer = pointer
  }

  deinit {
    udev_unref(pointer)
  }

  /// The optical drives, by node. Empty where there are none or no udev runs.
  ///
  /// - Parameter known: what was told of drives before, so that their ids stay.
  borrowing func drives(knownAs known: [DriveRecord] = []) -> [DriveRecord] {
    guard let enumeration = udev_enumerate_new(pointer) else { return [] }
    defer { udev_enumerate_unref(enumeration) }
    udev_enumerate_add_match_subsystem(enumeration, "block")
    udev_enumerate_add_match_property(enumeration, "ID_CDROM", "1")
    udev_enumerate_scan_devices(enumeration)
    var records: [DriveRecord] = []
    var entry = udev_enumerate_get_list_entry(enumeration)
    while let current = entry {
      if let path = udev_list_entry_get_name(current),
        let device = udev_device_new_from_syspath(pointer, path)
      {
        records += [DriveRecord(device: device)].compactMap(\.self)
        udev_device_unref(device)
      }
      entry = udev_list_entry_get_next(current)
    }
    return Self.told(apart: records.sorted { $0.node < $1.node }, knownAs: known)
  }

  /// The same records, with the node added to ids that more than one of them has: there are makers
  /// who give all their drives one serial number. A drive that was known keeps its id as long as it
  /// keeps its node, whether its twin comes or goes.
  static func told(
    apart records: [DriveRecord], knownAs known: [DriveRecord] = []
  ) -> [DriveRecord] {
    let counts = Dictionary(grouping: records, by: \.id).mapValues(\.count)
    let before = Dictionary(known.map { ($0.node, $0.id) }) { first, _ in first }
    return records.map { record in
      var record = record
      let long = record.id + "@" + record.node
      let former = before[record.node]
      if former != record.id, former == long || counts[record.id, default: 0] > 1 {
        record.id = long
      }
      return record
    }
  }
}

extension DriveRecord {
  /// The drive behind a `struct udev_device`, or nil if it is no optical drive.
  init?(device: OpaquePointer) {
    self.init { key in
      udev_device_get_property_value(device, key).map { String(cString: $0) }
    }
  }
}
