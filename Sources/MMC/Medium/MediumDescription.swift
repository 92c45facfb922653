internal import DiscModel

/// What a medium is, whatever is written on it.
struct MediumDescription {
  var manufacturerID: String?
  /// The blocks of a blank medium of this make, by the maker's word.
  var capacity: BlockCount?
  /// How the medium is and can be formatted, for media that can be.
  var formats: ReadFormatCapacities.Response?
  var details = MediumDetails()
}

extension MediumProbe {
  /// What the maker and the drive say of the medium.
  func readDescription() -> MediumDescription {
    var description = MediumDescription()
    if profile.hasFormats { description.formats = try? channel.send(ReadFormatCapacities()) }
    switch profile.family {
    case .cd: describeCD(&description)
    case .dvd: describeDVD(&description)
    case .bluRay: describeBD(&description)
    case nil: break
    }
    return description
  }

  private func describeCD(_ description: inout MediumDescription) {
    guard profile.isWritable, let groove = try? channel.send(ReadATIP()) else { return }
    description.manufacturerID = groove.leadIn?.description
    description.capacity = groove.capacity
    description.details.groove = GrooveInformation(
      leadIn: groove.leadIn, leadOut: groove.leadOut, isRewritable: groove.isRewritable,
      subtype: Int(groove.subtype), maximumWriteRate: groove.maximumWriteRate)
  }

  /// The lead-in says what the disc passes itself off for; the groove what it really is, and that it is
  /// asked for first. DVD-R and DVD-RW have no groove that tells, but pits in the land between.
  private func describeDVD(_ description: inout MediumDescription) {
    let leadIn = structure(.dvdPhysical).flatMap(DVDPhysicalInformation.init)
    let groove = profile.isDVDPlus ? structure(.adip).flatMap(DVDPhysicalInformation.init) : nil
    if profile.isDVDMinus {
      description.manufacturerID =
        structure(.preRecordedInformation)?.preRecordedManufacturerID
    } else {
      description.manufacturerID = groove?.manufacturerID ?? leadIn?.manufacturerID
    }
    description.capacity = groove?.blocks ?? description.formats?.blocks(of: .packets, .full)
    if let physical = groove ?? leadIn {
      description.details.structure = PhysicalStructure(
        bookType: leadIn?.bookType ?? physical.bookType, layers: physical.layers,
        diameterMillimeters: physical.diameterMillimeters, blocks: physical.blocks,
        hasOppositePath: physical.layers == 1 ? nil : physical.hasOppositePath)
    }
    description.details.layerBoundary = layerBoundary(groove ?? leadIn)
    switch profile {
    case .dvdROM:
      description.details.isCopyProtected = (structure(.dvdCopyright)?.copyProtection ?? 0) != 0
    case .dvdRAM:
      description.details.cartridge = structure(.dvdRAMCartridge)?.cartridge
      description.details.spareArea = structure(.dvdRAMSpareArea)?.dvdRAMSpareArea
    default: break
    }
  }

  /// Where the first layer ends: what can still be set on a recordable disc, or what was pressed.
  private func layerBoundary(_ physical: DVDPhysicalInformation?) -> LayerBoundary? {
    switch profile.physicalType {
    case .dvdPlusRDualLayer, .dvdMinusRDualLayer:
      if let boundary = structure(.layerBoundary)?.layerBoundary { return boundary }
    default: break
    }
    return physical?.firstLayerBlocks.map { LayerBoundary(firstLayer: $0, isFixed: true) }
  }

  private func describeBD(_ description: inout MediumDescription) {
    description.capacity = description.formats?.blocks
    if let disc = structure(.bdDiscInformation).flatMap(BDDiscInformation.init) {
      description.manufacturerID = disc.manufacturerID
      description.details.structure = PhysicalStructure(
        layers: disc.layers, bdClass: Int(disc.discClass), bdVersion: Int(disc.version))
    }
    guard profile.isWritable else {
      description.details.isCopyProtected = features[FeatureName.aacs]?.isCurrent ?? false
      return
    }
    description.details.cartridge = structure(.bdCartridge)?.cartridge
    if let area = structure(.bdSpareArea)?.bdSpareArea, area.total != .zero {
      description.details.spareArea = area
    }
    if features[FeatureName.bdRPseudoOverwrite]?.isCurrent == true {
      let left = try? channel.send(ReadPseudoOverwriteResources())
      description.details.pseudoOverwrite = PseudoOverwrite(
        replacementsLeft: left.map { Int($0.replacements) })
    }
  }

  /// What forbids writing. A pressed disc forbids it by its kind.
  func readWriteProtection(_ description: MediumDescription) -> WriteProtection {
    guard profile.isWritable else {
      return profile.physicalType == .unknown ? [] : .readOnlyMedium
    }
    var protection: WriteProtection =
      switch profile.family {
      case .dvd: structure(.dvdWriteProtection)?.writeProtection ?? []
      case .bluRay: structure(.bdWriteProtection)?.writeProtection ?? []
      case .cd, nil: []
      }
    if case .present(_, true) = description.details.cartridge {
      protection.insert(.byCartridge)
    }
    return protection
  }

  private func structure(_ format: DiscStructureFormat) -> ReadDiscStructure.Response? {
    try? channel.send(ReadDiscStructure(format))
  }
}

extension MediumProfile {
  /// Whether such media are formatted, or can be.
  fileprivate var hasFormats: Bool {
    isOverwritable || [.dvdMinusRW, .bdR].contains(physicalType)
  }
}

extension ReadFormatCapacities.Response {
  /// How large the first of these formats makes the medium that the drive offers.
  func blocks(of types: FormatType...) -> BlockCount? {
    types.lazy.compactMap { type in formats.first { $0.type == type }?.blocks }
      .first { $0 > .zero }
  }
}
