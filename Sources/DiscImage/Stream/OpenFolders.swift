internal import Glibc

/// The source folders that are open: the one read from and those around it.
///
/// Files come in the order of their folders, so that the next folder is mostly beside or below one
/// that is open, and no path is looked up from its beginning.
struct OpenFolders: ~Copyable, Sendable {
  private struct Open: Sendable {
    var source: UInt32
    var descriptor: Int32
  }

  /// A folder that could not be opened.
  struct Failure: Error {
    var errorNumber: Int32
  }

  /// No more than these are held open.
  private static let most = 32
  private var chain: [Open] = []

  init() {}

  deinit {
    for folder in chain { close(folder.descriptor) }
  }

  /// The descriptor of a folder, which stays open until another one is asked for.
  mutating func descriptor(
    of source: UInt32, in tree: StagingTree
  ) throws(Failure) -> Int32 {
    if let last = chain.last, last.source == source { return last.descriptor }
    var missing: [UInt32] = []
    var current = source
    while current != NodeRecord.none, !chain.contains(where: { $0.source == current }) {
      missing.append(current)
      current = tree.sources[Int(current)].parent
    }
    while let last = chain.last, last.source != current { drop(last) }
    for folder in missing.reversed() { try open(folder, in: tree) }
    guard let last = chain.last else { throw Failure(errorNumber: ENOENT) }
    return last.descriptor
  }

  private mutating func drop(_ last: Open) {
    close(last.descriptor)
    chain.removeLast()
  }

  private mutating func open(_ source: UInt32, in tree: StagingTree) throws(Failure) {
    let folder = tree.sources[Int(source)]
    let isRoot = folder.parent == NodeRecord.none
    let around = isRoot ? AT_FDCWD : chain.last?.descriptor ?? AT_FDCWD
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (isRoot ? 0 : O_NOFOLLOW)
    let descriptor = tree.withText(at: folder.nameStart) { openat(around, $0, flags) }
    guard descriptor >= 0 else { throw Failure(errorNumber: errno) }
    chain.append(Open(source: source, descriptor: descriptor))
    if chain.count > Self.most { close(chain.removeFirst().descriptor) }
  }
}
