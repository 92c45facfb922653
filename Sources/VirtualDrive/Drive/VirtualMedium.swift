public import DiscModel
public import SystemPackage

/// A medium of a virtual drive, as it was when it was looked at.
public struct VirtualMedium: Hashable, Sendable {
  /// Its folder, with `medium.json` and `sectors.iso`.
  public let folder: FilePath
  public let kind: MediumKind
  public let layers: Int
  /// The blocks that can be used: of a formatted medium what its format left.
  public let capacity: BlockCount
  public let condition: Medium.Condition
  /// The first block behind all that is recorded: the size of the image.
  public let recordedBlocks: BlockCount
  /// The number of recorded sessions, an open one included.
  public let sessionCount: Int
  /// Whether a recording broke off or was not brought to its end.
  public let isDamaged: Bool

  /// Looks at the medium in `folder`.
  ///
  /// - Throws: ``VirtualDriveError/damagedDescription(path:detail:)``,
  ///   ``VirtualDriveError/newerVersion(path:version:)``,
  ///   ``VirtualDriveError/system(path:errorNumber:)``, also if there is none.
  public init(folder: FilePath) throws(VirtualDriveError) {
    let place = MediumFolder(path: folder)
    self.init(place, try MediumRecord.read(place.description))
  }

  init(_ medium: LoadedMedium) {
    self.init(medium.folder, medium.record)
  }

  private init(_ place: MediumFolder, _ record: MediumRecord) {
    folder = place.path
    kind = record.kind
    layers = record.layers
    capacity = BlockCount(record.capacity)
    condition = record.condition
    recordedBlocks = BlockCount(record.recordedEnd)
    sessionCount = record.sessions.count
    isDamaged = record.tracks.contains { $0.isDamaged || $0.isBeingWritten }
  }

  /// Makes a blank medium in `folder`, which must not exist.
  ///
  /// - Parameters:
  ///   - blocks: its capacity; nil for that of the media in the shops.
  ///   - layers: nil for the fewest that hold it.
  ///   - isWriteProtected: whether the switch of its cartridge forbids writing; only a DVD-RAM has one.
  /// - Throws: ``VirtualDriveError/impossibleLayers(kind:layers:possible:)``,
  ///   ``VirtualDriveError/impossibleCapacity(kind:blocks:possible:)``,
  ///   ``VirtualDriveError/alreadyExists(path:)``, ``VirtualDriveError/system(path:errorNumber:)``.
  public static func create(
    at folder: FilePath, kind: MediumKind, blocks: BlockCount? = nil, layers: Int? = nil,
    isWriteProtected: Bool = false
  ) throws(VirtualDriveError) -> VirtualMedium {
    if let layers, !kind.possibleLayers.contains(layers) {
      throw .impossibleLayers(kind: kind, layers: layers, possible: kind.possibleLayers)
    }
    let nominal = layers.flatMap { kind.nominalBlocks(layers: $0) } ?? kind.nominalBlocks
    let capacity = blocks?.rawValue ?? nominal
    guard kind.possibleBlocks.contains(capacity) else {
      throw .impossibleCapacity(kind: kind, blocks: capacity, possible: kind.possibleBlocks)
    }
    let place = MediumFolder(path: folder)
    try Folder.make(folder)
    _ = try OpenFile(place.sectors, .writeOnly, options: [.create, .exclusiveCreate])
    var record = MediumRecord(kind: kind, blocks: capacity, layers: layers)
    if isWriteProtected, kind == .dvdRAM { record.protection = Protection(isByCartridge: true) }
    try record.write(place.description)
    return VirtualMedium(place, record)
  }
}

extension MediumRecord {
  /// Media that are written at any address are never closed, but for BD-R: blank until something is on
  /// them.
  fileprivate var condition: Medium.Condition {
    if isFinalized || randomRecording?.isFinalized == true { return .closed }
    return recordedEnd == 0 && sessions.isEmpty ? .blank : .appendable
  }
}
