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
public struct GetConfiguration: VariableReplyCommand {
  /// Which features the drive shall name.
  public enum Scope: UInt8, Hashable, Sendable {
    /// All that the drive knows, from the first one named on.
    case all = 0
    /// Those that the present medium allows, from the first one named on.
    case current = 1
    /// The one that is named.
    case one = 2
  }

  /// Which features the drive shall name.
  public var scope: Scope
  /// The first feature, or the only one.
  public var firstFeature: UInt16
  /// How much room the reply has at most.
  public var replyByteCount: Int

  /// The header of eight bytes holds the profile already.
  public static let replyLength = ReplyLength(firstByteCount: 8, byteCount: 4)

  /// Makes the question; room for 8 bytes brings the profile and the length of the rest alone.
  public init(_ scope: Scope, from firstFeature: UInt16 = 0, replyByteCount: Int = 65_530) {
    self.scope = scope
    self.firstFeature = firstFeature
    self.replyByteCount = replyByteCount
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

  /// The scope in byte 1, the allocation length in bytes 7 and 8.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x46, byteCount: 10)
    block[1] = scope.rawValue
    block.store(firstFeature, at: 2)
    block.store(UInt16(clamping: replyByteCount), at: 7)
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
          code: try reply.bigEndian(at: offset), version: flags >> 2 & 0x0F,
          isPersistent: flags & 2 != 0, isCurrent: flags & 1 != 0,
          data: try reply.bytes(at: offset + 4, byteCount: length)))
      offset += 4 + length
    }
    return Response(currentProfile: profile, features: features, fullByteCount: full)
  }
}
