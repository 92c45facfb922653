/// Failures that are told later than by the command that they belong to.
extension DriveMachine {
  /// Lets a failure be told by a later command: that of a write when the laser comes to its blocks,
  /// any other by the next command.
  mutating func postpone(_ sense: VirtualSense, after operation: Operation) {
    let address = fault.flatMap { $0.addresses.isEmpty ? nil : $0.addresses.lowerBound }
    var sense = sense.information == nil ? address.map { sense.at($0) } ?? sense : sense
    sense.isDeferred = true
    guard operation.isWrite, let address else {
      deferred = sense
      return
    }
    // The blocks of the command are the last in the buffer; those from the bad one on have time.
    let rate = drainRate
    let all = buffer.drainTime(at: clock.now, rate: rate)
    let behind = Double((writePosition - address - 1) * Int64(wireByteCount)) / rate
    latentFailures.append(
      LatentFailure(
        sense: sense, address: address, due: clock.now + max(all - .seconds(behind), .zero)))
  }

  /// Finds out about the first failure that happened by now. Others do not follow: the recording is
  /// broken off, and what the buffer holds behind the bad block is lost.
  mutating func noticeLatentFailures() throws(Ending) {
    guard let failure = latentFailures.first(where: { $0.due <= clock.now }) else { return }
    latentFailures = []
    deferred = failure.sense
    guard failure.sense.key == 3 else { return }
    // A session that is written in one go is not gone on with from there.
    let address = recording == nil ? failure.address : nil
    buffer.empty()
    try onDisk { () throws(VirtualDriveError) in try damageMedium(at: address) }
  }
}
