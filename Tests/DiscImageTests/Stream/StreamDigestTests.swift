import DiscImage
import Testing

@Suite("SHA-256 of a stream") struct StreamDigestTests {
  /// FIPS 180-2, "SHA-256 Example (One-Block Message)".
  @Test func `gives the digest of the standard's example`() {
    let digest = Array("abc".utf8).withUnsafeBytes { SHA256Digest.of($0) }
    #expect(
      digest.hexadecimal == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `does not depend on how the stream is cut`() {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var digest = StreamDigest()
    bytes[..<4097].withUnsafeBytes { digest.update($0) }
    bytes[4097...].withUnsafeBytes { digest.update($0) }
    #expect(digest.finish() == bytes.withUnsafeBytes { SHA256Digest.of($0) })
  }

  @Test func `knows the digest of nothing`() {
    #expect(
      StreamDigest().finish().hexadecimal
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }
}
