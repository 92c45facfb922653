internal import MMC

extension DriveError {
  /// Whether the drive works and only this place of the disc does not: a read error, or an address
  /// that the drive does not have.
  var concernsTheMedium: Bool {
    guard case .refused(_, let sense) = self, !sense.isDeferred else { return false }
    switch (sense.key, sense.asc) {
    case (.mediumError, _), (.blankCheck, _), (.hardwareError, _), (.abortedCommand, _): return true
    case (.illegalRequest, 0x21), (.illegalRequest, 0x64): return true
    default: return false
    }
  }

  /// Whether something that the drive had taken for the disc did not get there.
  var meansDataLost: Bool {
    guard case .refused(_, let sense) = self else { return false }
    guard sense.kind != .ignore else { return false }
    return sense.isDeferred || sense.key == .mediumError || sense.key == .hardwareError
  }

  /// Whether the drive has nothing to work on.
  var meansNoMedium: Bool {
    if case .noMedium = meaning { true } else { false }
  }

  /// Whether the drive is gone or its state is not known any more.
  var meansDriveLost: Bool {
    switch self {
    case .transport(_, .notPermitted), .transport(_, .transferTooLarge): false
    case .transport: true
    case .refused(_, let sense): sense.key == .unitAttention && sense.asc == 0x29
    default: false
    }
  }

  /// Whether the drive does not do such a thing at all.
  var meansNotSupported: Bool {
    guard case .refused(_, let sense) = self, !sense.isDeferred else { return false }
    return sense.key == .illegalRequest && (sense.asc == 0x20 || sense.asc == 0x24)
  }

  /// Whether the drive refuses what it was asked for, and did nothing.
  var isIllegalRequest: Bool {
    guard case .refused(_, let sense) = self, !sense.isDeferred else { return false }
    return sense.key == .illegalRequest
  }

  /// Whether the drive does not know a field of the command, so that another form of it may do.
  var isInvalidField: Bool {
    guard case .refused(_, let sense) = self else { return false }
    return sense.key == .illegalRequest && sense.asc == 0x24
  }
}
