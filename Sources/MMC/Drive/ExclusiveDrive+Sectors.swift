extension ExclusiveDrive {
  /// Reads sectors with a command of one's own, such as ``ReadCD`` or ``Read12``.
  ///
  /// - Parameters:
  ///   - command: what to read.
  ///   - buffer: room for exactly what the command asks for.
  /// - Throws: also when the drive sent fewer bytes than the buffer holds.
  public borrowing func read<Command: MMCCommand>(
    _ command: Command, into buffer: UnsafeMutableRawBufferPointer
  ) throws(DriveError) where Command.Response == Void {
    try channel.move(command, data: .fromDrive(buffer), byteCount: buffer.count)
  }

  /// Writes sectors with a command of one's own, such as ``Write12``.
  ///
  /// - Parameters:
  ///   - bytes: exactly as many as the command announces.
  ///   - command: where to write.
  /// - Throws: also when the drive took fewer bytes than it was given.
  public borrowing func write<Command: MMCCommand>(
    _ bytes: UnsafeRawBufferPointer, with command: Command
  ) throws(DriveError) where Command.Response == Void {
    try channel.move(command, data: .toDrive(bytes), byteCount: bytes.count)
  }
}
