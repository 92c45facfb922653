internal import CLinuxSCSI
internal import SystemPackage

/// What the way to a drive carries at once.
public struct TransferLimits: Hashable, Sendable {
  /// The most bytes of one command that the host can do; beyond that it refuses.
  public var maximumByteCount: Int?
  /// The most bytes that the host does of its own accord.
  public var preferredByteCount: Int?
  /// Bits that must be zero in a buffer's address; a buffer of ours begins at a page, whatever this
  /// says.
  public var alignmentMask: Int?

  public init(maximumByteCount: Int?, preferredByteCount: Int?, alignmentMask: Int?) {
    self.maximumByteCount = maximumByteCount
    self.preferredByteCount = preferredByteCount
    self.alignmentMask = alignmentMask
  }
}

extension TransferLimits {
  /// The most bytes that a command is sent with; nil where nothing is known.
  public var commandByteCount: Int? {
    [maximumByteCount, preferredByteCount].lazy.compactMap(\.self).first { $0 > 0 }
  }
}

extension DriveReference {
  /// The limits of the way to this drive; nil for a virtual one, which has none.
  ///
  ///     queue/max_hw_sectors_kb   queue/max_sectors_kb   in units of 1,024 bytes
  ///     queue/dma_alignment       a mask; older kernels do not tell it
  ///
  /// Where the kernel's files are hidden, the node itself is asked (`BLKSECTGET`).
  /// Source: Linux, "ABI stable sysfs-block".
  public var transferLimits: TransferLimits? {
    device.map { TransferLimits(of: $0, at: location) }
  }
}

extension TransferLimits {
  init(of device: DeviceNumber, at node: FilePath?, in devices: FilePath = "/sys/dev") {
    let queue = devices.appending(device.kind == .block ? "block" : "char")
      .appending(device.text).appending("queue")
    func number(_ name: String) -> Int? {
      SmallFile.line(at: queue.appending(name)).flatMap { Int($0) }
    }
    let preferred = number("max_sectors_kb").map { $0 * 1024 }
    self.init(
      maximumByteCount: number("max_hw_sectors_kb").map { $0 * 1024 },
      preferredByteCount: preferred ?? node.flatMap(Self.preferredByteCount),
      alignmentMask: number("dma_alignment"))
  }

  /// What the node says, in sectors of 512 bytes whatever the medium's are.
  private static func preferredByteCount(of node: FilePath) -> Int? {
    guard
      let descriptor = try? FileDescriptor.open(
        node, .readOnly, options: [.nonBlocking, .closeOnExec])
    else { return nil }
    defer { try? descriptor.close() }
    var sectors: UInt16 = 0
    guard spindle_blksectget(descriptor.rawValue, &sectors) == 0, sectors > 0 else { return nil }
    return Int(sectors) * 512
  }
}
