internal import SystemPackage

/// The file systems that are mounted, as this process sees them.
///
/// Each line is a mount; a bind mount is one more line with the same device.
///
///     36 35 11:0 /sub /media/My\040disc ro,nosuid shared:1 - iso9660 /dev/sr0 ro
///           |         |
///           device    mount point, in which \ooo stands for blank, tab, line feed, backslash
///
/// Source: proc(5), "/proc/pid/mountinfo".
struct MountTable: Hashable, Sendable {
  private struct Entry: Hashable {
    var device: DeviceNumber
    var mountPoint: FilePath
  }

  private var entries: [Entry] = []

  /// The mounts in the text of a `mountinfo`; lines that are none are passed over.
  init(parsing text: [UInt8]) {
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
      guard fields.count > 5,
        let device = DeviceNumber(.block, String(decoding: fields[2], as: UTF8.self))
      else { continue }
      entries.append(Entry(device: device, mountPoint: Self.path(fields[4])))
    }
  }

  /// The mounts there are now; none where the system does not tell.
  static func current(at file: FilePath = "/proc/self/mountinfo") -> MountTable {
    MountTable(parsing: SmallFile.bytes(at: file) ?? [])
  }

  /// Where the device's file system can be seen, each place once, in the order of mounting.
  func mountPoints(of device: DeviceNumber) -> [FilePath] {
    var seen: Set<FilePath> = []
    return entries.filter { $0.device == device }.map(\.mountPoint)
      .filter { seen.insert($0).inserted }
  }

  /// A path with its escapes undone; its bytes need not be UTF-8.
  private static func path(_ field: ArraySlice<UInt8>) -> FilePath {
    var bytes: [CChar] = []
    var rest = field
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(CChar(bitPattern: value))
        rest = rest.dropFirst(3)
      } else {
        bytes.append(CChar(bitPattern: byte))
      }
    }
    bytes.append(0)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { FilePath(platformString: $0) } ?? ""
    }
  }
}
