internal import DiscImage
internal import VirtualDrive

/// Does something with a virtual drive's files, off the cooperative pool.
func virtualDriveWork<Result: Sendable>(
  _ body: @escaping @Sendable () throws(VirtualDriveError) -> Result
) async throws(ToolFailure) -> Result {
  do throws(VirtualDriveError) {
    return try await BlockingWork.run(named: "spindle-drive") { _ throws(VirtualDriveError) in
      try body()
    }
  } catch {
    throw ToolFailure(error)
  }
}
