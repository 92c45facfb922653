/// The packs of CD-TEXT in one language, as they go into the lead-in.
public struct CDTextPacks: Hashable, Sendable {
  /// A pack's number is one byte.
  public static let limit = 256

  /// What becomes of characters that the disc's character set lacks.
  public enum MissingCharacters: Hashable, Sendable {
    /// They are a reason to refuse, so that somebody may decide.
    case refuse
    /// They become what looks like them, as ``CDTextProblem`` told.
    case replace
  }

  public let packs: [CDTextPack]

  /// Packs the texts.
  ///
  /// - Throws: ``CDTextError`` with every reason why they cannot be packed.
  public init(
    _ text: CDText, missingCharacters: MissingCharacters = .refuse
  ) throws(CDTextError) {
    var problems = missingCharacters == .refuse ? text.unencodableTexts : []
    if text.tracks.count > 0, text.firstTrackNumber + text.tracks.count - 1 > 99 {
      problems.append(.tooManyTracks(text.tracks.count))
      throw CDTextError(problems: problems)
    }
    var builder = Builder(text)
    builder.addTexts()
    let count = builder.runs.reduce(Builder.sizePackCount) { $0 + $1.packCount }
    if count > Self.limit { problems.append(.tooLong(packs: count, limit: Self.limit)) }
    guard problems.isEmpty else { throw CDTextError(problems: problems) }
    packs = builder.packs()
  }

  /// The packs one after the other, 18 bytes each, as READ TOC (format 5) gives them.
  public var bytes: [UInt8] { packs.flatMap(\.bytes) }
}

extension CDTextPacks {
  /// Texts of one kind, which follow each other through their packs.
  struct Run {
    var kind: UInt8
    /// Each with its ending zero.
    var texts: [(track: Int, bytes: [UInt8])]

    var packCount: Int {
      let byteCount = texts.reduce(0) { $0 + $1.bytes.count }
      return (byteCount + CDTextPack.textByteCount - 1) / CDTextPack.textByteCount
    }

    /// The packs, numbered from `first` on.
    func packs(from first: Int) -> [CDTextPack] {
      let bytes = texts.flatMap(\.bytes)
      let places = texts.flatMap { text in text.bytes.indices.map { (text.track, $0) } }
      return stride(from: 0, to: bytes.count, by: CDTextPack.textByteCount).map { start in
        CDTextPack(
          kind: kind, track: places[start].0, number: first + start / CDTextPack.textByteCount,
          characterPosition: places[start].1,
          text: bytes[start..<min(start + CDTextPack.textByteCount, bytes.count)])
      }
    }
  }

  private struct Builder {
    static let sizePackCount = 3
    private static let discID: UInt8 = 0x86
    private static let codes: UInt8 = 0x8E
    private static let sizes: UInt8 = 0x8F

    let text: CDText
    var runs: [Run] = []

    init(_ text: CDText) {
      self.text = text
    }

    mutating func addTexts() {
      for field in CDTextField.allCases {
        add(
          field.rawValue, disc: encode(text.disc[field]),
          tracks: text.tracks.map { encode($0[field]) })
      }
      if !text.discID.isEmpty {
        runs.append(Run(kind: Self.discID, texts: [(0, encode(text.discID) + [0])]))
      }
      add(
        Self.codes, disc: text.catalogNumber?.bytes ?? [],
        tracks: text.tracks.indices.map { index in
          text.recordingCodes.indices.contains(index) ? text.recordingCodes[index]?.bytes ?? [] : []
        })
    }

    /// Adds texts of one kind; where there is one, the others are there too, though empty.
    private mutating func add(_ kind: UInt8, disc: [UInt8], tracks: [[UInt8]]) {
      guard !disc.isEmpty || tracks.contains(where: { !$0.isEmpty }) else { return }
      let numbered = tracks.enumerated().map {
        (text.firstTrackNumber + $0.offset, $0.element + [0])
      }
      runs.append(Run(kind: kind, texts: [(0, disc + [0])] + numbered))
    }

    private func encode(_ string: String) -> [UInt8] {
      text.characterSet.encode(string).bytes
    }

    func packs() -> [CDTextPack] {
      var packs: [CDTextPack] = []
      for run in runs { packs += run.packs(from: packs.count) }
      let body = sizeInformation(lastNumber: packs.count + Self.sizePackCount - 1)
      for part in 0..<Self.sizePackCount {
        let start = part * CDTextPack.textByteCount
        packs.append(
          CDTextPack(
            kind: Self.sizes, track: part, number: packs.count, characterPosition: 0,
            text: body[start..<start + CDTextPack.textByteCount]))
      }
      return packs
    }

    /// The 36 bytes that end a block.
    ///
    ///     byte 0       character set
    ///     byte 1, 2    first and last track
    ///     byte 3       copyright flags, none
    ///     byte 4…19    how many packs of each kind, 80h…8Fh
    ///     byte 20…27   the last pack's number, by block
    ///     byte 28…35   language, by block
    private func sizeInformation(lastNumber: Int) -> [UInt8] {
      var body = [UInt8](repeating: 0, count: 36)
      body[0] = text.characterSet.rawValue
      body[1] = UInt8(text.firstTrackNumber)
      body[2] = UInt8(text.firstTrackNumber + max(text.tracks.count, 1) - 1)
      for run in runs { body[4 + Int(run.kind & 0x0F)] = UInt8(run.packCount) }
      body[4 + Int(Self.sizes & 0x0F)] = UInt8(Self.sizePackCount)
      body[20] = UInt8(lastNumber)
      body[28] = text.language.rawValue
      return body
    }
  }
}
