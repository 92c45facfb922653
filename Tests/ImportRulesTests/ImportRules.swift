import Foundation

/// Which module may import which: the graph of the layers, held by a test.
///
/// `swift build --explicit-target-dependency-import-check error` finds most breaches. Imports that
/// come through another target, and modules of the toolchain, slip past it.
enum ImportRules {
  /// The modules of the package, of other packages and of C libraries that a target may import.
  static let modules: [String: Set<String>] = [
    "CGtkShim": ["CGtk"],
    "DiscModel": [],
    "MMC": ["DiscModel", "CLinuxSCSI", "SystemPackage"],
    "DriveDiscovery": ["DiscModel", "CUdev"],
    "DriveMounts": ["MMC", "CGio", "SystemPackage"],
    "VirtualDrive": ["DiscModel", "MMC", "SystemPackage"],
    "DiscImage": ["DiscModel", "CLibcrypto", "SystemPackage"],
    "CompactDisc": ["DiscModel", "SystemPackage"],
    "GStreamerAudio": ["CompactDisc", "CGStreamer", "SystemPackage"],
    "Burning": ["DiscModel", "MMC", "DiscImage", "CompactDisc", "SystemPackage"],
    "Presentation": [
      "DiscModel", "MMC", "DriveMounts", "DiscImage", "CompactDisc", "Burning", "VirtualDrive",
      "CIntl", "SystemPackage",
    ],
    "Gtk": ["CGtk", "CGtkShim"],
    "SpindleApp": [
      "Gtk", "Presentation", "Burning", "DriveDiscovery", "DriveMounts", "VirtualDrive",
      "DiscModel", "DiscImage", "CompactDisc", "GStreamerAudio", "MMC", "SystemPackage",
    ],
    "SpindleTool": [
      "DiscModel", "MMC", "DriveDiscovery", "DriveMounts", "DiscImage", "CompactDisc",
      "GStreamerAudio", "Burning", "VirtualDrive", "Presentation", "SystemPackage",
      "ArgumentParser",
    ],
  ]

  /// What every target but the words may take from the toolchain.
  static let toolchain: Set<String> = ["Glibc", "Synchronization"]

  /// The targets that read or write JSON, which is what FoundationEssentials is for.
  static let readersOfJSON: Set<String> = ["Presentation", "SpindleTool", "VirtualDrive"]

  /// The modules that a source file imports, in its order.
  static func imports(in source: String) -> [String] {
    source.split(separator: "\n").compactMap { line in
      let statement =
        /^\s*(?:@\w+\s+)*(?:\w+\s+)?import\s+(?:struct\s|class\s|enum\s|func\s)?\s*(\w+)/
      return line.prefixMatch(of: statement).map { String($0.1) }
    }
  }

  /// Those of the imports that the target may not have; all of them if the target is not known.
  static func forbidden(_ imports: [String], in target: String) -> [String] {
    guard var allowed = modules[target] else { return imports }
    if target != "DiscModel" { allowed.formUnion(toolchain) }
    if readersOfJSON.contains(target) { allowed.insert("FoundationEssentials") }
    return imports.filter { !allowed.contains($0) }
  }

  /// The dependencies of the targets in `Sources/`, read from the text of `Package.swift`.
  static func dependencies(inManifest manifest: String) -> [String: Set<String>] {
    let target =
      /\.(?:target|executableTarget)\(\s*name: "(\w+)"(?:,\s*dependencies: \[([^\]]*)\])?([^\n]*)/
    let dependency = /systemPackage|name: "(\w+)"|(?:^|[\s,])"(\w+)"/
    let helpers: Set<Substring> = ["TestSupport", "SystemProbe", "DriveServer", "AudioProbe"]
    var found: [String: Set<String>] = [:]
    for match in manifest.matches(of: target) where !helpers.contains(match.1) {
      let names = (match.2 ?? "").matches(of: dependency).map { name in
        (name.1 ?? name.2).map(String.init) ?? "SystemPackage"
      }
      found[String(match.1)] = Set(names)
    }
    return found
  }
}
