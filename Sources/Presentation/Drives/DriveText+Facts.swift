public import DiscModel

extension DriveText {
  /// Facts for a page about the disc: label and value. What is not known is left out.
  ///
  /// - Parameter isProbablyBlank: what was found on a medium that cannot tell by itself; nil if it
  ///   was not looked at.
  public static func facts(of medium: Medium, isProbablyBlank: Bool? = nil) -> [Fact] {
    stateFacts(of: medium, isProbablyBlank: isProbablyBlank) + recordingFacts(of: medium)
      + protectionFacts(of: medium) + makeFacts(of: medium)
      + structureFacts(of: medium.details) + reserveFacts(of: medium.details)
  }

  /// What can still be done with a medium, in a word.
  public static func condition(_ condition: Medium.Condition) -> String {
    switch condition {
    case .blank: tr("blank")
    case .appendable: tr("begun, more can follow")
    case .closed: tr("finished")
    case .overwritable: tr("can be overwritten")
    case .unformatted: tr("must be formatted first")
    case .intermediate: tr("can be overwritten, not closed")
    }
  }

  private static func stateFacts(of medium: Medium, isProbablyBlank: Bool?) -> [Fact] {
    let isReadOnly = medium.writeProtection.contains(.readOnlyMedium)
    var facts = [
      Fact(tr("Disc"), profile(medium.profile)),
      Fact(tr("State"), isReadOnly ? tr("can only be read") : condition(medium.condition)),
    ]
    if let isProbablyBlank {
      facts.append(
        Fact(tr("Contents"), isProbablyBlank ? tr("probably none") : tr("something is on it")))
    }
    facts.append(Fact(tr("Capacity"), Format.size(medium.capacity)))
    if medium.condition != .unformatted, !isReadOnly {
      facts.append(Fact(tr("Free"), Format.size(medium.freeBlocks, rounding: .down)))
    }
    if medium.condition == .appendable, let next = medium.nextWritableAddress {
      facts.append(Fact(tr("Next block"), block(next)))
    }
    if medium.isErasable { facts.append(Fact(tr("Erasable"), tr("yes"))) }
    return facts
  }

  private static func recordingFacts(of medium: Medium) -> [Fact] {
    var facts = [Fact(tr("Sessions"), Format.count(medium.sessionCount))]
    if let last = medium.lastSession {
      facts.append(
        Fact(
          tr("Last session"),
          tr("blocks %1$s to %2$s", block(last.lowerBound), block(last.upperBound))))
    }
    if medium.isDamaged {
      facts.append(Fact(tr("Damage"), tr("a burn broke off")))
    } else if medium.condition == .appendable, medium.lastSessionState == .incomplete {
      facts.append(Fact(tr("Open session"), tr("tracks are in it, and it is not closed")))
    }
    if !medium.tracks.isEmpty {
      facts.append(Fact(tr("Tracks"), Format.count(medium.tracks.count)))
      let isCompactDisc = medium.profile.family == .cd
      facts += medium.tracks.map {
        Fact(tr("Track %s", $0.number), track($0, tellsPackets: isCompactDisc))
      }
    }
    if let format = backgroundFormat(medium.details.backgroundFormat) {
      facts.append(Fact(tr("Format"), format))
    }
    return facts
  }

  /// A track in one line: "session 1, data, 12 MB from block 0".
  ///
  /// - Parameter tellsPackets: whether to say that it was written in packets, as all of some media is.
  static func track(_ track: MediumTrack, tellsPackets: Bool) -> String {
    let format: SectorFormat = track.isData ? .data : .audio
    let size = Format.size(UInt64(max(0, track.blocks.byteCount(as: format))))
    let kind =
      if track.isData {
        switch track.dataMode {
        case .mode2: tr("data, mode 2")
        case .mode1, nil: tr("data")
        }
      } else {
        tr("audio")
      }
    var parts = [
      tr("session %s", track.session), kind, tr("%1$s from block %2$s", size, block(track.start)),
    ]
    if tellsPackets, let packets = track.packets { parts.append(text(of: packets)) }
    if track.isReserved { parts.append(tr("reserved")) }
    if track.isDamaged { parts.append(tr("damaged")) }
    return parts.joined(separator: ", ")
  }

  private static func text(of packets: MediumTrack.Packets) -> String {
    switch packets {
    case .fixed(let blocks?): tr("in packets of %s blocks", Format.count(Int(blocks.rawValue)))
    case .fixed(nil), .variable: tr("in packets")
    }
  }

  private static func backgroundFormat(_ format: BackgroundFormat) -> String? {
    switch format {
    case .none: nil
    case .stopped: tr("begun, and stopped")
    case .running: tr("goes on in the background")
    case .complete: tr("complete")
    }
  }

  private static func protectionFacts(of medium: Medium) -> [Fact] {
    var facts: [Fact] = []
    let reasons: [(WriteProtection, String)] = [
      (.untilPowerDown, tr("until the drive is switched off")),
      (.byCartridge, tr("by the switch of the cartridge")), (.byMedium, tr("by this kind of disc")),
      (.persistent, tr("for good")), (.byDiscControlBlock, tr("by a control block")),
    ]
    let told = reasons.filter { medium.writeProtection.contains($0.0) }.map(\.1)
    if !told.isEmpty {
      facts.append(Fact(tr("Write protection"), told.joined(separator: ", ")))
    }
    if medium.details.isCopyProtected { facts.append(Fact(tr("Copy protection"), tr("yes"))) }
    if case .present(let wasTakenOut, _) = medium.details.cartridge {
      facts.append(
        Fact(
          tr("Cartridge"),
          wasTakenOut ? tr("yes, the disc was taken out before") : tr("yes, never opened")))
    }
    return facts
  }

  private static func makeFacts(of medium: Medium) -> [Fact] {
    var facts: [Fact] = []
    if !medium.writeSpeeds.isEmpty {
      let turnsEvenly = medium.writeSpeeds.contains { $0.rotation == .constantAngular }
      let speeds = medium.writeSpeeds.map { speed in
        let factor =
          medium.profile.family.map { Format.factor(speed.rate, of: $0) }
          ?? Format.flow(speed.rate)
        guard turnsEvenly, let rotation = speed.rotation else { return factor }
        return factor + (rotation == .constantAngular ? " CAV" : " CLV")
      }
      facts.append(Fact(tr("Speeds"), speeds.joined(separator: ", ")))
    }
    if let manufacturer = medium.manufacturerID {
      facts.append(Fact(tr("Manufacturer"), manufacturer))
    }
    if let groove = medium.details.groove { facts += grooveFacts(groove) }
    return facts
  }

  private static func grooveFacts(_ groove: GrooveInformation) -> [Fact] {
    var facts: [Fact] = []
    if groove.isRewritable {
      let kinds = [tr("normal"), tr("high speed"), tr("ultra speed"), tr("ultra speed plus")]
      if kinds.indices.contains(groove.subtype) {
        facts.append(Fact(tr("Kind of CD-RW"), kinds[groove.subtype]))
      }
    }
    if let rate = groove.maximumWriteRate {
      facts.append(Fact(tr("Fastest by its maker"), Format.factor(rate, of: .cd)))
    }
    if let leadIn = groove.leadIn { facts.append(Fact(tr("Lead-in from"), leadIn.description)) }
    if let leadOut = groove.leadOut {
      facts.append(Fact(tr("Lead-out at the latest"), leadOut.description))
    }
    return facts
  }

  private static func structureFacts(of details: MediumDetails) -> [Fact] {
    var facts: [Fact] = []
    if let structure = details.structure {
      if let book = structure.bookType?.name { facts.append(Fact(tr("Book type"), book)) }
      if let discClass = structure.bdClass, let version = structure.bdVersion {
        facts.append(
          Fact(tr("Class and version"), tr("%1$s, %2$s", discClass, version)))
      }
      if let diameter = structure.diameterMillimeters {
        facts.append(Fact(tr("Diameter"), tr("%s mm", diameter)))
      }
      if let layers = structure.layers {
        facts.append(Fact(tr("Layers"), Format.count(layers)))
      }
      if let isOpposite = structure.hasOppositePath {
        facts.append(
          Fact(
            tr("Second layer"), isOpposite ? tr("runs inwards") : tr("runs outwards")))
      }
    }
    if let boundary = details.layerBoundary {
      let size = Format.size(boundary.firstLayer)
      facts.append(
        Fact(
          tr("First layer"), boundary.isFixed ? size : tr("%s, can still be changed", size)))
    }
    return facts
  }

  /// What is left to replace blocks with.
  private static func reserveFacts(of details: MediumDetails) -> [Fact] {
    var facts: [Fact] = []
    if let area = details.spareArea {
      let free = Format.size(area.free, rounding: .down)
      facts.append(
        Fact(
          tr("Spare area"),
          area.total.map { tr("%1$s of %2$s free", free, Format.size($0)) }
            ?? tr("%s free", free)))
    }
    if let left = details.pseudoOverwrite?.replacementsLeft {
      facts.append(Fact(tr("Blocks that can be replaced"), Format.count(left)))
    }
    return facts
  }

  private static func block(_ address: LogicalBlockAddress) -> String {
    Format.count(Int(address.rawValue))
  }
}
