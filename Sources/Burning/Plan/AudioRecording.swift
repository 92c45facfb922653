public import CompactDisc
public import DiscModel

/// How an audio disc is written on the medium that lies in the drive.
public struct AudioRecording: Hashable, Sendable {
  /// Where everything lies, and in which way it is written.
  public let plan: AudioDiscPlan
  /// The CD-TEXT that the host writes into the lead-in; nil if there is none.
  public let text: CDTextPacks?
  /// Where the medium's lead-in begins; nil if its groove does not tell.
  public let leadInStart: LogicalBlockAddress?
  /// What the user asked for and the disc will not have.
  public let losses: [AudioDiscPlan.Compromise]
  let capacity: AudioCapacity

  init(
    _ plan: AudioDiscPlan, text: CDTextPacks?, leadInStart: LogicalBlockAddress?,
    losses: [AudioDiscPlan.Compromise], capacity: AudioCapacity
  ) {
    self.plan = plan
    self.text = text
    self.leadInStart = leadInStart
    self.losses = losses
    self.capacity = capacity
  }

  /// The lead-in that the host writes.
  var leadIn: CDTextLeadIn? {
    guard let text, let leadInStart else { return nil }
    return CDTextLeadIn(text, from: leadInStart)
  }

  /// What the drive is told before a session at once.
  var cueSheet: [UInt8] { CueSheet(plan, leadIn: text == nil ? .plain : .text).bytes }

  /// What is sent: the lead-in where the host writes it, then the samples.
  var runs: [BurnRun] {
    let leadIn = leadIn.map { BurnRun(start: $0.start, blocks: $0.blocks, format: .leadInText) }
    return [leadIn].compactMap { $0 }
      + plan.runs.map { BurnRun(start: $0.start, blocks: $0.blocks, format: .audio) }
  }

  /// The same disc without CD-TEXT.
  var withoutText: AudioRecording {
    AudioRecording(
      plan, text: nil, leadInStart: leadInStart, losses: losses + [.textLeftOut],
      capacity: capacity)
  }
}
