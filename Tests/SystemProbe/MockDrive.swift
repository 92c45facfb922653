import CLinuxSCSI
import Glibc
import Synchronization

/// A device node whose SG_IO requests this process answers itself, as the kernel would.
final class MockDrive: Sendable {
  /// What comes of a request.
  struct Answer: Sendable {
    var errorNumber: Int32 = 0
    var hostStatus: UInt16 = 0
    var status: UInt8 = 0
    var sense: [UInt8] = []
    var data: [UInt8] = []
    var residual: Int32 = 0
  }

  private let answers = Mutex<[UInt8: Answer]>([:])

  /// Answers for `node` from now on; nil where libumockdev is too old or the node is not there.
  init?(bus: MockBus, node: String) {
    typealias Make = @convention(c) () -> OpaquePointer
    typealias Connect =
      @convention(c) (
        OpaquePointer, UnsafePointer<CChar>, Handler, UnsafeMutableRawPointer,
        UnsafeRawPointer?, UInt32
      ) -> UInt
    guard let make: Make = bus.function("umockdev_ioctl_base_new"),
      let connect: Connect = bus.function("g_signal_connect_data"),
      let api = IoctlAPI(bus: bus)
    else { return nil }
    let base = make()
    // Both live as long as the process.
    let context = Unmanaged.passRetained(Context(drive: self, api: api))
    _ = connect(base, "handle-ioctl", Self.handler, context.toOpaque(), nil, 0)
    guard bus.attach(base, to: node) else { return nil }
  }

  func set(_ answer: Answer, for operationCode: UInt8) {
    answers.withLock { $0[operationCode] = answer }
  }

  private final class Context {
    let drive: MockDrive
    let api: IoctlAPI

    init(drive: MockDrive, api: IoctlAPI) {
      self.drive = drive
      self.api = api
    }
  }

  private typealias Handler =
    @convention(c) (OpaquePointer, OpaquePointer, UnsafeMutableRawPointer) -> Int32

  private static let handler: Handler = { _, client, context in
    let context = Unmanaged<Context>.fromOpaque(context).takeUnretainedValue()
    context.drive.answer(client, by: context.api)
    return 1
  }

  private func answer(_ client: OpaquePointer, by api: IoctlAPI) {
    guard api.request(client) == UInt(SG_IO), let argument = api.argument(client),
      let header = api.resolve(argument, 0, MemoryLayout<sg_io_hdr>.size),
      var request = header.load(as: sg_io_hdr.self),
      let command = api.resolve(header.pointer, 24, Int(request.cmd_len))
    else { return api.complete(client, -1, ENOTTY) }
    let length = Int(request.dxfer_len)
    let data = length > 0 ? api.resolve(header.pointer, 16, length) : nil
    let sense = api.resolve(header.pointer, 32, Int(request.mx_sb_len))
    say(request, command: command.bytes, data: data)
    let code = command.bytes.first ?? 0
    let answer = answers.withLock { $0[code] } ?? Answer()
    guard answer.errorNumber == 0 else { return api.complete(client, -1, answer.errorNumber) }
    if let data, request.dxfer_direction == SG_DXFER_FROM_DEV {
      api.update(data, 0, Array(answer.data.prefix(length)))
    }
    if let sense { api.update(sense, 0, answer.sense) }
    request.status = answer.status
    request.host_status = answer.hostStatus
    request.sb_len_wr = UInt8(answer.sense.count)
    request.resid =
      request.dxfer_direction == SG_DXFER_FROM_DEV
      ? Int32(length - min(answer.data.count, length)) : answer.residual
    api.update(header, 0, withUnsafeBytes(of: request) { Array($0) })
    api.complete(client, 0, 0)
  }

  /// One line for each request: direction, length, time, command, and what the host sends.
  private func say(_ request: sg_io_hdr, command: [UInt8], data: IoctlData?) {
    var line = "SG_IO \(request.dxfer_direction) \(request.dxfer_len) \(request.timeout)"
    line += " [\(Self.hexadecimal(command))]"
    if let data, request.dxfer_direction == SG_DXFER_TO_DEV {
      line += " \(Self.hexadecimal(Array(data.bytes.prefix(4))))"
    }
    print(line)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }
}

/// A `UMockdevIoctlData`: a copy of memory that the request points to.
struct IoctlData {
  let pointer: OpaquePointer

  /// The copy; the pointer to it lies behind the 24 bytes of a GObject, its length behind that.
  var bytes: [UInt8] {
    let fields = UnsafeRawPointer(pointer)
    let start = fields.load(fromByteOffset: 24, as: UnsafeRawPointer?.self)
    let count = fields.load(fromByteOffset: 32, as: Int32.self)
    return Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(count)))
  }

  func load<Value: BitwiseCopyable>(as type: Value.Type) -> Value? {
    let bytes = bytes
    guard bytes.count >= MemoryLayout<Value>.size else { return nil }
    return bytes.withUnsafeBytes { $0.loadUnaligned(as: type) }
  }
}

/// The functions of libumockdev that an answer needs.
struct IoctlAPI {
  private typealias Resolve =
    @convention(c) (OpaquePointer, UInt, UInt, UnsafeMutableRawPointer?) -> OpaquePointer?
  private typealias Update =
    @convention(c) (OpaquePointer, UInt, UnsafePointer<UInt8>, Int32) -> Void
  private typealias Complete = @convention(c) (OpaquePointer, Int, Int32) -> Void
  private typealias Request = @convention(c) (OpaquePointer) -> UInt
  private typealias Argument = @convention(c) (OpaquePointer) -> OpaquePointer?

  private let resolving: Resolve
  private let updating: Update
  private let completing: Complete
  private let requesting: Request
  private let arguing: Argument

  init?(bus: MockBus) {
    guard let resolving: Resolve = bus.function("umockdev_ioctl_data_resolve"),
      let updating: Update = bus.function("umockdev_ioctl_data_update"),
      let completing: Complete = bus.function("umockdev_ioctl_client_complete"),
      let requesting: Request = bus.function("umockdev_ioctl_client_get_request"),
      let arguing: Argument = bus.function("umockdev_ioctl_client_get_arg")
    else { return nil }
    self.resolving = resolving
    self.updating = updating
    self.completing = completing
    self.requesting = requesting
    self.arguing = arguing
  }

  func request(_ client: OpaquePointer) -> UInt { requesting(client) }

  func argument(_ client: OpaquePointer) -> OpaquePointer? { arguing(client) }

  /// The memory of `length` bytes that the pointer at `offset` of `data` shows, or `data` itself.
  func resolve(_ data: OpaquePointer, _ offset: Int, _ length: Int) -> IoctlData? {
    resolving(data, UInt(offset), UInt(length), nil).map { IoctlData(pointer: $0) }
  }

  /// Puts `bytes` into the client's memory.
  func update(_ data: IoctlData, _ offset: Int, _ bytes: [UInt8]) {
    if !bytes.isEmpty { updating(data.pointer, UInt(offset), bytes, Int32(bytes.count)) }
  }

  func complete(_ client: OpaquePointer, _ result: Int, _ errorNumber: Int32) {
    completing(client, result, errorNumber)
  }
}
