import Gtk
import Presentation

/// The tracks of an audio disc, in the order in which they will be on it.
final class TrackList {
  let widget: ScrolledWindow
  private let view: EditableList<ProjectTrack.ID>
  private unowned let model: AudioModel

  /// A window narrower than this shows artists and gaps in second lines.
  private static let leastWidthForColumns = 560

  init(_ model: AudioModel, _ listening: Listening, menu: Menu) {
    self.model = model
    view = EditableList(
      columns: Columns(model, listening).all,
      summary: { [unowned model] in model.row(for: $0)?.summary ?? "" })
    view.accessibleName(tr("Tracks"))
    view.setMenu(menu)
    widget = ScrolledWindow(view)
    widget.expandsVertically = true
    for (key, action) in [
      ("Delete", "win.remove"), ("<Control>a", "win.select-all"), ("<Alt>Up", "win.move-up"),
      ("<Alt>Down", "win.move-down"),
    ] {
      view.addShortcut(key, action: action)
    }
    view.onMove { [unowned model] tracks, position in model.move(tracks, to: position) }
    view.onSpace { [unowned model, unowned listening] id in
      if let track = model.project.track(id) { listening.toggle(track) }
    }
  }

  var selection: [ProjectTrack.ID] { view.selectedRows }
  var selectionCount: Int { view.selectionCount }

  /// Where something belongs that was dropped here.
  func position(forDropAt place: DropPlace) -> Int {
    view.insertionPosition(forDropAt: place)
  }

  func onSelectionChange(_ body: @escaping @MainActor () -> Void) {
    view.onSelectionChange(body)
  }

  /// Takes over what an edit changed.
  ///
  /// - Parameter leads: selects what it was about, and lets the keyboard go on there.
  func apply(_ change: TrackChange, leads: Bool) {
    let position = view.firstSelectedPosition
    let order = model.project.order
    for splice in change.splices {
      view.replace(
        at: splice.position, removing: splice.removed,
        inserting: order[splice.position..<splice.position + splice.inserted])
    }
    view.refresh()
    guard leads else { return }
    if !change.tracks.isEmpty {
      view.select(change.tracks)
    } else if let position {
      view.select(position: position)
    }
    view.grabFocus()
  }

  func refresh() {
    view.refresh()
  }

  func selectAll() {
    view.selectAll()
  }

  /// Opens an entry in the place of a text of the track.
  func edit(_ track: ProjectTrack.ID, _ name: String? = nil) {
    view.edit(track, field: name)
  }

  func focus() {
    view.grabFocus()
  }

  func fit(width: Int) {
    view.isCompact = width < Self.leastWidthForColumns
  }
}

extension TrackList {
  /// What stands in the columns.
  private struct Columns {
    typealias List = EditableList<ProjectTrack.ID>

    let model: AudioModel
    let listening: Listening

    init(_ model: AudioModel, _ listening: Listening) {
      self.model = model
      self.listening = listening
    }

    var all: [List.Column] {
      [
        .init(field(tr("No.")) { String($0.number) }, width: 44, isTrailing: true, isDim: true),
        .init(playing, width: 42),
        .init(title, below: artist, sign: sign),
        .init(artist, isDim: true, isWideOnly: true),
        .init(field(tr("Length")) { $0.length }, below: gap, width: 88, isTrailing: true),
        .init(gap, width: 84, isTrailing: true, isDim: true, isWideOnly: true),
      ]
    }

    private var title: List.Field {
      let edit = List.Edit { [unowned model] track, text in
        model.setTitle(text, of: track)
        return true
      }
      return field(tr("Title"), edit: edit) { $0.title }
    }

    private var artist: List.Field {
      let edit = List.Edit { [unowned model] track, text in
        model.setArtist(text, of: track)
        return true
      }
      return field(tr("Artist"), edit: edit) { $0.artist }
    }

    private var gap: List.Field {
      let edit = List.Edit(
        isPossible: { [unowned model] in model.row(for: $0)?.hasOwnGap ?? false },
        commit: { [unowned model] track, text in model.setGap(text, of: track) })
      return .init(
        trc("silence before a track", "Gap"), edit: edit,
        below: text { $0.hasOwnGap ? tr("Gap %s", $0.gap) : "" }, text: text { $0.gap })
    }

    private func field(
      _ name: String, edit: List.Edit? = nil, _ body: @escaping @MainActor (TrackRow) -> String
    ) -> List.Field {
      .init(name, edit: edit, text: text(body))
    }

    private func text(
      _ body: @escaping @MainActor (TrackRow) -> String
    ) -> @MainActor (ProjectTrack.ID) -> String {
      { [unowned model] in model.row(for: $0).map(body) ?? "" }
    }

    private var sign: List.Sign {
      { [unowned model] track in
        guard let notes = model.row(for: track)?.notes, !notes.isEmpty else { return nil }
        let isObstacle = notes.contains(where: \.isObstacle)
        return (
          isObstacle ? "dialog-error-symbolic" : "dialog-warning-symbolic",
          notes.map(\.text).joined(separator: "\n")
        )
      }
    }

    private var playing: List.Press {
      .init(
        look: { [unowned model, unowned listening] id in
          guard let track = model.project.track(id), track.length != nil else { return nil }
          return listening.track == id
            ? ("media-playback-stop-symbolic", tr("Stop %s", track.title))
            : ("media-playback-start-symbolic", tr("Play %s", track.title))
        },
        body: { [unowned model, unowned listening] id in
          if let track = model.project.track(id) { listening.toggle(track) }
        })
    }
  }
}
