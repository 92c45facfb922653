/// What a sector carries on the wire between host and drive.
public enum SectorFormat: Hashable, Sendable {
  /// User data alone, 2,048 bytes: CD-ROM mode 1, DVD and BD. The drive adds the rest.
  case data
  /// Red Book audio, 2,352 bytes: 588 stereo samples of 16 bits, little-endian.
  case audio
  /// CD-TEXT for the lead-in, 96 bytes: four packs of 18 bytes in symbols of six bits. The drive adds
  /// the rest.
  case leadInText

  /// The size of one sector of this format, in bytes.
  public var byteCount: Int {
    switch self {
    case .data: 2048
    case .audio: 2352
    case .leadInText: 96
    }
  }
}
