internal import DiscModel

/// The kind of a medium whose drive has no profile for it.
///
/// Drives of before GET CONFIGURATION, and some that answer it with profile 0 for a CD, are believed by
/// what only one kind of medium has.
extension CommandChannel {
  /// The kind of the medium; nil if it has nothing that tells.
  func guessProfile() -> MediumProfile? {
    guessCompactDisc() ?? guessDVD() ?? guessBluRay()
  }

  /// A CD has a groove that is recorded (ATIP), or a table of contents with times in it.
  ///
  /// Some drives answer the question for the groove of a pressed disc with rubbish; its lead-in does not
  /// begin where that of every recordable disc does, at 97 minutes.
  private func guessCompactDisc() -> MediumProfile? {
    if let groove = try? send(ReadATIP()), groove.leadIn?.minute == 97 {
      return groove.isRewritable ? .cdRW : .cdR
    }
    guard let contents = try? send(ReadRawTOC()), !contents.entries.isEmpty else { return nil }
    return isErasable ? .cdRW : .cdROM
  }

  /// A DVD has a groove that names its book, land that was pressed before, or a lead-in.
  ///
  /// The lead-in comes last, as a drive may have written another book there. Source: MMC-6, "READ DISC
  /// STRUCTURE Command", formats 00h, 0Eh and 11h.
  private func guessDVD() -> MediumProfile? {
    let groove = structure(.adip).flatMap(DVDPhysicalInformation.init)
    if let profile = groove.flatMap({ MediumProfile(book: $0) }), profile.isDVDPlus {
      return profile
    }
    let leadIn = structure(.dvdPhysical).flatMap(DVDPhysicalInformation.init)
    if structure(.preRecordedInformation)?.preRecordedManufacturerID != nil {
      if isErasable { return .dvdMinusRWSequential }
      return leadIn?.layers == 2 ? .dvdMinusRDualLayerSequential : .dvdMinusRSequential
    }
    return leadIn.flatMap { MediumProfile(book: $0) }
  }

  /// A BD says by three letters what it is.
  private func guessBluRay() -> MediumProfile? {
    switch structure(.bdDiscInformation).flatMap(BDDiscInformation.init)?.kind {
    case .pressed: .bdROM
    case .recordable: .bdRSequential
    case .rewritable: .bdRE
    case nil: nil
    }
  }

  private var isErasable: Bool {
    (try? send(ReadDiscInformation()))?.isErasable ?? false
  }

  private func structure(_ format: DiscStructureFormat) -> ReadDiscStructure.Response? {
    try? send(ReadDiscStructure(format))
  }
}

extension MediumProfile {
  /// The profile of a disc of this book; nil for a book that this version does not know.
  ///
  /// A DVD-RW may have been formatted for overwriting; without features nobody says so.
  fileprivate init?(book: DVDPhysicalInformation) {
    switch book.bookType {
    case .dvdROM: self = .dvdROM
    case .dvdRAM: self = .dvdRAM
    case .dvdMinusR:
      self = book.layers == 2 ? .dvdMinusRDualLayerSequential : .dvdMinusRSequential
    case .dvdMinusRW: self = .dvdMinusRWSequential
    case .dvdPlusRW: self = .dvdPlusRW
    case .dvdPlusR: self = .dvdPlusR
    case .dvdPlusRWDualLayer: self = .dvdPlusRWDualLayer
    case .dvdPlusRDualLayer: self = .dvdPlusRDualLayer
    default: return nil
    }
  }
}
