internal import DiscImage
internal import VirtualDrive

/// Does something with a virtual drive's files, off the cooperative pool.
func virtualDriveWork<Result: Sendable>(
  _ body: @escaping @Sendable () throws(VirtualDriveError) -> Result
) async throws(ToolFailure) -> Result {
  try await cancellableDriveWork { _ throws(VirtualDriveError) in try body() }
}

/// The same with something that takes its time, so that it is told when it is not wanted any more.
func cancellableDriveWork<Result: Sendable>(
  _ body: @escaping @Sendable (BlockingWork.Cancellation) throws(VirtualDriveError) -> Result
) async throws(ToolFailure) -> Result {
  do throws(VirtualDriveError) {
    return try await BlockingWork.run(named: "spindle-drive", body)
  } catch {
    throw ToolFailure(error)
  }
}
