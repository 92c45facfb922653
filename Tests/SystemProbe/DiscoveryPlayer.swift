import DiscModel
import DriveDiscovery
import Glibc

/// Devices come and go.
///
///     list                       the drives there are now
///     device DESCRIPTION         adds a device; \n stands for the end of a line
///     property DEVICE KEY VALUE
///     event DEVICE ACTION
///     remove DEVICE
///     listen                     from here on, changes are collected
///     await COUNT                waits up to ten seconds for so many changes and says them
///     quiet MILLISECONDS         waits and says what came
///     watch SECONDS              says changes as they come
///     end                        stops listening
final class DiscoveryPlayer {
  private let bus: MockBus?
  private let catalog = DriveCatalog()
  private let heard = Heard()
  private var listening: Task<Void, Never>?

  /// Without a bus, the devices are the machine's own, and words that change them are not known.
  init(bus: MockBus?) {
    self.bus = bus
  }

  /// Does what a line says; false if it is not one of these.
  func play(_ words: [String], _ line: String) async -> Bool {
    switch (words.first, words.count) {
    case ("list", 1): for record in catalog.current() { print(record.line) }
    case ("listen", 1): listen()
    case ("await", 2): await heard.wait(for: Int(words[1]) ?? 0)
    case ("quiet", 2):
      try? await Task.sleep(for: .milliseconds(Int(words[1]) ?? 0))
      await heard.tell()
    case ("watch", 2): await heard.tell(for: Int(words[1]) ?? 0)
    case ("end", 1):
      listening?.cancel()
      await listening?.value
      print("ended")
    default: return bus.map { change($0, words, line) } ?? false
    }
    return true
  }

  private func change(_ bus: MockBus, _ words: [String], _ line: String) -> Bool {
    switch (words.first, words.count) {
    case ("device", 2...):
      let text = line.dropFirst("device ".count).replacing("\\n", with: "\n")
      if !bus.add(String(text)) { print("no device") }
    case ("property", 4): bus.setProperty(words[1], words[2], words[3])
    case ("event", 3): bus.sendEvent(words[1], words[2])
    case ("remove", 2): bus.remove(words[1])
    default: return false
    }
    return true
  }

  private func listen() {
    let changes = catalog.changes()
    listening = Task { [heard] in
      for await change in changes { await heard.append(change.line) }
    }
  }
}

/// The changes that came and were not told yet.
actor Heard {
  private var lines: [String] = []

  func append(_ line: String) {
    lines.append(line)
  }

  /// Waits for `count` changes, then tells them.
  func wait(for count: Int) async {
    for _ in 0..<1000 where lines.count < count { try? await Task.sleep(for: .milliseconds(10)) }
    if lines.count < count { print("only \(lines.count) of \(count)") }
    tell()
  }

  /// Tells each change when it comes.
  func tell(for seconds: Int) async {
    for _ in 0..<seconds * 10 {
      tell()
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  func tell() {
    for line in lines { print(line) }
    lines = []
    fflush(nil)
  }
}

extension DriveRecord {
  /// The record in one line.
  var line: String {
    let medium = hasMedium ? mediumProfile?.name ?? "unknown" : "none"
    return [id, node, vendor, model, revision, serial ?? "none", medium].joined(separator: " | ")
  }
}

extension DriveChange {
  /// The change in one line.
  var line: String {
    switch self {
    case .added(let record): "added \(record.line)"
    case .removed(let record): "removed \(record.line)"
    case .changed(let record): "changed \(record.line)"
    }
  }
}
