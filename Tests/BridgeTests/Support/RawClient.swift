import Foundation
import TestSupport
import Testing

/// A connection on which a test says what it likes, well formed or not.
final class RawClient {
  private let number: Int32

  struct NotConnected: Error {
    let reason: Int32
  }

  init(_ drive: ServedDrive) throws {
    number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { room in
      room.copyBytes(from: drive.guest.socket.path.utf8.prefix(room.count - 1))
    }
    let result = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw NotConnected(reason: errno) }
    // A server that forgets to answer must not hold up the tests.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit {
    close(number)
  }

  func send(_ message: HexFixture) {
    let count = message.bytes.withUnsafeBytes {
      Foundation.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    #expect(count == message.count)
  }

  /// The next `count` bytes, or as many as come before the server ends the connection.
  func receive(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var part = [UInt8](repeating: 0, count: count - bytes.count)
      let received = recv(number, &part, part.count, 0)
      if received <= 0 { break }
      bytes += part.prefix(received)
    }
    return bytes
  }

  /// Says that nothing more comes.
  func endSending() {
    shutdown(number, Int32(SHUT_WR))
  }
}
