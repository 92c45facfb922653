// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
]

let systemPackage: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "Spindle",
  products: [
    .library(
      name: "SpindleEngine",
      targets: [
        "DiscModel", "MMC", "DriveDiscovery", "DriveMounts", "DiscImage", "CompactDisc",
        "GStreamerAudio", "Burning", "VirtualDrive",
      ]),
    .executable(name: "spindle", targets: ["SpindleApp"]),
    .executable(name: "spindlectl", targets: ["SpindleTool"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // MARK: C libraries, as they are
    .systemLibrary(name: "CLinuxSCSI"),
    .systemLibrary(name: "CIntl"),
    .systemLibrary(name: "CUdev", pkgConfig: "libudev", providers: [.apt(["libudev-dev"])]),
    .systemLibrary(name: "CGio", pkgConfig: "gio-2.0", providers: [.apt(["libglib2.0-dev"])]),
    .systemLibrary(name: "CLibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CGStreamer", pkgConfig: "gstreamer-audio-1.0",
      providers: [.apt(["libgstreamer1.0-dev", "libgstreamer-plugins-base1.0-dev"])]),
    .systemLibrary(
      name: "CGtk", pkgConfig: "libadwaita-1", providers: [.apt(["libadwaita-1-dev"])]),
    .target(
      name: "CGtkShim", dependencies: ["CGtk"], exclude: ["style.css"],
      linkerSettings: [.linkedLibrary("dispatch")]),

    // MARK: The words
    .target(name: "DiscModel", swiftSettings: strict),

    // MARK: The drive
    .target(
      name: "MMC", dependencies: ["DiscModel", "CLinuxSCSI", systemPackage],
      swiftSettings: strict),
    .target(
      name: "DriveDiscovery", dependencies: ["DiscModel", "CUdev"], swiftSettings: strict),
    .target(
      name: "DriveMounts", dependencies: ["MMC", "CGio", systemPackage], swiftSettings: strict),
    .target(
      name: "VirtualDrive", dependencies: ["DiscModel", "MMC", systemPackage],
      swiftSettings: strict),

    // MARK: The image
    .target(
      name: "DiscImage", dependencies: ["DiscModel", "CLibcrypto", systemPackage],
      swiftSettings: strict),

    // MARK: The audio
    .target(
      name: "CompactDisc", dependencies: ["DiscModel", systemPackage], swiftSettings: strict),
    .target(
      name: "GStreamerAudio",
      dependencies: ["CompactDisc", "CGStreamer", systemPackage], swiftSettings: strict),

    // MARK: The burn
    .target(
      name: "Burning",
      dependencies: ["DiscModel", "MMC", "DiscImage", "CompactDisc", systemPackage],
      swiftSettings: strict),

    // MARK: What the user sees and may do
    .target(
      name: "Presentation",
      dependencies: [
        "DiscModel", "MMC", "DriveMounts", "DiscImage", "CompactDisc", "Burning", "VirtualDrive",
        "CIntl", systemPackage,
      ],
      swiftSettings: strict),

    // MARK: The window
    .target(name: "Gtk", dependencies: ["CGtk", "CGtkShim"], swiftSettings: strict),
    .executableTarget(
      name: "SpindleApp",
      dependencies: [
        "Gtk", "Presentation", "Burning", "DriveDiscovery", "DriveMounts", "VirtualDrive",
        "DiscModel", "DiscImage", "CompactDisc", "GStreamerAudio", "MMC", systemPackage,
      ],
      swiftSettings: strict + [.defaultIsolation(MainActor.self)]),

    // MARK: The terminal
    .executableTarget(
      name: "SpindleTool",
      dependencies: [
        "DiscModel", "MMC", "DriveDiscovery", "DriveMounts", "DiscImage", "CompactDisc",
        "GStreamerAudio", "Burning", "VirtualDrive", "Presentation", systemPackage,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // MARK: Tests
    .target(
      name: "TestSupport", dependencies: ["DiscModel", "MMC", "CLibcrypto", systemPackage],
      path: "Tests/TestSupport", exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(name: "DiscModelTests", dependencies: ["DiscModel"], swiftSettings: strict),
    .testTarget(
      name: "DiscImageTests",
      dependencies: ["DiscImage", "DiscModel", "TestSupport", systemPackage],
      swiftSettings: strict),
    .testTarget(
      name: "CompactDiscTests",
      dependencies: ["CompactDisc", "DiscModel", "TestSupport", systemPackage],
      swiftSettings: strict),
    .testTarget(
      name: "GStreamerAudioTests",
      dependencies: [
        "GStreamerAudio", "CompactDisc", "DiscModel", "AudioProbe", "TestSupport", systemPackage,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "AudioProbe",
      dependencies: ["CompactDisc", "DiscModel", "GStreamerAudio", systemPackage],
      path: "Tests/AudioProbe", swiftSettings: strict),
    .testTarget(
      name: "BurningTests",
      dependencies: [
        "Burning", "DiscImage", "CompactDisc", "DiscModel", "MMC", "VirtualDrive", "TestSupport",
        systemPackage,
      ],
      swiftSettings: strict),
    .testTarget(name: "ImportRulesTests", swiftSettings: strict),
    .testTarget(
      name: "PresentationTests",
      dependencies: [
        "Presentation", "DriveMounts", "DiscImage", "CompactDisc", "Burning", "DiscModel", "MMC",
        "VirtualDrive", "TestSupport", systemPackage,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "MMCTests",
      dependencies: [
        "MMC", "DiscModel", "CLinuxSCSI", "SystemProbe", "TestSupport", systemPackage,
      ],
      exclude: ["Recorder/imapi-coverage.tsv"], swiftSettings: strict),
    .executableTarget(
      name: "SystemProbe",
      dependencies: ["DriveDiscovery", "MMC", "CLinuxSCSI", "DiscModel", systemPackage],
      path: "Tests/SystemProbe", swiftSettings: strict),
    .testTarget(
      name: "DriveDiscoveryTests",
      dependencies: ["DriveDiscovery", "DiscModel", "SystemProbe", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DriveMountsTests", dependencies: ["DriveMounts", "MMC", "TestSupport", systemPackage],
      exclude: ["Scripts"], swiftSettings: strict),
    .testTarget(
      name: "VirtualDriveTests",
      dependencies: ["VirtualDrive", "DiscModel", "MMC", "TestSupport", systemPackage],
      swiftSettings: strict),
    .testTarget(
      name: "SpindleToolTests",
      dependencies: ["SpindleTool", "TestSupport", systemPackage], swiftSettings: strict),
    .executableTarget(
      name: "DriveServer", dependencies: ["VirtualDrive", "MMC", "DiscModel", systemPackage],
      path: "Tests/DriveServer", swiftSettings: strict),
    .testTarget(
      name: "BridgeTests",
      dependencies: [
        "DriveServer", "SpindleTool", "Burning", "CompactDisc", "VirtualDrive", "DiscModel", "MMC",
        "TestSupport", systemPackage,
      ],
      swiftSettings: strict),
    .testTarget(name: "GtkTests", dependencies: ["Gtk", "CGtk"], swiftSettings: strict),
    .testTarget(
      name: "WindowTests", dependencies: ["SpindleApp", "SpindleTool", "TestSupport"],
      exclude: [
        "run", "window.py", "audio.py", "documents.py", "erase.py", "media.py", "stall.py",
        "discs.py", "driver.py", "dragsource.py", "mocks.py",
      ],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
