/// An audio disc as it is asked for.
public struct AudioDisc: Hashable, Sendable {
  public var tracks: [AudioTrack]
  /// What CD-TEXT tells of the disc.
  public var text: CDTextFields
  /// The number that the label gave the disc, for CD-TEXT; empty if none.
  public var discID: String
  public var catalogNumber: MediaCatalogNumber?
  public var language: CDText.Language

  public init(
    tracks: [AudioTrack], text: CDTextFields = CDTextFields(), discID: String = "",
    catalogNumber: MediaCatalogNumber? = nil, language: CDText.Language = .english
  ) {
    self.tracks = tracks
    self.text = text
    self.discID = discID
    self.catalogNumber = catalogNumber
    self.language = language
  }

  /// The same disc without CD-TEXT. Its codes stay, since sub-channel Q carries them.
  public var withoutText: AudioDisc {
    var disc = self
    disc.text = CDTextFields()
    disc.discID = ""
    for index in disc.tracks.indices { disc.tracks[index].text = CDTextFields() }
    return disc
  }

  /// The texts for the lead-in; nil if there are none. Codes alone are no reason for CD-TEXT, since
  /// sub-channel Q carries them.
  public var leadInText: CDText? {
    let hasTexts = !text.isEmpty || !discID.isEmpty || tracks.contains { !$0.text.isEmpty }
    guard hasTexts else { return nil }
    let codes = tracks.map(\.recordingCode)
    return CDText(
      language: language, disc: text, tracks: tracks.map(\.text), discID: discID,
      catalogNumber: catalogNumber, recordingCodes: codes.contains { $0 != nil } ? codes : [])
  }
}
