import Foundation
import SystemPackage
import TestSupport
import Testing

/// Programs that ask a drive and its medium what they are, and that format.
enum ToolCases {
  static func all(on disc: Disc) -> [BridgeCase] {
    // dvd+rw-mediainfo knows no CD.
    [features(of: disc)] + (disc.isCompactDisc ? [] : [mediaInfo(on: disc)]) + formats(of: disc)
      + (disc == .bdR ? [randomRecording] : [])
      + (disc == .dvdMinusRDualLayer ? [layerJump] : [])
      + (disc == .dvdRAM ? [protection] : [])
  }

  private static func features(of disc: Disc) -> BridgeCase {
    BridgeCase(.sgUtils, disc, "inquiry, features, profile, serial number") { bench in
      let inquiry = try await bench.run(["sg_inq", "/dev/sr0"], from: "sg3-utils")
      try #require(inquiry.text.contains("Peripheral device type: cd/dvd"))
      let configuration = try await bench.run(
        ["sg_get_config", "--readonly", "/dev/sr0"], from: "sg3-utils")
      try #require(
        configuration.text.contains("Current profile: \(disc.sgName)\n"), "\(configuration.text)")
      // Discs with a serial number of their own are rare; the command is not known to the drive.
      try await bench.run(["sg_rmsn", "-r", "/dev/sr0"], from: "sg3-utils") { $0 == 9 }
    }
  }

  private static func mediaInfo(on disc: Disc) -> BridgeCase {
    BridgeCase(.dvdRWTools, disc, "what the medium is, blank and written") { bench in
      let (before, after) = disc.statuses
      try await expectMediaInfo(bench, disc.mountedMedia, "Disc status:           \(before)")
      try await CdrskinCases.cdrskin(bench, "-tao", bench.sources.image.path)
      try await expectMediaInfo(bench, disc.mountedMedia, "Disc status:           \(after)")
    }
  }

  /// No program formats a BD-R for random recording, so that sg_raw must send it: FORMAT UNIT with
  /// 38,688 blocks of type 32h and sub-type 2, and then a cluster far out.
  private static var randomRecording: BridgeCase {
    BridgeCase(.dvdRWTools, .bdR, "what a BD-R for random recording is") { bench in
      let list = try bench.drive.folder.write(
        [0, 0x02, 0, 8, 0, 0, 0x97, 0x20, 0xCA, 0, 0, 0], to: "format")
      try await send(bench, list.string, count: 12, "04", "11", "00", "00", "00", "00")
      try await bench.run(["sg_turs", "-n", "3", "/dev/sr0"], from: "sg3-utils") { _ in true }
      let cluster = [UInt8](repeating: 0x5A, count: 65_536)
      let data = try bench.drive.folder.write(cluster, to: "cluster")
      try await send(
        bench, data.string, count: 65_536, "2A", "00", "00", "00", "20", "00", "00", "00", "20",
        "00")
      try await expectMediaInfo(
        bench, "42h, BD-R RRM", "Disc status:           other", "Number of Sessions:    1",
        "Track Size:            38688*2KB")
      try await bench.expectImage(URL(filePath: data.string), atBlock: 8192)
      try await bench.expectCondition("closed")
    }
  }

  /// No program records in jumps between the layers, so that sg_raw must: page 05h with write type 4, a
  /// jump interval of 32 blocks, and a write of as many.
  private static var layerJump: BridgeCase {
    BridgeCase(.dvdRWTools, .dvdMinusRDualLayer, "what a disc recorded in layer jumps is") {
      bench in
      var page = [UInt8](repeating: 0, count: 60)
      page.replaceSubrange(8..<14, with: [0x05, 0x32, 0x64, 0x25, 0x08, 16])
      page[21] = 16
      let parameters = try bench.drive.folder.write(page, to: "page")
      try await send(
        bench, parameters.string, count: 60, "55", "10", "00", "00", "00", "00", "00", "00", "3C",
        "00")
      let list = try bench.drive.folder.write(
        [0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32], to: "interval")
      try await send(
        bench, list.string, count: 12, "BF", "00", "00", "00", "00", "00", "00", "22", "00", "0C",
        "00", "00")
      let data = try bench.drive.folder.write([UInt8](repeating: 0x5A, count: 65_536), to: "part")
      try await send(
        bench, data.string, count: 65_536, "2A", "00", "00", "00", "00", "00", "00", "00", "20",
        "00")
      try await expectMediaInfo(
        bench, "16h, DVD-R Dual Layer Jump", "Jump Interval Size:    32*2KB",
        "Next Writable Address: 119968*2KB", "Last Recorded Address: 31*2KB",
        "LJRS field:            3", "Next Layer Jump:       119999", "Last Layer Jump:       31")
      try await bench.expectCondition("appendable")
    }
  }

  /// Persistent write protection, which sg_raw sets with SEND DISC STRUCTURE, format C0h.
  private static var protection: BridgeCase {
    BridgeCase(.dvdRWTools, .dvdRAM, "write protection that a program set") { bench in
      let list = try bench.drive.folder.write([0, 6, 0, 0, 2, 0, 0, 0], to: "protection")
      try await send(
        bench, list.string, count: 8, "BF", "00", "00", "00", "00", "00", "00", "C0", "00", "08",
        "00", "00")
      try await expectMediaInfo(bench, "Persistent Write Protection is on")
      let data = try bench.drive.folder.write([UInt8](repeating: 0, count: 32_768), to: "data")
      try await bench.run(
        [
          "sg_raw", "-s", "32768", "-i", data.string, "/dev/sr0", "2A", "00", "00", "00", "00",
          "00",
          "00", "00", "10", "00",
        ], from: "sg3-utils"
      ) { $0 == 7 }
    }
  }

  /// Sends a command with the bytes of a file.
  private static func send(
    _ bench: Workbench, _ path: String, count: Int, _ command: String...
  ) async throws {
    try await bench.run(
      ["sg_raw", "-s", String(count), "-i", path, "/dev/sr0"] + command, from: "sg3-utils")
  }

  private static func expectMediaInfo(_ bench: Workbench, _ lines: String...) async throws {
    let info = try await bench.run(["dvd+rw-mediainfo", "/dev/sr0"], from: "dvd+rw-tools")
    for line in lines { try #require(info.text.contains(line), "\(info.text)") }
    try #require(!info.text.contains(":-["), "\(info.text)")
  }

  /// What dvd+rw-format does to such a disc.
  private static func options(for disc: Disc) -> [[String]] {
    switch disc {
    case .dvdMinusRW: [["-blank"], ["-blank=full"]]
    case .dvdMinusRWOverwrite: [["-force"], ["-force=full"], ["-blank"]]
    case .dvdPlusRW: [["-force"], ["-force=full"]]
    case .dvdRAM: [["-force"]]
    case .bdRE, .bdREThreeLayers: [["-force", "-ssa=default"], ["-force", "-ssa=none"]]
    case .bdR, .bdRThreeLayers: [["-ssa=default"]]
    default: []
    }
  }

  private static func formats(of disc: Disc) -> [BridgeCase] {
    options(for: disc).map { options in
      BridgeCase(.dvdRWTools, disc, "\(options.joined(separator: " ")), then an image") { bench in
        if !disc.isBDR {
          try await CdrskinCases.cdrskin(bench, "-tao", bench.sources.other.path)
        }
        try await bench.run(["dvd+rw-format"] + options + ["/dev/sr0"], from: "dvd+rw-tools")
        try await CdrskinCases.cdrskin(bench, "-tao", bench.sources.image.path)
        try await bench.expectImage(bench.sources.image)
        try await bench.expectEngine(finds: bench.sources.first, condition: "closed")
      }
    }
  }
}

extension Disc {
  /// The profile in the words of sg_get_config.
  fileprivate var sgName: String {
    switch self {
    case .cdR: "CD-R"
    case .cdRW: "CD-RW"
    case .dvdMinusR: "DVD-R sequential recording"
    case .dvdMinusRDualLayer: "DVD-R dual layer sequental recording"
    case .dvdMinusRW: "DVD-RW sequential recording"
    case .dvdMinusRWOverwrite: "DVD-RW restricted overwrite"
    case .dvdRAM: "DVD-RAM"
    case .dvdPlusR: "DVD+R"
    case .dvdPlusRDualLayer: "DVD+R dual layer"
    case .dvdPlusRW: "DVD+RW"
    case .bdR, .bdRThreeLayers: "BD-R SRM"
    case .bdRE, .bdREThreeLayers: "BD-RE"
    }
  }

  /// The status before and after it is written, in the words of dvd+rw-mediainfo. What can be written
  /// over is complete from the first format on; a DVD-RW when its session is closed, too.
  fileprivate var statuses: (before: String, after: String) {
    switch self {
    case .dvdRAM: ("other", "other")
    case .dvdMinusRWOverwrite: ("appendable", "complete")
    default: (isFormatted ? "complete" : "blank", "complete")
    }
  }

  /// The profile in the words of dvd+rw-mediainfo.
  fileprivate var mountedMedia: String {
    switch self {
    case .cdR: "9h, CD-R"
    case .cdRW: "Ah, CD-RW"
    case .dvdMinusR: "11h, DVD-R Sequential"
    case .dvdMinusRDualLayer: "15h, DVD-R Dual Layer Sequential"
    case .dvdMinusRW: "14h, DVD-RW Sequential"
    case .dvdMinusRWOverwrite: "13h, DVD-RW Restricted Overwrite"
    case .dvdRAM: "12h, DVD-RAM"
    case .dvdPlusR: "1Bh, DVD+R"
    case .dvdPlusRDualLayer: "2Bh, DVD+R Double Layer"
    case .dvdPlusRW: "1Ah, DVD+RW"
    case .bdR, .bdRThreeLayers: "41h, BD-R SRM"
    case .bdRE, .bdREThreeLayers: "43h, BD-RE"
    }
  }
}
