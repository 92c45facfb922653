import Testing

@testable import GStreamerAudio

@Suite("Rounding to 16 bits") struct RoundingTests {
  /// In steps of a 16-bit value, and what they become.
  static let steps: [(Double, Int)] = [
    (0, 0), (32_768, 32_767), (-32_768, -32_768), (230_000, 32_767), (-230_000, -32_768),
    (0.5, 1), (-0.5, 0), (0.49, 0), (-0.51, -1), (1.5, 2), (-1.5, -1), (32_766.5, 32_767),
    (.infinity, 32_767), (-.infinity, -32_768), (.nan, 0),
  ]

  @Test(arguments: steps)
  func `takes the nearest value, halves up, and cuts what is too loud`(steps: Double, expected: Int)
  {
    #expect(Int(Rounding.round(steps / 32_768)) == expected)
  }

  @Test func `appends little-endian values`() {
    var bytes: [UInt8] = [9]
    [Float(0.5), -0.5].withUnsafeBufferPointer { Rounding.append($0, to: &bytes) }
    #expect(bytes == [9, 0x00, 0x40, 0x00, 0xC0])
  }
}
