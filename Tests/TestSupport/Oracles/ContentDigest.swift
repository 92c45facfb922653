import CLibcrypto
import Foundation

/// SHA-256 by OpenSSL, for oracles that tell where contents lie but do not hash them.
struct ContentDigest: ~Copyable {
  private let context = EVP_MD_CTX_new()

  init() {
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  func update(_ data: Data) {
    _ = data.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// The digest of all that was told, in lower-case hexadecimal digits.
  consuming func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
