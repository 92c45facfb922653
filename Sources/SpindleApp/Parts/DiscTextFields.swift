import Gtk
import Presentation

/// What an audio disc as a whole is called, who made it, and whether its tracks join.
final class DiscTextFields {
  let widget: Widget
  var onTitle: (String) -> Void = { _ in }
  var onArtist: (String) -> Void = { _ in }
  var onGapless: (Bool) -> Void = { _ in }

  private let title = Entry()
  private let artist = Entry()
  private let gapless = CheckButton(tr("_No silence between tracks"))
  /// While a project is shown, changes come that no user made.
  private var isShowing = false

  init() {
    let titleLabel = Label(tr("Disc title"), overflow: .never).trailing().style("dim-label")
    let artistLabel = Label(tr("Artist"), overflow: .never).trailing().style("dim-label")
    SizeGroup.align(titleLabel, artistLabel)
    let titleBox = Box(.horizontal, spacing: 10, titleLabel, title)
    let artistBox = Box(.horizontal, spacing: 10, artistLabel, artist)
    for (entry, box, name) in [
      (title, titleBox, tr("Disc title")), (artist, artistBox, tr("Disc artist")),
    ] {
      entry.accessibleName(name)
      entry.expandsHorizontally = true
      entry.width(characters: 14)
      box.expandsHorizontally = true
    }
    gapless.align(vertical: .center)
    widget = WrapBox(spacing: 18, lineSpacing: 8, titleBox, artistBox, gapless).style("disc-panel")
    title.onChange { [unowned self] in if !isShowing { onTitle(title.text) } }
    artist.onChange { [unowned self] in if !isShowing { onArtist(artist.text) } }
    gapless.onChange { [unowned self] in if !isShowing { onGapless(gapless.isOn) } }
  }

  func show(_ project: AudioProject) {
    isShowing = true
    title.text = project.title
    artist.text = project.artist
    title.setPlaceholder(project.suggestedTitle)
    artist.setPlaceholder(project.suggestedArtist)
    gapless.isOn = project.isGapless
    isShowing = false
  }
}
