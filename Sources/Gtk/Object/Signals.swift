internal import CGtk
internal import CGtkShim

/// The values of one emission; number 0 is the object that emits.
struct SignalValues {
  let values: UnsafePointer<GValue>
  let count: Int

  func object(_ index: Int) -> Handle? {
    g_value_get_object(values + index).map { Handle($0) }
  }

  func unsigned(_ index: Int) -> Int {
    Int(g_value_get_uint(values + index))
  }

  func integer(_ index: Int) -> Int {
    Int(g_value_get_int(values + index))
  }

  func double(_ index: Int) -> Double {
    g_value_get_double(values + index)
  }

  /// The variant's string, as the parameter of an action.
  func variantString(_ index: Int) -> String? {
    guard let variant = g_value_get_variant(values + index) else { return nil }
    return String(cString: g_variant_get_string(variant, nil))
  }

  func variantBool(_ index: Int) -> Bool {
    guard let variant = g_value_get_variant(values + index) else { return false }
    return g_variant_get_boolean(variant) != 0
  }

  /// The value itself; GtkDropTarget hands over a value *in* a value.
  func value(_ index: Int) -> UnsafePointer<GValue> {
    guard shim_value_type(values + index) == g_value_get_type(),
      let inner = g_value_get_boxed(values + index)
    else { return values + index }
    return UnsafePointer(inner.assumingMemoryBound(to: GValue.self))
  }
}

/// What connects Swift closures to signals.
@MainActor enum Signals {
  private final class Handler {
    let body: @MainActor (SignalValues) -> Bool

    init(_ body: @escaping @MainActor (SignalValues) -> Bool) {
      self.body = body
    }
  }

  static func connect(
    _ object: Handle, _ signal: String, _ body: @escaping @MainActor (SignalValues) -> Bool
  ) {
    let box = Unmanaged.passRetained(Handler(body)).toOpaque()
    _ = shim_connect(
      object.raw, signal, box,
      { box, values, count in
        nonisolated(unsafe) let box = box
        nonisolated(unsafe) let values = values
        return MainActor.assumeIsolated {
          guard let box, let values else { return 0 }
          let handler = Unmanaged<Handler>.fromOpaque(box).takeUnretainedValue()
          return handler.body(SignalValues(values: values, count: Int(count))) ? 1 : 0
        }
      },
      Callback.release)
  }
}

/// The life of Swift objects that C holds by pointer.
enum Callback {
  /// Gives back the reference that C was handed.
  static let release: @convention(c) (UnsafeMutableRawPointer?) -> Void = { box in
    guard let box else { return }
    Unmanaged<AnyObject>.fromOpaque(box).release()
  }
}

/// Strings for a C function that takes a list ended by a null pointer.
func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
) -> Result {
  let pointers: [UnsafePointer<CChar>?] = strings.map { UnsafePointer(g_strdup($0)) } + [nil]
  defer {
    for pointer in pointers { g_free(UnsafeMutableRawPointer(mutating: pointer)) }
  }
  return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
}
