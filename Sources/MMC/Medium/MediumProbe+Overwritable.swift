internal import DiscModel

extension MediumProbe {
  /// A medium of which any block can be written at any time, once it is formatted.
  ///
  /// The disc status says nothing here. What counts is whether it is formatted, and how far.
  /// Source: MMC-6, "READ FORMAT CAPACITIES Command", descriptor types.
  func readOverwritable(_ description: MediumDescription) -> Medium {
    let information = try? channel.send(ReadDiscInformation())
    let condition = condition(description.formats, information)
    let isWritten = condition != .unformatted
    let readable = isWritten ? readCapacity() : nil
    let tracks = isWritten ? readTracks(information) : []
    let capacity = capacity(description, condition, readable: readable ?? Self.end(of: tracks))
    var medium = Medium(
      profile: profile, condition: condition, capacity: capacity,
      freeBlocks: isWritten ? capacity : .zero, nextWritableAddress: isWritten ? .zero : nil,
      sessionCount: isWritten ? max(information?.sessionCount ?? 1, 1) : 0, tracks: tracks,
      writeRates: [], manufacturerID: description.manufacturerID)
    medium.details = description.details
    medium.isErasable = true
    medium.isPhysicallyBlank = !isWritten && information?.status == .empty
    medium.details.backgroundFormat = information?.backgroundFormat ?? .none
    if profile == .dvdMinusRWRestrictedOverwrite {
      medium.lastSessionState = information.map { Medium.SessionState($0.lastSession) }
    }
    return medium
  }

  /// Whether the medium is formatted.
  ///
  /// DVD+RW: by the format that goes on in the background; none at all was ever begun on a new disc.
  /// DVD-RW for overwriting was formatted by definition; it may lack its border. Others: by the list of
  /// formats or, where the drive has none, by whether something can be read.
  private func condition(
    _ formats: ReadFormatCapacities.Response?, _ information: ReadDiscInformation.Response?
  ) -> Medium.Condition {
    switch profile {
    case .dvdPlusRW, .dvdPlusRWDualLayer:
      if let information {
        return information.backgroundFormat == .none ? .unformatted : .overwritable
      }
    case .dvdMinusRWRestrictedOverwrite:
      return formats?.state == .noneOrIntermediate ? .intermediate : .overwritable
    default: break
    }
    switch formats?.state {
    case .formatted: return .overwritable
    case .unformatted: return .unformatted
    default: return (readCapacity() ?? .zero) > BlockCount(1) ? .overwritable : .unformatted
    }
  }

  /// The blocks of the medium as it is formatted, or as a format makes it.
  ///
  /// A DVD+RW whose format goes on, or was stopped, already counts as a whole: writing further out
  /// goes on with the format.
  private func capacity(
    _ description: MediumDescription, _ condition: Medium.Condition, readable: BlockCount
  ) -> BlockCount {
    let formats = description.formats
    if profile.isDVDPlus, let whole = formats?.blocks(of: .dvdPlusRW) { return whole }
    if condition == .overwritable { return formats?.blocks ?? readable }
    return formats?.blocks(of: .packets, .full) ?? formats?.currentBlocks ?? description.capacity
      ?? readable
  }
}
