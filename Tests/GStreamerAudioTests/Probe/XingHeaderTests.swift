import CompactDisc
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import GStreamerAudio

/// Bytes typed from "Mp3 Info Tag revision 1" of the LAME project.
@Suite("The first frame of MP3 files") struct XingHeaderTests {
  /// MPEG-1, layer III, 128 kbit/s at 44.1 kHz, joint stereo: a frame of 417 bytes.
  private static func frame(
    header: [UInt8] = [0xFF, 0xFB, 0x90, 0x64], sideInformation: Int = 32, byteCount: Int = 417
  ) -> [UInt8] {
    var frame = header + [UInt8](repeating: 0, count: sideInformation)
    frame += "Info".utf8
    // Frames, bytes, a table and quality follow: 193 frames, 80,486 bytes.
    frame += [0, 0, 0, 0x0F, 0, 0, 0, 193, 0, 1, 0x3A, 0x66]
    frame += [UInt8](repeating: 0x55, count: 100) + [0, 0, 0, 78]
    frame += "LAME3.100".utf8
    frame += [0x04, 0xA0] + [UInt8](repeating: 0, count: 8) + [0, 0x80]
    // 576 samples before the music, 1,260 behind it.
    frame += [0x24, 0x04, 0xEC]
    frame += [0, 0, 0, 0, 0, 1, 0x3A, 0x66, 0x27, 0xB5]
    return frame + [UInt8](repeating: 0, count: byteCount - frame.count)
  }

  private static func header(_ frame: [UInt8]) -> XingHeader? { XingHeader(frame: frame.span) }

  @Test func `the tag of LAME tells frames, silence and checksum`() throws {
    let header = try #require(Self.header(Self.frame()))
    #expect(header.frameCount == 193)
    #expect(header.samplesPerFrame == 1152)
    #expect(header.lame?.delay == 576)
    #expect(header.lame?.padding == 1260)
    #expect(header.lame?.checksum == 0x27B5)
  }

  /// Mono and the halved rates of MPEG-2 have less side information.
  @Test(
    arguments: [
      ([0xFF, 0xFB, 0x90, 0xC4], 17, 1152), ([0xFF, 0xF3, 0x90, 0x64], 17, 576),
      ([0xFF, 0xF3, 0x90, 0xC4], 9, 576),
    ] as [([UInt8], Int, Int64)])
  func `stands where the side information ends`(
    header: [UInt8], sideInformation: Int, samples: Int64
  ) throws {
    let frame = Self.frame(header: header, sideInformation: sideInformation)
    let found = try #require(Self.header(frame))
    #expect(found.samplesPerFrame == samples)
    #expect(found.lame?.padding == 1260)
  }

  /// ffmpeg writes the tag of LAME; what others put there is another.
  @Test(arguments: [("LAME", true), ("Lavc", false), ("Lavf", false)])
  func `the tag is known by its encoder`(name: String, isOfLAME: Bool) throws {
    var frame = Self.frame()
    frame.replaceSubrange(156..<160, with: name.utf8)
    #expect(Self.header(frame)?.lame?.isOfLAME == isOfLAME)
    frame.replaceSubrange(156..<160, with: "Lame".utf8)
    #expect(try #require(Self.header(frame)).lame == nil)
  }

  @Test func `the silence of ffmpeg is left out, and that of LAME is not ours`() throws {
    var frame = Self.frame()
    #expect(Self.header(frame).flatMap(EncoderSilence.init) == nil)
    frame.replaceSubrange(156..<160, with: "Lavc".utf8)
    let silence = try #require(Self.header(frame).flatMap(EncoderSilence.init))
    #expect(silence.leadingCount == 576 + 529)
    #expect(silence.sampleCount == 193 * 1152 - 576 - 1260)
    #expect(silence.music(in: 1000, at: 0) == [])
    #expect(silence.music(in: 1000, at: 1000) == [105..<1000])
    #expect(silence.music(in: 1000, at: 221_000) == [0..<605])
    #expect(silence.music(in: 1000, at: 222_000) == [336..<1000])
    #expect(silence.music(in: 300_000, at: 0) == [1105..<221_605, 222_336..<300_000])
  }

  @Test func `any length of the frame is read as far as it goes`() {
    let whole = Self.frame()
    for count in 0..<whole.count {
      let header = Self.header(Array(whole[..<count]))
      #expect((header != nil) == (count >= 44), "\(count)")
      #expect((header?.frameCount != nil) == (count >= 48), "\(count)")
      #expect((header?.lame != nil) == (count >= 192), "\(count)")
    }
  }

  @Test func `music is no header`() {
    var frame = Self.frame()
    frame[36] = 0x4B
    #expect(Self.header(frame) == nil)
    #expect(Self.header([0x49, 0x44, 0x33, 4]) == nil)
  }
}
