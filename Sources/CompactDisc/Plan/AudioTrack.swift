public import DiscModel

/// One track of an audio disc, as it is asked for.
public struct AudioTrack: Hashable, Sendable {
  /// What a recorder may do with the track. Source: MMC-6, "SEND CUE SHEET Command", SCMS.
  public enum CopyPermission: Hashable, Sendable {
    /// One copy, for consumers' recorders, which mark it.
    case protected
    case permitted
    /// This is such a copy: no more.
    case alreadyCopied
  }

  /// What the decoder will give.
  public var length: SampleCount
  /// What CD-TEXT tells of it.
  public var text: CDTextFields
  public var recordingCode: ISRC?
  /// Silence before the track, as its index 0. Without any, it joins the track before it, sample for
  /// sample. The first track has 150 sectors, whatever stands here.
  public var pregap: BlockCount
  /// Where index 2 and those after it begin, counted from index 1.
  public var indices: [BlockCount]
  /// Whether high tones were raised and the player shall lower them.
  public var hasPreEmphasis: Bool
  public var copying: CopyPermission

  public init(
    length: SampleCount, text: CDTextFields = CDTextFields(), recordingCode: ISRC? = nil,
    pregap: BlockCount = .zero, indices: [BlockCount] = [], hasPreEmphasis: Bool = false,
    copying: CopyPermission = .protected
  ) {
    self.length = length
    self.text = text
    self.recordingCode = recordingCode
    self.pregap = pregap
    self.indices = indices
    self.hasPreEmphasis = hasPreEmphasis
    self.copying = copying
  }

  public var title: String {
    get { text.title }
    set { text.title = newValue }
  }

  public var performer: String {
    get { text.performer }
    set { text.performer = newValue }
  }

  /// The CONTROL field of its positions. Source: MMC-6, "Q Sub-channel", CONTROL.
  public var control: UInt8 {
    (hasPreEmphasis ? 0x1 : 0) | (copying == .permitted ? 0x2 : 0)
  }
}
