/// What a drive must remember for its quirks.
struct QuirkMemory: Hashable, Sendable {
  /// How often CLOSE TRACK/SESSION is still answered with 2/04/07.
  var closesRefused: Int?
  /// How often opening the tray is still answered with 2/04/07.
  var ejectsRefused: Int?
  /// Until when START UNIT keeps the tray shut.
  var startEnds: Duration?
  /// Whether the next READ DISC INFORMATION tells of a closed disc.
  var discIsWrong = false
  /// How often GET PERFORMANCE was asked.
  var performancesAsked = 0
  /// How many commands are still answered with 2/04/07 after an operation.
  var busyAnswers = 0
  /// The answers after a tray that was closed at once.
  var answersAfterLoad: [VirtualSense] = []
  /// How often the capacity of the buffer was asked for before it was full.
  var buffersAsked = 0
  var isJammed = false
  /// What was free when the capacity of the buffer was last asked for, and when.
  var laggedFree: Int64?
  var laggedSince: Duration?
  /// The writes that were counted for a sporadic refusal.
  var writes = 0
  /// The last answer of READ CAPACITY of the medium before.
  var staleCapacity: [UInt8]?
  /// When the laser was first asked for at the begin of a layer, by its address.
  var firstWrites: [Int64: Duration] = [:]
  var pageIsUntouched = true
  var writeSpeed: UInt32 = 0
}
