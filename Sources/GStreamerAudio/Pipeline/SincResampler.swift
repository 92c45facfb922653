internal import Glibc

/// Brings stereo samples to 44,100 a second.
///
/// A low-pass filter is evaluated at each output sample's exact time, so nothing is delayed. GStreamer's
/// own resampler is not used: it is late by a part of a sample that grows as its filter shrinks.
///
/// The filter is a sinc under a Kaiser window that lets through 90 % of the band that both rates have
/// in common, 20 kHz from 48 kHz, and keeps what lies above it 100 dB down.
struct SincResampler: ~Copyable {
  private static let outputRate = 44_100
  /// More positions between two samples than this are brought to the nearest; common rates have fewer.
  private static let largestPhaseCount = 1 << 14
  private static let attenuation = 100.0
  /// Between what is let through and what is kept out, as a part of the common band.
  private static let transition = 0.1

  /// Output sample k lies `k * step / phaseCount` input samples behind the first.
  private let step: Int
  private let denominator: Int
  private let phaseCount: Int
  private let tapCount: Int
  /// `tapCount` values for each phase.
  private let taps: [Float]
  /// What may still be needed, from the input sample `start` on; silence stands before the first.
  private var left: [Float]
  private var right: [Float]
  private var start: Int
  private var made = 0

  /// - Parameter rate: samples a second that come in.
  init(from rate: Int) {
    let divisor = Self.greatestCommonDivisor(rate, Self.outputRate)
    step = rate / divisor
    denominator = Self.outputRate / divisor
    phaseCount = min(denominator, Self.largestPhaseCount)
    let band = Double(min(rate, Self.outputRate)) / 2
    let width = 2 * Double.pi * Self.transition * band / Double(rate)
    tapCount = (Int((Self.attenuation - 8) / (2.285 * width)) + 8) / 8 * 8
    let cutoff = band * (1 - Self.transition / 2) / Double(rate)
    taps = Self.taps(phases: phaseCount, count: tapCount, cutoff: cutoff)
    start = 1 - tapCount / 2
    left = Array(repeating: 0, count: tapCount / 2 - 1)
    right = left
  }

  /// Takes samples, left and right in turn, and appends what can be made of them.
  mutating func add(_ values: UnsafeBufferPointer<Double>, to output: inout [Double]) {
    for index in stride(from: 0, to: values.count - 1, by: 2) {
      left.append(Float(values[index]))
      right.append(Float(values[index + 1]))
    }
    make(to: &output)
  }

  /// Takes as much silence as the last samples need.
  mutating func addSilence(to output: inout [Double]) {
    left += repeatElement(0, count: tapCount)
    right += repeatElement(0, count: tapCount)
    make(to: &output)
  }

  private mutating func make(to output: inout [Double]) {
    let end = start + left.count
    var first = start
    while true {
      let position = made * step
      let index = position / denominator
      first = index - tapCount / 2 + 1
      guard index + tapCount / 2 < end else { break }
      let remainder = position % denominator
      let phase =
        phaseCount == denominator
        ? remainder : (remainder * phaseCount + denominator / 2) / denominator
      appendSample(phase: min(phase, phaseCount - 1), at: first - start, to: &output)
      made += 1
    }
    let used = min(first - start, left.count)
    left.removeFirst(used)
    right.removeFirst(used)
    start += used
  }

  private func appendSample(phase: Int, at offset: Int, to output: inout [Double]) {
    taps.withUnsafeBytes { taps in
      left.withUnsafeBytes { left in
        right.withUnsafeBytes { right in
          let size = MemoryLayout<Float>.size
          var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero)
          for tap in stride(from: 0, to: tapCount, by: 8) {
            let factors = taps.loadUnaligned(
              fromByteOffset: (phase * tapCount + tap) * size, as: SIMD8<Float>.self)
            let place = (offset + tap) * size
            sums.0 += factors * left.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
            sums.1 += factors * right.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
          }
          output.append(Double(sums.0.sum()))
          output.append(Double(sums.1.sum()))
        }
      }
    }
  }

  /// The filter for outputs that lie 0, 1, 2 … `phases`ths behind an input sample. Each has a sum of 1.
  private static func taps(phases: Int, count: Int, cutoff: Double) -> [Float] {
    let beta = 0.1102 * (attenuation - 8.7)
    let half = Double(count / 2)
    var taps: [Float] = []
    taps.reserveCapacity(phases * count)
    for phase in 0..<phases {
      let values = (0..<count).map { index in
        let distance = Double(phase) / Double(phases) + half - 1 - Double(index)
        let place = distance / half
        return sinc(2 * cutoff * distance) * bessel(beta * max(0, 1 - place * place).squareRoot())
      }
      let sum = values.reduce(0, +)
      taps += values.map { Float($0 / sum) }
    }
    return taps
  }

  private static func sinc(_ value: Double) -> Double {
    value == 0 ? 1 : sin(.pi * value) / (.pi * value)
  }

  /// The modified Bessel function of the first kind, of order 0, by its power series.
  private static func bessel(_ value: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var index = 1.0
    while term > sum * 1e-12 {
      let factor = value / (2 * index)
      term *= factor * factor
      sum += term
      index += 1
    }
    return sum
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : greatestCommonDivisor(second, first % second)
  }
}
