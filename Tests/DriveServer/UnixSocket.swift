import Glibc
import SystemPackage

/// One end of a connection, or the place where connections arrive. Closed when the value goes.
struct UnixSocket: ~Copyable {
  private let number: Int32

  deinit {
    close(number)
  }

  private init(_ number: Int32) {
    self.number = number
  }

  private static func new() throws(Errno) -> UnixSocket {
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    if number < 0 { throw Errno(rawValue: errno) }
    return UnixSocket(number)
  }

  /// A socket that waits for connections at `path`; one that lies there is replaced.
  static func listening(at path: String) throws(Errno) -> UnixSocket {
    let socket = try new()
    unlink(path)
    try withAddress(path) { [number = socket.number] in bind(number, $0, $1) }
    guard listen(socket.number, 16) == 0 else { throw Errno(rawValue: errno) }
    return socket
  }

  /// A socket that is connected to the server at `path`.
  static func connected(to path: String) throws(Errno) -> UnixSocket {
    let socket = try new()
    try withAddress(path) { [number = socket.number] in connect(number, $0, $1) }
    return socket
  }

  /// The next connection.
  borrowing func nextConnection() throws(Errno) -> UnixSocket {
    while true {
      let connection = accept(number, nil, nil)
      if connection >= 0 { return UnixSocket(connection) }
      if errno != EINTR, errno != ECONNABORTED { throw Errno(rawValue: errno) }
    }
  }

  /// The next `count` bytes; nil if the other side ends before they all came.
  borrowing func read(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var offset = 0
    while offset < count {
      let received = bytes.withUnsafeMutableBytes {
        recv(number, $0.baseAddress.map { $0 + offset }, count - offset, 0)
      }
      if received < 0, errno == EINTR { continue }
      if received <= 0 { return nil }
      offset += received
    }
    return bytes
  }

  /// Sends all of `bytes`; returns whether the other side was there to take them.
  borrowing func write(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      let sent = bytes.withUnsafeBytes {
        send(number, $0.baseAddress.map { $0 + offset }, bytes.count - offset, 0)
      }
      if sent < 0, errno == EINTR { continue }
      if sent < 0 { return false }
      offset += sent
    }
    return true
  }

  private static func withAddress(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) throws(Errno) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw .fileNameTooLong
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    if result != 0 { throw Errno(rawValue: errno) }
  }
}
