/// Where the samples of a WAVE file lie and what they are.
///
///     RIFF/RF64 header   12 bytes: id, size of the rest, "WAVE"
///     chunks             id, size of the body (32 bits, little-endian), body, a byte to make it even
///     "ds64"             first in RF64: 64-bit sizes of the file, of "data", and of the samples
///     "fmt "             format, channels, rate, bytes a second, bytes a sample, bits a value
///     "data"             the samples
///
/// Source: Microsoft, "Multiple Channel Audio Data and WAVE Files"; EBU Tech 3306, "RF64".
public struct WAVEHeader: Hashable, Sendable {
  /// Why these bytes are not the head of a WAVE file.
  public enum ParseError: Error, Hashable, Sendable {
    /// The bytes end before the samples begin; more of the file may help.
    case truncated(needed: UInt64, available: Int)
    case notWAVE
    /// There is no "fmt " before the samples, or one that contradicts itself.
    case badFormat
  }

  public var format: AudioFileFormat
  /// Whether the values are integers, not floating point or packed otherwise.
  public var isInteger: Bool
  public var bytesPerSample: Int
  /// From the start of the file.
  public var dataOffset: UInt64
  /// Nil where whoever wrote the file did not know it: the samples go on to the file's end.
  public var dataByteCount: UInt64?

  /// Reads the head of a file; `bytes` are its first ones.
  ///
  /// - Throws: ``ParseError``, whatever the bytes are.
  public static func parse(_ bytes: RawSpan) throws(ParseError) -> Self {
    var parser = Parser()
    return try parser.parse(bytes)
  }
}

extension WAVEHeader {
  /// Goes from chunk to chunk.
  private struct Parser {
    var fields: FormatFields?
    var longDataByteCount: UInt64?

    mutating func parse(_ bytes: RawSpan) throws(ParseError) -> WAVEHeader {
      let container = try bytes.tag(at: 0)
      guard container == .riff || container == .rf64, try bytes.tag(at: 8) == .wave else {
        throw .notWAVE
      }
      var offset: UInt64 = 12
      while true {
        let tag = try bytes.tag(at: offset)
        let byteCount = UInt64(try bytes.littleEndian(at: offset + 4, as: UInt32.self))
        if tag == .data {
          return try header(dataOffset: offset + 8, byteCount, isLong: container == .rf64)
        }
        try take(tag, at: offset + 8, byteCount, bytes)
        // Two sizes of 32 bits cannot leave 64.
        offset += 8 + byteCount + byteCount % 2
      }
    }

    private mutating func take(
      _ tag: Tag, at offset: UInt64, _ byteCount: UInt64, _ bytes: RawSpan
    ) throws(ParseError) {
      switch tag {
      case .format: fields = try FormatFields(bytes, at: offset, byteCount: byteCount)
      case .longSizes: longDataByteCount = try bytes.littleEndian(at: offset + 8)
      default: break
      }
    }

    private func header(
      dataOffset: UInt64, _ shortByteCount: UInt64, isLong: Bool
    ) throws(ParseError) -> WAVEHeader {
      guard let fields else { throw .badFormat }
      let isUnknown = shortByteCount == 0xFFFF_FFFF
      let byteCount = isUnknown ? (isLong ? longDataByteCount : nil) : shortByteCount
      return WAVEHeader(
        format: fields.format, isInteger: fields.isInteger, bytesPerSample: fields.bytesPerSample,
        dataOffset: dataOffset, dataByteCount: byteCount)
    }
  }

  /// What "fmt " says: 16 bytes, more where the format is told by a long identifier.
  private struct FormatFields {
    private static let integer: UInt16 = 1
    private static let extensible: UInt16 = 0xFFFE

    var format: AudioFileFormat
    var isInteger: Bool
    var bytesPerSample: Int

    init(_ bytes: RawSpan, at offset: UInt64, byteCount: UInt64) throws(ParseError) {
      guard byteCount >= 16 else { throw .badFormat }
      var code = try bytes.littleEndian(at: offset, as: UInt16.self)
      if code == Self.extensible {
        guard byteCount >= 40 else { throw .badFormat }
        code = try bytes.littleEndian(at: offset + 24)
      }
      let channels = Int(try bytes.littleEndian(at: offset + 2, as: UInt16.self))
      let rate = try bytes.littleEndian(at: offset + 4, as: UInt32.self)
      bytesPerSample = Int(try bytes.littleEndian(at: offset + 12, as: UInt16.self))
      let bits = Int(try bytes.littleEndian(at: offset + 14, as: UInt16.self))
      isInteger = code == Self.integer
      guard channels > 0, rate > 0, bytesPerSample > 0,
        !isInteger || bytesPerSample == channels * ((bits + 7) / 8)
      else { throw .badFormat }
      format = AudioFileFormat(
        codec: isInteger ? "PCM" : nil, samplesPerSecond: Int(rate), channels: channels,
        bitsPerValue: isInteger ? bits : nil)
    }
  }

  /// Four characters that name a chunk.
  fileprivate struct Tag: Equatable {
    var bytes: UInt32

    init(_ bytes: UInt32) {
      self.bytes = bytes
    }

    init(_ text: StaticString) {
      bytes = text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    static let riff = Tag("RIFF")
    static let rf64 = Tag("RF64")
    static let wave = Tag("WAVE")
    static let format = Tag("fmt ")
    static let longSizes = Tag("ds64")
    static let data = Tag("data")
  }
}

extension RawSpan {
  fileprivate func tag(at offset: UInt64) throws(WAVEHeader.ParseError) -> WAVEHeader.Tag {
    WAVEHeader.Tag(try littleEndian(at: offset, as: UInt32.self).byteSwapped)
  }

  /// The little-endian integer at `offset`.
  fileprivate func littleEndian<Integer: FixedWidthInteger & BitwiseCopyable>(
    at offset: UInt64, as type: Integer.Type = Integer.self
  ) throws(WAVEHeader.ParseError) -> Integer {
    let size = UInt64(MemoryLayout<Integer>.size)
    guard offset <= UInt64(byteCount), size <= UInt64(byteCount) - offset else {
      throw .truncated(needed: offset + size, available: byteCount)
    }
    return Integer(littleEndian: unsafeLoadUnaligned(fromByteOffset: Int(offset), as: type))
  }
}
