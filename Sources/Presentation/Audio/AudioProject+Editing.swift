public import DiscModel

extension AudioProject {
  /// Puts files into the list as tracks.
  ///
  /// - Parameter position: before which row; nil for the end.
  public mutating func add(_ files: [MusicFile], at position: Int? = nil) -> TrackChange? {
    guard !files.isEmpty else { return nil }
    let added = files.map { take($0) }
    var list = order
    list.insert(contentsOf: added, at: min(max(position ?? list.count, 0), list.count))
    return arrange(list, touching: added, as: .add)
  }

  /// Takes tracks out of the list.
  public mutating func remove(_ tracks: [ProjectTrack.ID]) -> TrackChange? {
    let removed = inOrder(tracks)
    let gone = Set(removed)
    return arrange(order.filter { !gone.contains($0) }, touching: removed, as: .remove)
  }

  /// Puts tracks, as one block, between two rows.
  ///
  /// - Parameter position: the number of the row before which they come, counted while they are
  ///   still where they were; the number of rows for the end.
  public mutating func move(_ tracks: [ProjectTrack.ID], to position: Int) -> TrackChange? {
    let moved = inOrder(tracks)
    let chosen = Set(moved)
    let place = min(max(position, 0), order.count)
    let before = order[..<place].filter { !chosen.contains($0) }
    let after = order[place...].filter { !chosen.contains($0) }
    return arrange(before + moved + after, touching: moved, as: .move)
  }

  /// Moves tracks, as one block, one row up.
  public mutating func moveUp(_ tracks: [ProjectTrack.ID]) -> TrackChange? {
    guard let first = inOrder(tracks).first, let place = order.firstIndex(of: first) else {
      return nil
    }
    return move(tracks, to: place - 1)
  }

  /// Moves tracks, as one block, one row down.
  public mutating func moveDown(_ tracks: [ProjectTrack.ID]) -> TrackChange? {
    guard let last = inOrder(tracks).last, let place = order.firstIndex(of: last) else {
      return nil
    }
    return move(tracks, to: place + 2)
  }

  /// Calls a track otherwise. Nothing but spaces takes back the title that the file has.
  ///
  /// - Returns: nil if the track is called so already.
  public mutating func setTitle(_ text: String, of id: ProjectTrack.ID) -> TrackChange? {
    guard let track = all[id] else { return nil }
    let text = line(text)
    let own = text.isEmpty || text == track.fileSaysTitle ? nil : text
    guard own != track.ownTitle else { return nil }
    return perform(.changeTitle, .title(id, from: track.ownTitle, to: own))
  }

  /// Names another artist of a track; empty for none.
  ///
  /// - Returns: nil if it is this artist already.
  public mutating func setArtist(_ text: String, of id: ProjectTrack.ID) -> TrackChange? {
    guard let track = all[id] else { return nil }
    let text = line(text)
    let own = text == track.tags.artist ?? "" ? nil : text
    guard own != track.ownArtist else { return nil }
    return perform(.changeArtist, .artist(id, from: track.ownArtist, to: own))
  }

  /// Changes the silence before a track. Before the first there are always 2 seconds.
  ///
  /// - Returns: nil if it is that long already.
  public mutating func setGap(_ gap: BlockCount, of id: ProjectTrack.ID) -> TrackChange? {
    guard let track = all[id], id != order.first, gap != self.gap(before: id) else { return nil }
    return perform(
      .changeGap, .gap(id, from: track.ownGap, to: gap == standardGap ? nil : gap))
  }

  /// Gives all tracks the same silence before them, those that are added later, too.
  ///
  /// - Returns: nil if they have it already.
  public mutating func setAllGaps(_ gap: BlockCount) -> TrackChange? {
    let new = AudioEdit.Gaps(standard: gap, own: [:])
    return gaps == new ? nil : perform(.changeGap, .allGaps(from: gaps, to: new))
  }

  /// Takes in what became known of a file. That is no edit: it cannot be taken back.
  public mutating func settle(
    _ id: ProjectTrack.ID, _ source: ProjectTrack.Source, _ tags: TrackTags = TrackTags(),
    isIncomplete: Bool = false
  ) {
    all[id]?.source = source
    all[id]?.isIncomplete = isIncomplete
    if case .measured = source { all[id]?.tags = tags }
  }

  /// The text as it can stand in one line.
  private func line(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.properties.generalCategory == .control ? " " : scalar
    }
    let line = String(String.UnicodeScalarView(scalars))
    guard let first = line.firstIndex(where: { !$0.isWhitespace }),
      let last = line.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(line[first...last])
  }

  /// Those that are in the list, from the first to the last.
  private func inOrder(_ tracks: [ProjectTrack.ID]) -> [ProjectTrack.ID] {
    let chosen = Set(tracks)
    return order.filter(chosen.contains)
  }
}

// MARK: - Undo and redo

extension AudioProject {
  /// "Undo Move"; nil if there is nothing to take back.
  public var undoTitle: String? { history.undoTitle }

  /// "Redo Move"; nil if nothing was taken back.
  public var redoTitle: String? { history.redoTitle }

  /// Takes the last edit back. Nil if there is none.
  public mutating func undo() -> TrackChange? {
    history.takeBack().map { apply($0.step.inverse) }
  }

  /// Does the edit again that was taken back last. Nil if there is none.
  public mutating func redo() -> TrackChange? {
    history.doAgain().map { apply($0.step) }
  }

  private var gaps: AudioEdit.Gaps {
    .init(standard: standardGap, own: all.compactMapValues(\.ownGap))
  }

  private mutating func arrange(
    _ list: [ProjectTrack.ID], touching touched: [ProjectTrack.ID], as kind: EditKind
  ) -> TrackChange? {
    guard list != order else { return nil }
    return perform(kind, .arrange(from: order, to: list, touched: touched))
  }

  private mutating func perform(_ kind: EditKind, _ step: AudioEdit.Step) -> TrackChange {
    history.remember(AudioEdit(kind: kind, step: step))
    return apply(step)
  }

  private mutating func apply(_ step: AudioEdit.Step) -> TrackChange {
    switch step {
    case .arrange(let from, let to, let touched):
      order = to
      let chosen = Set(touched)
      return TrackChange(
        splices: ListSplice.splices(from: from, to: to, isTouched: chosen.contains),
        tracks: inOrder(touched))
    case .title(let id, _, let text):
      all[id]?.ownTitle = text
      return TrackChange(tracks: inOrder([id]))
    case .artist(let id, _, let text):
      all[id]?.ownArtist = text
      return TrackChange(tracks: inOrder([id]))
    case .gap(let id, _, let gap):
      all[id]?.ownGap = gap
      return TrackChange(tracks: inOrder([id]))
    case .allGaps(_, let gaps):
      standardGap = gaps.standard
      for id in all.keys { all[id]?.ownGap = gaps.own[id] }
      return TrackChange()
    }
  }
}
