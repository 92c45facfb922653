internal import CGtk
internal import CGtkShim

/// A pointer to a GTK object that passes for every pointer type C asks for.
///
/// Some GTK types are visible structs to Swift and others opaque, and which is which changes with
/// GTK's version: `handle()` takes the form that the call needs. It is unchecked, so tests run with
/// `G_DEBUG=fatal-criticals`.
struct Handle {
  let raw: UnsafeMutableRawPointer

  init(_ raw: UnsafeMutableRawPointer) {
    self.raw = raw
  }

  init<Structure>(_ pointer: UnsafeMutablePointer<Structure>) {
    raw = UnsafeMutableRawPointer(pointer)
  }

  init(_ pointer: OpaquePointer) {
    raw = UnsafeMutableRawPointer(pointer)
  }

  func callAsFunction<Structure>() -> UnsafeMutablePointer<Structure> {
    raw.assumingMemoryBound(to: Structure.self)
  }

  func callAsFunction() -> OpaquePointer {
    OpaquePointer(raw)
  }
}
