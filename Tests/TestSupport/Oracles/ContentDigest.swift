import CLibcrypto
public import Foundation

/// SHA-256 by OpenSSL, for readers that tell where contents lie but do not hash them.
public struct ContentDigest: ~Copyable {
  private let context = EVP_MD_CTX_new()

  /// The digest of nothing, so far.
  public init() {
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Takes more bytes.
  public func update(_ data: Data) {
    _ = data.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// The digest of all that was told, in lower-case hexadecimal digits.
  public consuming func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// The digest of several runs of bytes behind one another.
  public static func of(_ parts: some Sequence<Data>) -> String {
    let digest = Self()
    for part in parts where !part.isEmpty { digest.update(part) }
    return digest.finish()
  }
}
