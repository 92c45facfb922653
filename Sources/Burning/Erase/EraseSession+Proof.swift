internal import DiscModel
internal import MMC

/// What the disc says of itself afterwards; the drive's word that it is done is not enough.
extension EraseSession {
  mutating func prove(
    _ drive: borrowing ExclusiveDrive
  ) throws(EraseError) -> (EraseReport.Proof, Medium) {
    let medium: Medium?
    let proof: EraseReport.Proof?
    do throws(DriveError) {
      let inspection = try drive.inspect()
      medium = inspection.medium
      proof = try self.proof(inspection, drive)
    } catch {
      throw explained(error, .notAsWanted)
    }
    if choice.deed == .clear, proof == nil, Task.isCancelled {
      throw EraseError(code: .cancelled, medium: .unknown)
    }
    guard let medium else { throw EraseError(code: .mediumRemoved, medium: .partlyErased) }
    guard let proof, medium.isSameDisc(as: choice.medium) else {
      throw EraseError(code: .notAsWanted, medium: .partlyErased)
    }
    return (proof, medium)
  }

  private mutating func proof(
    _ inspection: DriveInspection, _ drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> EraseReport.Proof? {
    guard let medium = inspection.medium else { return nil }
    switch choice.deed {
    case .blank:
      guard medium.condition == .blank, medium.profile.isRecordedInSessions else { return nil }
      return try drive.canReadFirstBlock() ? nil : .blank
    case .clear:
      return try proofOfZeros(medium, drive)
    case .restrictedOverwrite:
      let isRight =
        medium.profile == .dvdMinusRWRestrictedOverwrite
        && (choice.depth == .quick || medium.condition == .overwritable)
      return isRight ? .formatted(medium.capacity) : nil
    case .format, .finishFormat:
      return formatProof(inspection, medium)
    case .pseudoOverwrite:
      return medium.details.pseudoOverwrite != nil ? .formatted(medium.freeBlocks) : nil
    }
  }

  /// Who wants zeros everywhere gets them read everywhere; else the ends are looked at.
  private mutating func proofOfZeros(
    _ medium: Medium, _ drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> EraseReport.Proof? {
    guard choice.depth == .full else {
      guard try drive.isProbablyBlank(medium, isCancelled: { Task.isCancelled }) == true else {
        return nil
      }
      return .endsAreZeros(min(medium.freeBlocks, ExclusiveDrive.blankCheckBlocks))
    }
    let end = drive.readableBlocks(of: medium)
    let areZeros = try drive.holdsNothing(
      in: .zero..<end, isCancelled: { Task.isCancelled },
      advanced: { meter.advance(to: Double($0.rawValue) / Double(max(end.rawValue, 1))) })
    return areZeros == true ? .allAreZeros(end) : nil
  }

  private func formatProof(
    _ inspection: DriveInspection, _ medium: Medium
  ) -> EraseReport.Proof? {
    switch medium.profile.physicalType {
    case .bdR:
      let isRight = medium.condition == .blank && medium.details.spareArea != nil
      return isRight ? .formatted(medium.freeBlocks) : nil
    case .dvdPlusRW, .dvdPlusRWDualLayer:
      let background = medium.details.backgroundFormat
      let isRight = background == .complete || choice.depth == .quick && background == .running
      return isRight ? .formatted(medium.capacity) : nil
    default:
      guard medium.condition == .overwritable, let wanted = choice.formattedBlocks,
        inspection.formats?.isFormatted == true, inspection.formats?.blocks == wanted
      else { return nil }
      return .formatted(wanted)
    }
  }
}

extension MediumProfile {
  /// CD-RW and DVD-RW as BLANK leaves them.
  fileprivate var isRecordedInSessions: Bool { self == .cdRW || self == .dvdMinusRWSequential }
}

extension ExclusiveDrive {
  /// Whether the first block holds something; none can be read on a disc of sessions that is blank.
  fileprivate borrowing func canReadFirstBlock() throws(DriveError) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 4096)
    defer { buffer.deallocate() }
    do throws(DriveError) {
      try read(at: .zero, blocks: BlockCount(1), into: buffer)
      return true
    } catch {
      guard error.concernsTheMedium else { throw error }
      return false
    }
  }
}
