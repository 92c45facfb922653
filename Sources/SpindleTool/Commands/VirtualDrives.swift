internal import ArgumentParser
internal import DiscImage
internal import DiscModel
internal import Presentation
internal import SystemPackage
internal import VirtualDrive

/// `spindlectl drive add|remove DIR`
struct DriveCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "drive", abstract: "Add and remove virtual drives.",
    subcommands: [Add.self, Remove.self])

  struct Add: ToolCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a virtual drive kept in a folder, which is made if it is not there.")

    @Argument(help: "The folder.")
    var dir: String
    @Option(help: "What to call the drive.")
    var name: String?
    @Option(help: "A peculiarity of real drives that a new one shall have; can be repeated.")
    var quirk: [QuirkArgument] = []
    @OptionGroup var output: OutputOptions

    func validate() throws { try FoundDrive.validate(folder: dir) }

    func run() async throws {
      let folder = FoundDrive.folder(ofVirtual: dir)
      let newName = name?.shown ?? folder.lastComponent?.string ?? folder.string
      let quirks = Set(quirk.map(\.value))
      let isOther = try await virtualDriveWork { () throws(VirtualDriveError) in
        if VirtualDrive.exists(at: folder) {
          let kept = try VirtualDrive.quirks(ofDriveAt: folder)
          return !quirks.isEmpty && kept != quirks
        }
        try VirtualDrive.create(at: folder, name: newName, quirks: quirks)
        return false
      }
      if isOther {
        throw ToolFailure(.failed, code: "driveExists", ToolText.quirksKept(folder.string))
      }
      let name = try await virtualDriveWork { () throws(VirtualDriveError) in
        try VirtualDriveRegistry().add(folder)
        return try VirtualDriveRegistry().drives().first { $0.folder == folder }?.name
      }
      if let name, self.name != nil, name != newName { reporter.note(ToolText.nameKept(name)) }
      let id = FoundDrive.virtualPrefix + folder.string
      reporter.done("driveAdded", path: folder.string, ToolText.driveAdded(id))
    }
  }

  struct Remove: ToolCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a virtual drive from the list. Its folder stays as it is.")

    @Argument(help: "The folder.")
    var dir: String
    @OptionGroup var output: OutputOptions

    func validate() throws { try FoundDrive.validate(folder: dir) }

    func run() async throws {
      let folder = FoundDrive.folder(ofVirtual: dir)
      let isListed = try await virtualDriveWork { () throws(VirtualDriveError) in
        let isListed = try VirtualDriveRegistry().drives().contains { $0.folder == folder }
        try VirtualDriveRegistry().remove(folder)
        return isListed
      }
      guard isListed else {
        throw ToolFailure(.notFit, code: "driveNotFound", ToolText.notListed(folder.string))
      }
      reporter.done(
        "driveRemoved", path: folder.string, ToolText.driveRemoved(folder.string))
    }
  }
}

extension FoundDrive {
  /// Refuses a name of no folder, which would stand for the current one.
  fileprivate static func validate(folder argument: String) throws {
    guard !argument.isEmpty, argument != virtualPrefix else {
      throw ValidationError("Name the drive's folder.")
    }
    // The list of drives is text.
    guard argument.shown == argument else {
      throw ValidationError("The path of the drive's folder must be UTF-8.")
    }
  }
}

/// `spindlectl medium insert|export DRIVE …`
struct MediumCommand: CommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "medium", abstract: "Put blank media into virtual drives, and export them.",
    subcommands: [Insert.self, Export.self])

  struct Insert: ToolCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put a blank medium into a virtual drive. The one before stays in its folder.")

    @Argument(help: "An id from `devices`, or virtual:DIR.")
    var drive: String
    @Argument(
      help: """
        cd-r, cd-rw, dvd-r, dvd-r-dl, dvd-rw, dvd-ram, dvd+r, dvd+r-dl, dvd+rw, bd-r or bd-re.
        """)
    var kind: KindArgument
    @Option(help: "The number of blocks of 2,048 bytes; a usual disc's without this.")
    var blocks: Int64?
    @Option(help: "The number of layers; the fewest that hold the blocks without this. BD: 1 to 4.")
    var layers: Int?
    @Flag(help: "Make the drive as slow as a real one, as long as this medium is in it.")
    var rawSpeed = false
    @Flag(help: "Put it in a cartridge whose switch forbids writing; dvd-ram only.")
    var writeProtected = false
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if let blocks, blocks < 1 { throw ValidationError("--blocks must be at least 1.") }
      if let layers, layers < 1 { throw ValidationError("--layers must be at least 1.") }
      if writeProtected, kind.value != .dvdRAM {
        throw ValidationError("Only a dvd-ram has a cartridge.")
      }
    }

    func run() async throws {
      let folder = try FoundDrive.find(drive).requireVirtual()
      let (kind, blocks) = (kind.value, blocks.map { BlockCount($0) })
      let (layers, rawSpeed, writeProtected) = (layers, rawSpeed, writeProtected)
      let medium = try await virtualDriveWork { () throws(VirtualDriveError) in
        try VirtualDrive.insert(
          kind, blocks: blocks, layers: layers, isRawSpeed: rawSpeed,
          isWriteProtected: writeProtected, inDriveAt: folder)
      }
      reporter.done(
        "mediumInserted", path: medium.string, ToolText.mediumInserted(medium.string))
    }
  }

  struct Export: ToolCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copy what is on a virtual medium into an image file, or a CD into a cue sheet.")

    @Argument(help: "An id from `devices`, or virtual:DIR.")
    var drive: String
    @Argument(help: "The image's file; a name that ends in .cue makes a cue sheet with its .bin.")
    var out: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let folder = try FoundDrive.find(drive).requireVirtual()
      let target = FilePath(word: out).absolute
      try await cancellableDriveWork { (cancellation) throws(VirtualDriveError) in
        try VirtualDrive.exportMedium(
          ofDriveAt: folder, to: target, isCancelled: { cancellation.isCancelled })
      }
      reporter.done(
        "mediumExported", path: target.string, ToolText.mediumExported(target.string))
    }
  }
}

/// The word for a kind of medium.
struct KindArgument: ExpressibleByArgument {
  var value: MediumKind

  init?(argument: String) {
    guard let value = MediumKind(rawValue: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { MediumKind.allCases.map(\.rawValue) }
}

/// The word for a peculiarity of a drive.
struct QuirkArgument: ExpressibleByArgument {
  var value: VirtualDriveQuirk

  init?(argument: String) {
    guard let value = VirtualDriveQuirk(rawValue: argument) else { return nil }
    self.value = value
  }

  static var allValueStrings: [String] { VirtualDriveQuirk.allCases.map(\.rawValue) }
}
