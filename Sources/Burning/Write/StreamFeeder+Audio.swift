internal import CompactDisc
internal import DiscImage
internal import DiscModel

/// Reading the decoders of an audio disc, and making its lead-in.
extension StreamFeeder {
  func feed(_ audio: AudioContent, as recording: AudioRecording) throws(StreamFailure) -> Fed? {
    var digest = StreamDigest()
    var ledgers: [StreamLedger] = []
    var samples: [SampleLedger] = []
    if let leadIn = recording.leadIn {
      guard let ledger = feed(leadIn) else { return nil }
      ledgers.append(ledger)
    }
    for run in recording.plan.runs {
      var ledger = SampleLedger(
        blocks: run.blocks, unread: recording.unreadBlocks(of: run), isKept: isReadBack)
      var framer = TrackFramer(
        recording.plan, run: run, chunkBlocks: SectorFormat.audio.chunkBlocks, open: audio.open)
      while let chunk = try next(of: &framer) {
        chunk.storage.withUnsafeBytes { bytes in
          if chunk.start >= ledger.unread { digest.update(bytes) }
          ledger.append(bytes)
        }
        guard buffer.put(chunk) else { return nil }
      }
      samples.append(ledger)
      ledgers.append(ledger.stream)
    }
    return Fed(digest: digest.finish(), ledgers: ledgers, samples: samples, changedFiles: [])
  }

  private func next(of framer: inout TrackFramer) throws(StreamFailure) -> SectorChunk? {
    do throws(TrackFramingError) {
      return try framer.next()
    } catch {
      throw .track(error)
    }
  }

  private func feed(_ leadIn: CDTextLeadIn) -> StreamLedger? {
    var ledger = StreamLedger(.leadInText, isKept: isReadBack)
    while let chunk = leadIn.chunk(
      at: ledger.blocks, limit: SectorFormat.leadInText.chunkBlocks)
    {
      guard send(chunk, noting: &ledger) else { return nil }
    }
    return ledger
  }
}

extension AudioRecording {
  /// The sectors before address 0: silence that drives do not read.
  func unreadBlocks(of run: SectorRun) -> BlockCount {
    max(.zero - run.start, .zero)
  }
}
