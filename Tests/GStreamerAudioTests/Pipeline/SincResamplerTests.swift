import Foundation
import Testing

@testable import GStreamerAudio

/// Judged by the sine itself: at 44.1 kHz, sample k has to be what the tone is at that time.
@Suite("Sinc resampler") struct SincResamplerTests {
  private func resample(rate: Int, count: Int, tone: (Double) -> Double) -> [Double] {
    var resampler = SincResampler(from: rate)
    var output: [Double] = []
    let samples = (0..<count).flatMap { index in
      let value = tone(Double(index) / Double(rate))
      return [value, -value]
    }
    samples.withUnsafeBufferPointer { samples in
      for start in stride(from: 0, to: samples.count, by: 1022) {
        let end = min(start + 1022, samples.count)
        resampler.add(UnsafeBufferPointer(rebasing: samples[start..<end]), to: &output)
      }
    }
    resampler.addSilence(to: &output)
    return output
  }

  /// The last rate has more phases than are kept.
  @Test(arguments: [8_000, 22_050, 32_000, 48_000, 88_200, 96_000, 192_000, 44_101])
  func `gives a tone back as it is, in time`(rate: Int) {
    let frequency = min(15_000, Double(rate) * 0.4)
    let tone = { (time: Double) in sin(2 * .pi * frequency * time) }
    let output = resample(rate: rate, count: rate / 2, tone: tone)
    #expect(output.count / 2 >= 22_050)
    var largest = 0.0
    for index in 2_000..<20_000 {
      let expected = tone(Double(index) / 44_100)
      largest = max(
        largest, abs(output[index * 2] - expected), abs(output[index * 2 + 1] + expected))
    }
    #expect(largest < (rate == 44_101 ? 1e-4 : 2e-5))
  }

  @Test func `keeps out what 44.1 kHz cannot carry`() {
    let output = resample(rate: 96_000, count: 48_000) { sin(2 * .pi * 23_000 * $0) }
    #expect((4_000..<40_000).allSatisfy { abs(output[$0]) < 2e-5 })
  }

  @Test func `leaves silence and a steady value alone`() {
    let output = resample(rate: 48_000, count: 48_000) { _ in 0.5 }
    #expect((4_000..<80_000).allSatisfy { abs(abs(output[$0]) - 0.5) < 1e-6 })
  }
}
