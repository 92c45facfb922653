public import DiscModel

/// Asks what the drive and the medium in it can do: GET CONFIGURATION (46h).
///
///     CDB byte 1     bits 0–1 which features: 0 all, 1 current ones, 2 the one named
///     CDB byte 2…3   the first feature                  CDB byte 7…8   allocation length
///
///     byte 0…3   how many bytes follow this field       byte 6…7   current profile
///     byte 8…    features: code (2 bytes); bit 0 current, bit 1 persistent, bits 2–5 version;
///                length of the data; the data
///
/// Answered without a medium too, with profile 0.
/// Source: MMC-6, "GET CONFIGURATION Command" and "Features".
public struct GetConfiguration: MMCCommand {
  /// Which features the drive shall name.
  public enum Scope: UInt8, Hashable, Sendable {
    /// All that the drive knows.
    case all = 0
    /// Those that the present medium allows.
    case current = 1
  }

  /// Which features the drive shall name.
  public var scope: Scope
  /// How much room the reply has: 8 for the profile alone.
  public var allocationByteCount: UInt16

  /// Makes the question; 8 bytes bring the profile and the length of the rest.
  public init(_ scope: Scope, allocationByteCount: UInt16 = 8) {
    self.scope = scope
    self.allocationByteCount = allocationByteCount
  }

  /// What the drive and the medium can do.
  public struct Response: Hashable, Sendable {
    /// The profile of the medium; ``MediumProfile/none`` without one.
    public var currentProfile: MediumProfile
    /// The features that fitted into the reply.
    public var features: [DriveFeature]
    /// How long the whole reply is, whether it fitted or not.
    public var fullByteCount: Int
  }

  /// As given to `init`.
  public var replyByteCount: Int { Int(allocationByteCount) }

  /// The scope in byte 1, the allocation length in bytes 7 and 8.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x46, byteCount: 10)
    block[1] = scope.rawValue
    block.store(allocationByteCount, at: 7)
    return block
  }

  /// The header and every feature that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let declared = try reply.bigEndian(at: 0, as: UInt32.self)
    let profile = MediumProfile(rawValue: try reply.bigEndian(at: 6))
    let full = Int(declared) + 4
    let end = min(full, reply.byteCount)
    var features: [DriveFeature] = []
    var offset = 8
    while offset + 4 <= end {
      let length = Int(try reply.byte(at: offset + 3))
      guard offset + 4 + length <= end else { break }
      let flags = try reply.byte(at: offset + 2)
      features.append(
        DriveFeature(
          code: try reply.bigEndian(at: offset), isCurrent: flags & 1 != 0,
          data: try reply.bytes(at: offset + 4, byteCount: length)))
      offset += 4 + length
    }
    return Response(currentProfile: profile, features: features, fullByteCount: full)
  }
}

/// One thing a drive can do, as GET CONFIGURATION tells it.
public struct DriveFeature: Hashable, Sendable {
  /// The feature's number, such as 002Dh for CD track at once.
  public var code: UInt16
  /// Whether the medium in the drive allows it now.
  public var isCurrent: Bool
  /// What follows the feature's header.
  public var data: [UInt8]

  /// Whether bit `bit` of the data byte at `offset` is set; false past the end, since older
  /// drives send shorter features.
  func has(bit: Int, at offset: Int) -> Bool {
    offset < data.count && data[offset] >> bit & 1 == 1
  }
}
