extension DriveMachine {
  /// Hands a command that may be executed to what does it.
  mutating func carryOut(
    _ operation: Operation, _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    if operation.writes(command), let sense = readyMedium?.record.protection?.sense {
      throw .check(sense)
    }
    switch operation {
    case .testUnitReady: break
    case .requestSense: try requestSense(command, &transfer)
    case .formatUnit: try formatUnit(command, &transfer)
    case .inquiry: try inquiry(command, &transfer)
    case .startStopUnit: try startStopUnit(command)
    case .loadUnload: try loadUnload(command)
    case .mechanismStatus: try mechanismStatus(command, &transfer)
    case .preventAllowMediumRemoval: try preventAllowMediumRemoval(command)
    case .readFormatCapacities: try readFormatCapacities(command, &transfer)
    case .readCapacity: try readCapacity(command, &transfer)
    case .read10, .read12: try read(operation, command, &transfer)
    case .write10, .write12, .writeAndVerify10: try write(operation, command, &transfer)
    case .reserveTrack: try reserveTrack(command)
    case .repairTrack: try repairTrack(command)
    case .blank: try blank(command)
    case .reportKey: try reportKey(command, &transfer)
    case .sendDiscStructure: try sendDiscStructure(command, &transfer)
    case .verify10: try verify(command)
    case .synchronizeCache: try synchronizeCache(command)
    case .readTOC: try readTOC(command, &transfer)
    case .getConfiguration: try getConfiguration(command, &transfer)
    case .getEventStatusNotification: try getEventStatusNotification(command, &transfer)
    case .readDiscInformation: try readDiscInformation(command, &transfer)
    case .readTrackInformation: try readTrackInformation(command, &transfer)
    case .sendOPCInformation: try sendOPCInformation(command)
    case .modeSelect10: try modeSelect(command, &transfer)
    case .modeSense10: try modeSense(command, &transfer)
    case .closeTrackSession: try closeTrackSession(command)
    case .readBufferCapacity: try readBufferCapacity(command, &transfer)
    case .getPerformance: try getPerformance(command, &transfer)
    case .readDiscStructure: try readDiscStructure(command, &transfer)
    case .setStreaming: try setStreaming(command, &transfer)
    case .setCDSpeed: try setCDSpeed(command)
    case .sendCueSheet: try sendCueSheet(command, &transfer)
    case .readCD, .readCDMSF: try readCD(operation, command, &transfer)
    case .readSubchannel: try readSubchannel(command, &transfer)
    }
  }

  /// The medium that the checks have found ready.
  func recordedMedium() throws(Ending) -> MediumRecord {
    guard let medium = readyMedium else { throw .check(senseWithoutMedium) }
    return medium.record
  }
}
