import CompactDisc
import SystemPackage
import TestSupport
import Testing

@testable import GStreamerAudio

/// Bytes typed from RFC 3533, section 6.
@Suite("The pages of Ogg files") struct OggTests {
  /// A page with a body of 260 bytes, in segments of 255 and 5.
  private static func page(flags: UInt8, serial: UInt8) -> [UInt8] {
    [0x4F, 0x67, 0x67, 0x53, 0, flags] + [UInt8](repeating: 0, count: 8) + [serial, 1, 2, 3]
      + [UInt8](repeating: 0, count: 8) + [2, 255, 5] + [UInt8](repeating: 0x4F, count: 260)
  }

  private func ends(_ pages: [UInt8]...) -> OggEnds? {
    let bytes = pages.flatMap(\.self)
    return OggEnds(head: bytes, tail: bytes)
  }

  @Test func `tell whether there is one stream, and whether it ends`() {
    let first = Self.page(flags: 2, serial: 7)
    let middle = Self.page(flags: 0, serial: 7)
    let last = Self.page(flags: 4, serial: 7)
    #expect(ends(first, middle, last) == OggEnds(hasOneStream: true, isComplete: true))
    #expect(ends(first, middle) == OggEnds(hasOneStream: true, isComplete: false))
    // Cut off within a page.
    #expect(ends(first, middle, Array(last.dropLast()))?.isComplete == false)
    #expect(ends(first, middle, Array(last.prefix(27)))?.isComplete == false)
    #expect(ends(first, middle, Array(last.prefix(20)))?.isComplete == false)
    // A tag of another kind may follow.
    #expect(ends(first, middle, last, Array("TAG".utf8))?.isComplete == true)
  }

  @Test func `tell of streams beside and behind each other`() {
    let first = Self.page(flags: 2, serial: 7)
    let other = Self.page(flags: 2, serial: 8)
    let last = Self.page(flags: 4, serial: 7)
    #expect(ends(first, other, last)?.hasOneStream == false)
    #expect(ends(first, last, other, Self.page(flags: 4, serial: 8))?.hasOneStream == false)
  }

  @Test func `are no other file's`() {
    #expect(ends(Array("RIFF".utf8)) == nil)
    #expect(OggEnds(head: [], tail: []) == nil)
  }

  /// As recordings of broadcasts are, with another rate in each piece, or the same.
  @Test(arguments: [44_100, 48_000])
  func `behind each other are played to the end`(rate: Int) async throws {
    let files = try AudioFixture()
    let oggenc = ForeignProgram("oggenc", package: "Debian package vorbis-tools")
    try files.wave("1.wav", samples: 100_000)
    try files.wave("2.wav", samples: rate, rate: rate)
    var whole: [UInt8] = []
    var separate: [Int16] = []
    for number in 1...2 {
      try oggenc.run(
        ["-Q", "-s", "\(number)", "-o", "\(number).ogg", "\(number).wav"], in: files.folder.url)
      whole += try files.folder.bytes(of: "\(number).ogg")
      let length = SampleCount([100_000, 44_100][number - 1])
      separate += try await AudioFixture.decode(files.path("\(number).ogg"), length: length)
    }
    let path = try files.folder.write(whole, to: "whole.ogg")
    let file = try await GStreamerProbe.measure(path)
    #expect((144_100...144_102).contains(file.length.rawValue))
    #expect(!file.isIncomplete)
    let decoded = try await AudioFixture.decode(path, length: file.length)
    #expect(decoded.count == Int(file.length.rawValue) * 2)
    #expect(decoded.prefix(200_000).elementsEqual(separate.prefix(200_000)))
    let second = separate[200_000...].prefix(88_000)
    // The decoder of Vorbis may end a sample late.
    #expect((0...2).contains { decoded[(200_000 + 2 * $0)...].starts(with: second) })
  }
}
