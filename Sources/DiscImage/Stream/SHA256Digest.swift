/// A SHA-256 digest, 32 bytes.
public struct SHA256Digest: Hashable, Sendable {
  /// The 32 bytes.
  public let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// 64 lower-case digits, as `sha256sum` prints them.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The digest of bytes that are all there.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> Self {
    var digest = StreamDigest()
    digest.update(bytes)
    return digest.finish()
  }
}
