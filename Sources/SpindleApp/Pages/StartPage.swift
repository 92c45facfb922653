import DiscImage
import Gtk
import Presentation
import SystemPackage

/// What a project of a window can make.
enum ProjectKind: String, CaseIterable {
  case data
}

/// The first page of a window: what do you want to make?
final class StartPage: WindowPage {
  weak var host: MainWindow?
  let widget: Widget
  let actions = ActionSet()
  let headerWidgets: [Widget] = []
  let editMenu: Menu? = nil
  let heading = PageHeading(title: tr("Spindle"))
  var onChange: () -> Void = {}

  init() {
    let page = StatusPage(
      icon: "media-optical-symbolic", title: tr("What do you want to make?"), description: "")
    let data = Button(tr("_Data Disc"), action: "win.new-data-disc").style(
      "pill", "suggested-action")
    page.setChild(data.align(horizontal: .center))
    widget = page
    actions.add("new-data-disc") { [unowned self] in host?.begin(.data) }
    actions.add(
      "add-path",
      takingString: { [unowned self] path in
        guard let host else { return }
        (host.begin(.data) as? DataPage)?.model.add([FilePath(path)])
      })
  }

  func show(_ drives: DriveList) {}

  func take(_ paths: [PlatformPath], at place: DropPlace?) {
    host?.begin(.data).take(paths, at: nil)
  }

  func fit(width: Int) {}

  func focus() {
    widget.focusFirst()
  }
}

extension MainWindow {
  /// Puts a new project in the place of the page that asked for it.
  @discardableResult func begin(_ kind: ProjectKind) -> any WindowPage {
    let page: any WindowPage
    switch kind {
    case .data: page = DataPage(host: self)
    }
    present(page)
    return page
  }
}
