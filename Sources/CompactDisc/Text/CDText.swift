/// What a disc tells about itself and its tracks in one language.
///
/// Source: MMC-3, annex J, "CD-TEXT Format in the Lead-in Area".
public struct CDText: Hashable, Sendable {
  /// The language the texts are in, as EBU Tech 3264 numbers it.
  public struct Language: RawRepresentable, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let unknown = Self(rawValue: 0x00)
    public static let german = Self(rawValue: 0x08)
    public static let english = Self(rawValue: 0x09)
    public static let french = Self(rawValue: 0x0F)
  }

  public var language: Language
  public var characterSet: CDTextCharacterSet
  /// The number of the first track, 1 on nearly every disc.
  public var firstTrackNumber: Int
  /// Of the disc as a whole.
  public var disc: CDTextFields
  /// Of each track, in order.
  public var tracks: [CDTextFields]
  /// The number that the label gave the disc; empty if none.
  public var discID: String
  public var catalogNumber: MediaCatalogNumber?
  /// By track, as many as ``tracks``, or none at all.
  public var recordingCodes: [ISRC?]

  public init(
    language: Language = .english, characterSet: CDTextCharacterSet = .latin1,
    firstTrackNumber: Int = 1, disc: CDTextFields, tracks: [CDTextFields], discID: String = "",
    catalogNumber: MediaCatalogNumber? = nil, recordingCodes: [ISRC?] = []
  ) {
    self.language = language
    self.characterSet = characterSet
    self.firstTrackNumber = firstTrackNumber
    self.disc = disc
    self.tracks = tracks
    self.discID = discID
    self.catalogNumber = catalogNumber
    self.recordingCodes = recordingCodes
  }

  /// Whether there is nothing to tell.
  public var isEmpty: Bool {
    disc.isEmpty && tracks.allSatisfy(\.isEmpty) && discID.isEmpty && catalogNumber == nil
      && recordingCodes.allSatisfy { $0 == nil }
  }
}

/// What is told about a disc or a track. An empty text stands for none.
public struct CDTextFields: Hashable, Sendable {
  public var title: String
  public var performer: String
  public var songwriter: String
  public var composer: String
  public var arranger: String
  /// From the label or the artist, to whoever listens.
  public var message: String

  public init(
    title: String = "", performer: String = "", songwriter: String = "", composer: String = "",
    arranger: String = "", message: String = ""
  ) {
    self.title = title
    self.performer = performer
    self.songwriter = songwriter
    self.composer = composer
    self.arranger = arranger
    self.message = message
  }

  public var isEmpty: Bool {
    CDTextField.allCases.allSatisfy { self[$0].isEmpty }
  }

  public subscript(field: CDTextField) -> String {
    get { self[keyPath: Self.path(of: field)] }
    set { self[keyPath: Self.path(of: field)] = newValue }
  }

  private static func path(of field: CDTextField) -> WritableKeyPath<Self, String> {
    switch field {
    case .title: \.title
    case .performer: \.performer
    case .songwriter: \.songwriter
    case .composer: \.composer
    case .arranger: \.arranger
    case .message: \.message
    }
  }
}

/// The texts that a disc and each of its tracks may have, in the order of their packs.
public enum CDTextField: UInt8, Hashable, Sendable, CaseIterable {
  case title = 0x80
  case performer = 0x81
  case songwriter = 0x82
  case composer = 0x83
  case arranger = 0x84
  case message = 0x85
}
