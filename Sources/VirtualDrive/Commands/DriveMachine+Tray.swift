/// The events of the media class. Source: MMC-6, "Media Class Events".
enum MediaEvent {
  static let ejectRequest: UInt8 = 1
  static let newMedium: UInt8 = 2
  static let mediumRemoval: UInt8 = 3
  static let backgroundFormatCompleted: UInt8 = 5
}

extension DriveMachine {
  /// START STOP UNIT (1Bh).
  ///
  ///     byte 1   bit 0 the command ends at once
  ///     byte 4   bits 7…4 power state, bit 2 format layer (not supported), bit 1 move the tray,
  ///              bit 0 start; so 02h opens the tray, 03h closes it
  ///
  /// Source: MMC-6, "START STOP UNIT Command".
  mutating func startStopUnit(_ command: CommandBytes) throws(Ending) {
    guard command[4] & 0x04 == 0 else { throw .check(.field(4, bit: 2)) }
    switch (command[4] >> 4, command[4] & 0x03) {
    case (0, 0x02):
      try refuseEjecting()
      try openTrayByCommand()
    case (0, 0x03):
      try closeTrayByCommand()
      if command[1] & 0x01 != 0, has(.immediateLoadLies) {
        quirkMemory.answersAfterLoad = [.noMediumTrayClosed, VirtualSense(0x2, 0x04, 0x00)]
        quirkMemory.discIsWrong = true
      }
    case (0, 0x01):
      if record.trayIsOpen || medium == nil { throw .check(senseWithoutMedium) }
      startByQuirk(isImmediate: command[1] & 0x01 != 0)
    case (0, 0), (1...5, 0): break
    default: throw .check(.field(4, bit: 7))
    }
  }

  mutating func openTrayByCommand() throws(Ending) {
    if record.isLocked { throw .check(.removalPrevented) }
    try flush()
    if recording?.isComplete == true { try endCompactDiscRecording() }
    waitForOperation()
    operation = nil
    clock.spend(.milliseconds(1500))
    try onDisk { () throws(VirtualDriveError) in try openTray() }
  }

  mutating func closeTrayByCommand() throws(Ending) {
    clock.spend(.seconds(2))
    try onDisk { () throws(VirtualDriveError) in try closeTray() }
  }

  /// PREVENT ALLOW MEDIUM REMOVAL (1Eh): byte 4 bit 0 prevent, bit 1 persistent.
  ///
  /// Source: MMC-6, "PREVENT ALLOW MEDIUM REMOVAL Command".
  mutating func preventAllowMediumRemoval(_ command: CommandBytes) throws(Ending) {
    guard command[4] & 0xFC == 0 else { throw .check(.field(4, bit: 7)) }
    let locks = command[4] & 0x01 != 0
    try onDisk { () throws(VirtualDriveError) in try save { $0.isLocked = locks } }
  }

  /// Opens the tray, with the medium on it.
  ///
  /// - Parameter isKept: whether the tray may stay open, so that it must be remembered.
  mutating func openTray(isKept: Bool = true) throws(VirtualDriveError) {
    guard !record.trayIsOpen else { return }
    stopBackgroundFormat()
    rememberCapacity()
    try medium?.flush()
    if recording?.hasBegun == true { try damageMedium() }
    medium?.setTesting(false)
    recording = nil
    headPosition = 0
    buffer.empty()
    latentFailures = []
    operation = nil
    if isKept { try save { $0.trayIsOpen = true } } else { record.trayIsOpen = true }
    if holdsMedium { mediaEvents.append(MediaEvent.mediumRemoval) }
  }

  /// What READ CAPACITY would have said, for a drive that says it once too often.
  private mutating func rememberCapacity() {
    guard has(.staleCapacity), let medium else { return }
    var reply: [UInt8] = []
    reply.append(bigEndian: UInt32(clamping: medium.record.lastReadableAddress))
    quirkMemory.staleCapacity = reply + [0, 0, 8, 0]
  }

  /// Closes the tray; a medium on it begins to spin.
  ///
  /// - Parameter change: what is to be remembered at the same time.
  mutating func closeTray(
    _ change: (inout DriveRecord) -> Void = { _ in }
  ) throws(VirtualDriveError) {
    guard record.trayIsOpen else { return }
    try save {
      $0.trayIsOpen = false
      change(&$0)
    }
    guard holdsMedium else { return }
    attentions.append(.mediumChanged)
    mediaEvents.append(MediaEvent.newMedium)
    pages = ModePages()
    if !has(.speedSurvives) { forgetSpeed() }
    quirkMemory.firstWrites = [:]
    quirkMemory.isJammed = false
    if let medium { begin(.spinningUp, for: medium.record.spinUpTime) }
  }

  /// What the button on the front does.
  mutating func pressEjectButton() throws(VirtualDriveError) {
    if record.isLocked {
      mediaEvents.append(MediaEvent.ejectRequest)
    } else if record.trayIsOpen {
      try closeTray()
    } else {
      try openTray()
    }
  }
}
