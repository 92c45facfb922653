internal import DiscModel

/// What a volume descriptor tells about a tree.
///
///     byte 0      1 primary, 2 supplementary, 255 the last descriptor
///     byte 1…5    "CD001"                   byte 88…90    escape sequence: UCS-2 means Joliet
///     byte 40…71  name of the volume        byte 128…131  bytes a block, both orders
///     byte 80…87  blocks, both orders       byte 156…189  directory record of the root
///
/// Source: ECMA-119, "Primary Volume Descriptor" and "Supplementary Volume Descriptor"; Joliet,
/// "SVD Escape Sequences Field".
struct RecordedVolume {
  var names: VolumeNames
  var volumeName: String
  var blockCount: BlockCount
  var root: VolumeExtent

  /// What a block of the descriptor set is.
  enum Block {
    case tree(RecordedVolume)
    /// A descriptor that tells nothing about trees.
    case other
    /// The end of the set, or something else altogether.
    case end
  }

  static func parse(_ block: RawSpan) throws(VolumeFault.Reason) -> Block {
    guard block.has("CD001", at: 1) else { return .end }
    switch try block.byte(at: 0) {
    case 1: return .tree(try Self(block, names: .plain))
    case 2 where isJoliet(block): return .tree(try Self(block, names: .joliet))
    case 255: return .end
    default: return .other
    }
  }

  private static func isJoliet(_ block: RawSpan) -> Bool {
    block.has("%/@", at: 88) || block.has("%/C", at: 88) || block.has("%/E", at: 88)
  }

  private init(_ block: RawSpan, names: VolumeNames) throws(VolumeFault.Reason) {
    let blockByteCount = try block.littleEndian(at: 128, as: UInt16.self)
    guard blockByteCount == 2048 else { throw .blockByteCount(blockByteCount) }
    self.names = names
    let field = try block.bytes(in: 40..<72)
    let text =
      names == .joliet ? RecordedName.joliet(field) : String(decoding: field, as: UTF8.self)
    volumeName = String(text.reversed().drop { $0 == " " || $0 == "\0" }.reversed())
    blockCount = BlockCount(Int64(try block.littleEndian(at: 80, as: UInt32.self)))
    root = try RecordedEntry(block, at: 156).extent
  }
}
