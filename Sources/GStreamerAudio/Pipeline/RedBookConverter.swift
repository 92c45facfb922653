internal import CGStreamer
internal import CompactDisc

/// Makes Red Book samples of whatever a pipeline gives in one format.
///
/// 16-bit stereo at 44.1 kHz stays as it is, bit for bit. All else is rounded to the nearest value,
/// halves up, once, at the end, and without dither. n samples at another rate become
/// n × 44,100 / rate, rounded to the nearest whole number.
final class RedBookConverter {
  private enum Way {
    case asItIs
    case rounding
    /// To stereo in floating point of 64 bits, by GStreamer, which keeps the rate.
    case converting(OpaquePointer)
  }

  /// What is music, in samples a second. Heads of damaged files claim anything, and the filter grows
  /// with it.
  static let rates = 1_000...1_536_000

  let format: SampleFormat
  private let way: Way
  private var resampler: SincResampler?
  /// Samples that came, at the rate they came with, and samples that were made of them.
  private var taken: Int64 = 0
  private var made: Int64 = 0
  /// Stereo values, used again and again.
  private var stereo: [Double] = []
  private var resampled: [Double] = []

  init(_ format: SampleFormat) throws(DecodingFailure) {
    guard Self.rates.contains(format.rate) else {
      throw DecodingFailure(.unsupported(format.fileFormat(codec: nil)))
    }
    self.format = format
    let fits = format.rate == SampleCount.perSecond.rawValue && format.channels == 2
    if fits, format.kind == GST_AUDIO_FORMAT_S16LE {
      way = .asItIs
    } else if fits, format.kind == GST_AUDIO_FORMAT_F32LE {
      way = .rounding
    } else {
      way = .converting(try Self.converter(from: format))
    }
    resampler =
      format.rate == SampleCount.perSecond.rawValue ? nil : SincResampler(from: format.rate)
  }

  deinit {
    if case .converting(let converter) = way { gst_audio_converter_free(converter) }
  }

  /// How many Red Book samples `count` samples of a rate become.
  static func length(of count: Int64, at rate: Int) -> SampleCount {
    SampleCount((count * SampleCount.perSecond.rawValue + Int64(rate / 2)) / Int64(rate))
  }

  /// Appends what is made of these bytes, whole samples.
  func convert(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    let count = bytes.count / format.bytesPerSample
    taken += Int64(count)
    switch way {
    case .asItIs: output.append(contentsOf: bytes)
    case .rounding: Rounding.append(bytes.bindMemory(to: Float.self), to: &output)
    case .converting(let converter):
      makeStereo(converter, bytes.baseAddress, count)
      if resampler == nil {
        stereo.withUnsafeBufferPointer { Rounding.append($0, to: &output) }
      } else {
        stereo.withUnsafeBufferPointer { resampler?.add($0, to: &resampled) }
        appendResampled(to: &output)
      }
    }
  }

  /// Appends what the resampler still holds back, as if silence followed.
  func finish(into output: inout [UInt8]) {
    guard resampler != nil else { return }
    while made < Self.length(of: taken, at: format.rate).rawValue {
      resampler?.addSilence(to: &resampled)
      appendResampled(to: &output)
    }
  }

  private static func converter(
    from format: SampleFormat
  ) throws(DecodingFailure) -> OpaquePointer {
    var input = format.info
    var output = GstAudioInfo()
    gst_audio_info_set_format(&output, GST_AUDIO_FORMAT_F64LE, gint(format.rate), 2, nil)
    guard
      let converter = gst_audio_converter_new(GST_AUDIO_CONVERTER_FLAG_NONE, &input, &output, nil)
    else { throw DecodingFailure(.unsupported(format.fileFormat(codec: nil))) }
    return converter
  }

  private func makeStereo(_ converter: OpaquePointer, _ bytes: UnsafeRawPointer?, _ count: Int) {
    if stereo.count != count * 2 { stereo = Array(repeating: 0, count: count * 2) }
    guard count > 0 else { return }
    stereo.withUnsafeMutableBytes { target in
      var input = UnsafeMutableRawPointer(mutating: bytes)
      var output = target.baseAddress
      _ = gst_audio_converter_samples(
        converter, GST_AUDIO_CONVERTER_FLAG_NONE, &input, gsize(count), &output, gsize(count))
    }
  }

  /// No more than the samples that came are worth.
  private func appendResampled(to output: inout [UInt8]) {
    let wanted = Self.length(of: taken, at: format.rate).rawValue - made
    let count = Int(min(Int64(resampled.count / 2), wanted))
    resampled.withUnsafeBufferPointer {
      Rounding.append(UnsafeBufferPointer(rebasing: $0[..<(count * 2)]), to: &output)
    }
    resampled.removeFirst(count * 2)
    made += Int64(count)
  }
}

/// Floating point values from −1 to 1 become 16-bit values.
enum Rounding {
  @inline(__always)
  static func append<Value: BinaryFloatingPoint>(
    _ values: UnsafeBufferPointer<Value>, to output: inout [UInt8]
  ) {
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: values.count * 2))
    output.withUnsafeMutableBytes { bytes in
      for index in values.indices {
        bytes.storeBytes(
          of: round(Double(values[index])).littleEndian, toByteOffset: start + index * 2,
          as: Int16.self)
      }
    }
  }

  /// The nearest 16-bit value, halves up, cut where it is too loud; no number is silence.
  @inline(__always)
  static func round(_ value: Double) -> Int16 {
    // Moved above zero, where cutting the fraction off rounds down.
    let moved = value * 32_768 + 32_768.5
    guard moved > 0 else { return moved.isNaN ? 0 : .min }
    return moved < 65_536 ? Int16(truncatingIfNeeded: Int32(moved) - 32_768) : .max
  }
}
