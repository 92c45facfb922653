import Glibc

/// Devices that exist only in this process, by libumockdev.
///
/// The library is opened while the program runs, so that nobody needs it to build. The program must
/// be started by `umockdev-wrapper`.
struct MockBus {
  private typealias Testbed = OpaquePointer

  private let library: UnsafeMutableRawPointer
  private let testbed: Testbed

  /// Nil where libumockdev is missing.
  init?() {
    guard let library = dlopen("libumockdev.so.0", RTLD_NOW),
      let symbol = dlsym(library, "umockdev_testbed_new")
    else { return nil }
    self.library = library
    testbed = unsafeBitCast(symbol, to: (@convention(c) () -> Testbed).self)()
  }

  /// Adds a device from its description in umockdev's own format; false if that is no description.
  func add(_ description: String) -> Bool {
    typealias Function =
      @convention(c) (Testbed, UnsafePointer<CChar>, UnsafeMutableRawPointer?) -> Int32
    guard let add: Function = function("umockdev_testbed_add_from_string") else { return false }
    return add(testbed, description, nil) != 0
  }

  func setProperty(_ device: String, _ key: String, _ value: String) {
    typealias Function =
      @convention(c) (
        Testbed, UnsafePointer<CChar>, UnsafePointer<CChar>, UnsafePointer<CChar>
      ) -> Void
    let set: Function? = function("umockdev_testbed_set_property")
    set?(testbed, device, key, value)
  }

  func sendEvent(_ device: String, _ action: String) {
    typealias Function =
      @convention(c) (Testbed, UnsafePointer<CChar>, UnsafePointer<CChar>) -> Void
    let send: Function? = function("umockdev_testbed_uevent")
    send?(testbed, device, action)
  }

  func remove(_ device: String) {
    typealias Function = @convention(c) (Testbed, UnsafePointer<CChar>) -> Void
    let remove: Function? = function("umockdev_testbed_remove_device")
    remove?(testbed, device)
  }

  /// Lets `handler`, a `UMockdevIoctlBase`, answer for the device node.
  func attach(_ handler: OpaquePointer, to node: String) -> Bool {
    typealias Function =
      @convention(c) (
        Testbed, UnsafePointer<CChar>, OpaquePointer, UnsafeMutableRawPointer?
      ) -> Int32
    guard let attach: Function = function("umockdev_testbed_attach_ioctl") else { return false }
    return attach(testbed, node, handler, nil) != 0
  }

  /// A function of libumockdev or of a library that it needs.
  func function<Function>(_ name: String) -> Function? {
    dlsym(library, name).map { unsafeBitCast($0, to: Function.self) }
  }
}
