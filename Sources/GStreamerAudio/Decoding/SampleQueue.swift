internal import CompactDisc

/// Samples between the thread that decodes a file and the thread that reads them.
final class SampleQueue: Sendable {
  fileprivate struct State {
    var chunks: [[UInt8]] = []
    /// How much of the first chunk was read.
    var taken = 0
    var byteCount = 0
    /// How the source ended; nil while it goes on.
    var end: Result<Void, AudioDecodingError>?
    var isAbandoned = false
  }

  private let readAhead: ReadAhead
  // Touched only while `readAhead` is locked; behind a pointer for the same reason as there.
  private nonisolated(unsafe) let state: UnsafeMutablePointer<State>

  init(_ readAhead: ReadAhead) {
    self.readAhead = readAhead
    state = .allocate(capacity: 1)
    state.initialize(to: State())
  }

  deinit {
    let left = state.pointee.byteCount
    readAhead.locked { readAhead.add(-left) }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var isAbandoned: Bool {
    readAhead.locked { state.pointee.isAbandoned }
  }

  /// Appends samples, waiting while there is no room.
  ///
  /// - Returns: false if nobody wants them any more.
  func put(_ chunk: [UInt8]) -> Bool {
    readAhead.locked {
      while !state.pointee.isAbandoned, !readAhead.hasRoom(beside: state.pointee.byteCount) {
        readAhead.wait()
      }
      guard !state.pointee.isAbandoned else { return false }
      state.pointee.chunks.append(chunk)
      state.pointee.byteCount += chunk.count
      readAhead.add(chunk.count)
      return true
    }
  }

  /// Says that nothing follows, and why. What is there is still given out.
  func end(_ result: Result<Void, AudioDecodingError>) {
    readAhead.locked {
      state.pointee.end = result
      readAhead.wakeAll()
    }
  }

  /// Empties the queue; whoever waits is woken.
  func abandon() {
    readAhead.locked {
      state.pointee.isAbandoned = true
      state.pointee.chunks = []
      readAhead.add(-state.pointee.byteCount)
      state.pointee.byteCount = 0
    }
  }

  /// Fills `buffer` with what is there, waiting for the first sample.
  ///
  /// - Returns: the number of bytes; 0 at the end; nil if the queue was abandoned.
  func take(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int? {
    try readAhead.locked { () throws(AudioDecodingError) -> Int? in
      while state.pointee.byteCount == 0, state.pointee.end == nil, !state.pointee.isAbandoned {
        readAhead.wait()
      }
      guard !state.pointee.isAbandoned else { return nil }
      guard state.pointee.byteCount > 0 else {
        try state.pointee.end?.get()
        return 0
      }
      let count = state.pointee.move(into: buffer)
      readAhead.add(-count)
      return count
    }
  }
}

extension SampleQueue.State {
  fileprivate mutating func move(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var done = 0
    var finished = 0
    while done < buffer.count, finished < chunks.count {
      let chunk = chunks[finished]
      let count = min(buffer.count - done, chunk.count - taken)
      chunk.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + count])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[taken..<taken + count]))
      }
      done += count
      taken += count
      if taken == chunk.count {
        finished += 1
        taken = 0
      }
    }
    chunks.removeFirst(finished)
    byteCount -= done
    return done
  }
}
