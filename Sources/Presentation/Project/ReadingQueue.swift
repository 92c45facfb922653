/// What a window still has to read, one thing after the other, by runs that can be stopped.
///
/// A run that was stopped takes a while until it ends, and what comes in meanwhile is for the next one:
/// the user stopped what was there, not what follows.
public struct ReadingQueue<Item> {
  private var waiting: [Item] = []
  private var isRunning = false
  private var isStopped = false

  public init() {}

  /// Takes another thing.
  ///
  /// - Returns: whether a run must be started for it.
  public mutating func add(_ item: Item) -> Bool {
    waiting.append(item)
    defer { isRunning = true }
    return !isRunning
  }

  /// What the run reads next; nil if it has to end.
  public mutating func next() -> Item? {
    isStopped || waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Tells the run, if there is one, to end.
  ///
  /// - Returns: what is not read therefore; what the run is at is not in it.
  public mutating func stop() -> [Item] {
    defer { waiting = [] }
    isStopped = isRunning
    return waiting
  }

  /// The run has ended.
  ///
  /// - Returns: whether another one must be started, for what came in behind its back.
  public mutating func runEnded() -> Bool {
    isStopped = false
    isRunning = !waiting.isEmpty
    return isRunning
  }
}
