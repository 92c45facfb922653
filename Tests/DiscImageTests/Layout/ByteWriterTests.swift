@testable import DiscImage
import TestSupport
import Testing

@Suite("Numbers and bytes in order") struct ByteWriterTests {
  @Test func `puts a number in both byte orders`() {
    expectBytes(
      written {
        $0.putBoth(UInt16(0x1234))
        $0.putBoth(UInt32(0x1234_5678))
      }, equal: "34 12 12 34  78 56 34 12 12 34 56 78")
  }

  @Test func `puts a number in one byte order`() {
    expectBytes(
      written {
        $0.putLittle(UInt32(0x0102_0304))
        $0.putBig(UInt16(0x0506))
      }, equal: "04 03 02 01  05 06")
  }

  @Test func `fills up with zeros, and not where it is full`() {
    expectBytes(
      written {
        $0.put(7)
        $0.pad(to: 4)
        $0.pad(to: 4)
        $0.put([8, 9])
      }, equal: "07 00 00 00 08 09")
  }
}
