internal import DiscModel
internal import MMC

/// Makes the choices for one medium from what it and the drive offer.
///
/// How long things take is estimated from MMC-6 and from what drives are known to need.
struct EraseChoiceMaker: Hashable, Sendable {
  let medium: Medium
  let formats: ReadFormatCapacities.Response?
  let features: [DriveFeature]

  var profile: MediumProfile { medium.profile }

  func offered(_ types: FormatType..., subtype: UInt8? = nil) -> [ReadFormatCapacities.Format] {
    (formats?.formats ?? []).filter {
      types.contains($0.type) && (subtype == nil || $0.subtype == subtype)
    }
  }

  /// How long the drive writes `blocks` at the medium's fastest; at single speed if none is known.
  func time(toWrite blocks: BlockCount) -> Duration {
    let single = profile.family?.singleSpeedKilobytesPerSecond ?? 1000
    let rate = medium.writeRates.max().map { Double($0.kilobytesPerSecond) } ?? single
    let byteCount = blocks.byteCount(as: profile.family == .cd ? .audio : .data)
    return .seconds((Double(byteCount) / 1000 / max(rate, 1)).rounded(.up))
  }

  var problemOfErasing: EraseProblem {
    switch profile.physicalType {
    case .bdR: .writtenOnce(profile)
    default: medium.condition == .unformatted ? .unformatted(profile) : .wayNotOffered(profile)
    }
  }

  var problemOfFormatting: EraseProblem {
    switch profile.physicalType {
    case .cdRW: .needsNoFormat(profile)
    case .bdR where medium.condition != .blank: .writtenOnce(profile)
    case .bdR where isFormattedBDR: .formattedBefore(profile)
    default: .noFormatOffered(profile)
    }
  }

  // MARK: Media of sessions

  var compactDisc: [EraseChoice] {
    [blank(.quick, .seconds(60)), blank(.full, time(toWrite: medium.capacity))]
  }

  /// A DVD-RW that can be overwritten becomes one of sessions by BLANK.
  ///
  /// Source: MMC-6, "BLANK Command" and "FORMAT UNIT Command", types 00h, 10h and 15h.
  var dvdMinusRW: (erasing: [EraseChoice], formatting: [EraseChoice]) {
    let whole = time(toWrite: wholeBlocks ?? medium.capacity)
    let blanking = [blank(.quick, .seconds(60)), blank(.full, whole)]
    let clearing = medium.condition == .overwritable ? [clear(.quick)] : []
    var formatting: [EraseChoice] = []
    if !offered(.quick).isEmpty {
      let order = FormatOrder(format: .init(type: .quick, blocks: .zero, parameter: 16))
      formatting.append(
        EraseChoice(
          medium, .restrictedOverwrite, .quick, contents: .hidden, duration: .seconds(60),
          steps: [.format([order])]))
    }
    let full = offered(.full, .packets).map { FormatOrder(format: $0) }
    if let blocks = full.first?.format.blocks {
      formatting.append(
        EraseChoice(
          medium, .restrictedOverwrite, .full, contents: .erased, duration: whole,
          formattedBlocks: blocks, steps: [.format(full)]))
    }
    return (clearing + blanking, formatting)
  }

  /// The whole disc as a format makes it, also where only a part is formatted now.
  private var wholeBlocks: BlockCount? { offered(.full, .packets).map(\.blocks).max() }

  private func blank(_ depth: EraseChoice.Depth, _ duration: Duration) -> EraseChoice {
    EraseChoice(
      medium, .blank, depth, contents: depth == .quick ? .hidden : .erased, duration: duration,
      allowsOneSessionOnly: depth == .quick && profile.family == .dvd,
      steps: [.blank(depth == .quick ? .minimal : .disc)])
  }

  // MARK: Zeros

  /// Zeros over the first and the last 2 MB, where every file system has what it is found by, or over
  /// everything.
  func clear(_ depth: EraseChoice.Depth) -> EraseChoice {
    let unit = profile.writeUnit.rawValue
    // No medium goes beyond the last address, whatever its drive says.
    let end = min(medium.freeBlocks.rawValue, Int64(Int32.max)) / unit * unit
    let part = Int64(1024)
    let ranges: [Range<Int64>] =
      depth == .full || end <= 2 * part
      ? [0..<end] : [0..<part, (end - part) / unit * unit..<end]
    // A full one is read back as a whole, which takes as long as writing it.
    let whole = time(toWrite: medium.freeBlocks) * (medium.verifiesWrites ? 3 : 2)
    return EraseChoice(
      medium, .clear, depth, contents: depth == .quick ? .hidden : .erased,
      duration: depth == .quick ? .seconds(20) : whole,
      steps: restart
        + [.overwrite(ranges.map { BlockCount($0.lowerBound)..<BlockCount($0.upperBound) })])
  }

  /// A DVD+RW whose format was stopped can be written no further than it got.
  private var restart: [EraseStep] {
    medium.details.backgroundFormat == .stopped ? [.format([.dvdPlusRW(isRestart: true)])] : []
  }
}

extension FormatOrder {
  /// All of a DVD+RW. Source: MMC-6, "FORMAT UNIT Command", type 26h.
  static func dvdPlusRW(isRestart: Bool) -> Self {
    Self(format: FormatUnit.dvdPlusRW(isRestart: isRestart, isImmediate: true).format)
  }
}

extension Medium {
  /// Whether the drive reads back what it writes, which halves its speed.
  var verifiesWrites: Bool { profile == .dvdRAM || details.spareArea != nil }
}
