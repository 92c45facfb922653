import Glibc
import VirtualDrive

/// Takes connections, each on a thread of its own.
struct Server: ~Copyable {
  private let socket: UnixSocket
  private let host: DriveHost

  init(_ options: ServerOptions) throws {
    if let name = options.newName, !VirtualDrive.exists(at: options.folder) {
      try VirtualDrive.create(at: options.folder, name: name)
    }
    let host = try DriveHost(options)
    let socket = try UnixSocket.listening(at: options.socket)
    self.host = host
    self.socket = socket
  }

  /// Serves until the process is ended, or no connection can be taken any more.
  borrowing func run() throws {
    var number = 0
    while true {
      let connection = try socket.nextConnection()
      number += 1
      Connection(number: number, socket: connection, host: host).start()
    }
  }
}

/// A program that is connected to the drive.
private final class Connection: Sendable {
  private let number: Int
  private let socket: UnixSocket
  private let host: DriveHost

  init(number: Int, socket: consuming UnixSocket, host: DriveHost) {
    self.number = number
    self.socket = socket
    self.host = host
  }

  /// Serves it on a thread of its own, which ends with the connection.
  func start() {
    let context = Unmanaged.passRetained(self).toOpaque()
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Connection>.fromOpaque(context).takeRetainedValue().serve()
        return nil
      }, context)
    if result == 0 {
      pthread_detach(thread)
    } else {
      Unmanaged<Connection>.fromOpaque(context).release()
    }
  }

  private func serve() {
    defer { host.release(by: number) }
    while let header = socket.read(Request.byteCount) {
      let request: Request
      do throws(Request.Fault) {
        request = try Request(header)
      } catch {
        complain("connection \(number) talks nonsense: \(error)")
        return
      }
      guard let data = socket.read(request.direction == .toDrive ? request.dataByteCount : 0),
        socket.write(host.answer(request, data, from: number).bytes)
      else { return }
    }
  }
}
