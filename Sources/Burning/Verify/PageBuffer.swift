/// Page-aligned memory for what a drive sends, so that the kernel need not copy it.
final class PageBuffer {
  let bytes: UnsafeMutableRawBufferPointer

  init(byteCount: Int) {
    bytes = .allocate(byteCount: byteCount, alignment: 4096)
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
  }

  deinit {
    bytes.deallocate()
  }

  /// The first `byteCount` bytes.
  func prefix(_ byteCount: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[..<byteCount])
  }

  /// The bytes of one sector, counted from 0.
  func sector(_ index: Int) -> UnsafeRawBufferPointer {
    let size = 2048
    return UnsafeRawBufferPointer(rebasing: bytes[index * size..<(index + 1) * size])
  }
}
