internal import CLibcrypto

/// SHA-256 of bytes that come piece by piece, by OpenSSL's libcrypto.
public struct StreamDigest: ~Copyable, Sendable {
  // The context belongs to this value alone, which cannot be copied.
  private nonisolated(unsafe) let context: OpaquePointer

  /// Begins with no bytes.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no memory or no SHA-256")
    }
    self.context = context
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  /// Takes the next bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// Ends the stream and tells its digest.
  public consuming func finish() -> SHA256Digest {
    let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var length: UInt32 = 0
      EVP_DigestFinal_ex(context, buffer.baseAddress, &length)
      count = Int(length)
    }
    return SHA256Digest(bytes: bytes)
  }
}
