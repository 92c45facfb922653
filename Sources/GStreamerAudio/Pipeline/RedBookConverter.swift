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
    /// To 64-bit floating point, stereo, 44.1 kHz; then rounding.
    case converting(OpaquePointer)
  }

  /// GStreamer's scale goes from 0 to 10. Its stop band lies below −100 dB from 8 on.
  private static let resamplingQuality: guint = 8

  let format: PulledSamples.Format
  private let way: Way
  /// Samples that came, at the rate they came with, and samples that were made of them.
  private var taken: Int64 = 0
  private var made: Int64 = 0
  private var values: [Double] = []

  init(_ format: PulledSamples.Format) throws(DecodingFailure) {
    self.format = format
    let fits = format.rate == 44_100 && format.channels == 2
    if fits, format.kind == GST_AUDIO_FORMAT_S16LE {
      way = .asItIs
    } else if fits, format.kind == GST_AUDIO_FORMAT_F32LE {
      way = .rounding
    } else {
      way = .converting(try Self.converter(from: format))
    }
  }

  deinit {
    if case .converting(let converter) = way { gst_audio_converter_free(converter) }
  }

  /// How many Red Book samples `count` samples of this format become.
  static func length(of count: Int64, at rate: Int) -> SampleCount {
    SampleCount((count * SampleCount.perSecond.rawValue + Int64(rate / 2)) / Int64(rate))
  }

  /// Appends what is made of these bytes, whole samples.
  func convert(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
    let count = bytes.count / format.bytesPerSample
    taken += Int64(count)
    switch way {
    case .asItIs:
      output.append(contentsOf: bytes)
      made += Int64(count)
    case .rounding:
      Rounding.append(bytes.bindMemory(to: Float.self), to: &output)
      made += Int64(count)
    case .converting(let converter):
      run(converter, bytes.baseAddress, count)
      appendValues(to: &output)
    }
  }

  /// Appends what the resampler still holds back, as if silence followed.
  func finish(into output: inout [UInt8]) {
    guard case .converting(let converter) = way else { return }
    let silence = [UInt8](repeating: 0, count: 1024 * format.bytesPerSample)
    while made < Self.length(of: taken, at: format.rate).rawValue {
      silence.withUnsafeBytes { run(converter, $0.baseAddress, 1024) }
      appendValues(to: &output)
    }
  }

  private static func converter(
    from format: PulledSamples.Format
  ) throws(DecodingFailure) -> OpaquePointer {
    var input = format.info
    var output = GstAudioInfo()
    gst_audio_info_set_format(&output, GST_AUDIO_FORMAT_F64LE, 44_100, 2, nil)
    let options = gst_structure_new_empty("spindle")
    var method = GValue()
    g_value_init(&method, gst_audio_resampler_method_get_type())
    g_value_set_enum(&method, gint(GST_AUDIO_RESAMPLER_METHOD_KAISER.rawValue))
    gst_structure_set_value(options, "GstAudioConverter.resampler-method", &method)
    gst_audio_resampler_options_set_quality(
      GST_AUDIO_RESAMPLER_METHOD_KAISER, resamplingQuality, input.rate, 44_100, options)
    guard
      let converter = gst_audio_converter_new(
        GST_AUDIO_CONVERTER_FLAG_NONE, &input, &output, options)
    else { throw DecodingFailure(.unsupported(format.fileFormat(codec: nil))) }
    return converter
  }

  /// Puts what comes out into `values`.
  private func run(_ converter: OpaquePointer, _ bytes: UnsafeRawPointer?, _ count: Int) {
    let room = Int(gst_audio_converter_get_out_frames(converter, gsize(count)))
    if values.count != room * 2 { values = Array(repeating: 0, count: room * 2) }
    guard room > 0 || count > 0 else { return }
    values.withUnsafeMutableBytes { target in
      var input = UnsafeMutableRawPointer(mutating: bytes)
      var output = target.baseAddress
      _ = gst_audio_converter_samples(
        converter, GST_AUDIO_CONVERTER_FLAG_NONE, &input, gsize(count), &output, gsize(room))
    }
  }

  private func appendValues(to output: inout [UInt8]) {
    let wanted = Self.length(of: taken, at: format.rate).rawValue - made
    let count = min(Int64(values.count / 2), wanted)
    guard count > 0 else { return }
    values.withUnsafeBufferPointer {
      Rounding.append(UnsafeBufferPointer(rebasing: $0[..<Int(count * 2)]), to: &output)
    }
    made += count
  }
}

/// Floating point values from −1 to 1 become 16-bit values.
enum Rounding {
  static func append<Value: BinaryFloatingPoint>(
    _ values: UnsafeBufferPointer<Value>, to output: inout [UInt8]
  ) {
    let start = output.count
    output.append(contentsOf: repeatElement(0, count: values.count * 2))
    output.withUnsafeMutableBytes { bytes in
      for (index, value) in values.enumerated() {
        bytes.storeBytes(
          of: round(Double(value)).littleEndian, toByteOffset: start + index * 2, as: Int16.self)
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
