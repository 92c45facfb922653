/// Something in which real drives deviate from the specification.
///
/// A program that works with a drive of a certain quirk is a program that works with the drives
/// that have it. None is set unless it is asked for.
public enum DriveQuirk: Hashable, Sendable {
  // MARK: Compact discs

  /// READ TRACK INFORMATION tells −150 as the next writable address of a blank disc, not 0.
  case blankDiscBeginsInPregap
  /// READ TRACK INFORMATION of a compact disc is refused with 5/24/00 until page 05h was set.
  case trackInformationNeedsWriteParameters
  /// All bytes of the ATIP are zero.
  case emptyATIP
  /// The times of the ATIP are BCD.
  case codedATIP
  /// The reply with the ATIP ends after two bytes.
  case cutATIP
  /// CLOSE TRACK of a compact disc fails with 5/24/00, or only while writing is tested.
  case closeTrackFails(onlyInTest: Bool)
  /// The times of READ TOC format 2 are BCD.
  case codedTable
  /// READ TRACK INFORMATION of a closed track tells a size of zero.
  case noTrackSize
  /// READ TOC with this format ends in a time-out, as USB bridges that know no CDs do.
  case tableTimesOut(format: UInt8)
  /// GET CONFIGURATION tells no profile for compact discs.
  case noProfileOfCompactDiscs

  // MARK: All media

  /// GET CONFIGURATION is an unknown command.
  case noConfiguration
  /// The length field of this command's reply is off by so many bytes.
  case lengthOff(operation: UInt8, by: Int)
  /// MODE SENSE sends a block descriptor of eight bytes, though it was asked not to.
  case blockDescriptor
  /// Page 2Ah ends behind the buffer size, as in the first drives.
  case shortCapabilitiesPage
  /// The test bit of page 05h, once set, is set for ever.
  case testWriteSticks
  /// The default of page 05h holds a pause and a session format that the drive does not take back.
  case badWriteParameters
}
