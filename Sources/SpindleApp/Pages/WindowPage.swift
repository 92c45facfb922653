import Burning
import DiscModel
import Gtk
import MMC
import Presentation

/// What fills a main window below its header: the choice of a project, or a project.
///
/// A page tells by ``onChange`` that something of it is another; the window then asks anew for
/// everything it shows. Its window is its host and outlives it, so pages keep it unowned.
protocol WindowPage: AnyObject {
  var widget: Widget { get }
  /// Where short messages come up: above what the page lists, so that they hide nothing that cannot be
  /// scrolled.
  var toasts: ToastOverlay { get }
  /// What stands first in the header bar.
  var headerWidgets: [Widget] { get }
  /// The header's two lines.
  var heading: PageHeading { get }
  /// The part of the main menu that is about what is selected on the page.
  var editMenu: Menu? { get }
  /// What the user can do here; the window offers it while it shows the page.
  var actions: ActionSet { get }
  var onChange: () -> Void { get set }

  /// Takes files and folders that were dropped, or named by another program (`place` is nil then).
  func take(_ paths: [PlatformPath], at place: DropPlace?)
  /// Leaves out what a window of this width, in points, has no room for.
  func fit(width: Int)
  /// Moves the keyboard focus to where work begins.
  func focus()
}

/// The lines of a window's header.
struct PageHeading: Hashable {
  var title: String
  var subtitle = ""
}

/// A page that makes something which can be burned.
protocol ProjectPage: WindowPage {
  /// Nothing is in the project yet.
  var isEmpty: Bool { get }
  /// The disc's name, to be edited in the disc panel; nil if the page asks for it itself.
  var discName: DiscName? { get }
  /// "Undo Rename"; nil if there is nothing to take back.
  var undoTitle: String? { get }
  /// "Redo Rename"; nil if nothing was taken back.
  var redoTitle: String? { get }
  /// What is about to be burned, in words for the burn sheet.
  var subject: BurnSubject { get }
  /// What the choices of the burn sheet are about.
  var optionsContent: BurnOptions.Content { get }

  /// What tells two states of the project apart, so that undoing everything leads back to the same;
  /// nil while a file is still being opened, so that there is nothing to save yet.
  var contentState: AnyHashable? { get }
  /// Somebody would be sorry to lose it although it was never saved.
  var isWorthSaving: Bool { get }
  /// The name of a new file, without its ending.
  var suggestedFileName: String { get }

  /// What is to be saved of the project as it is now; it is worked out when called, on any thread.
  func snapshot() -> @Sendable () -> ProjectFile.Content
  func setDiscName(_ text: String)
  func undo()
  func redo()
  /// How full the disc will be.
  func capacity(on medium: Medium?) -> CapacityBar
  /// Whether it can be burned now with this drive, and why not.
  func readiness(with drive: DriveItem?, _ inspection: DriveInspection?) -> BurnReadiness
  /// What the engine is to do; nil while the project is not known well enough.
  func request(with options: BurnOptions) -> BurnRequest?
}

/// What the disc panel shows in the field for the disc's name.
struct DiscName: Hashable {
  /// As typed; empty for the suggestion.
  var text: String
  /// The name the disc gets if none is typed.
  var suggestion: String
}

/// What will be burned: "Holiday", "12 files · 3 MB".
struct BurnSubject: Hashable {
  var title: String
  var detail: String
  var iconName: String
}
