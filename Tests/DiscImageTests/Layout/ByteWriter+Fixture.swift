@testable import DiscImage

/// The bytes that `write` puts.
func written(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
    var writer = ByteWriter(UnsafeMutableRawBufferPointer(buffer))
    write(&writer)
    count = writer.count
  }
}
