import Gtk
import Presentation

/// The drives that are there and what is in them, as rows of a page.
final class DriveRows {
  let widget = PreferencesGroup(title: tr("Drives"))
  private var rows: [Row] = []

  private struct Row {
    let id: DriveItem.ID?
    let row: ActionRow
    let icon: Image
  }

  /// Shows the drives that exist now; rows of drives that stay are kept, so that the focus stays too.
  func show(_ list: DriveList) {
    let ids: [DriveItem.ID?] = list.items.isEmpty ? [nil] : list.items.map(\.id)
    if rows.map(\.id) != ids || rows.isEmpty {
      for row in rows { widget.remove(row.row) }
      rows = list.items.isEmpty ? [Self.noDrive()] : list.items.map(Self.row)
      for row in rows { widget.add(row.row) }
    }
    for (row, item) in zip(rows, list.items) {
      row.row.title = item.title
      row.row.subtitle = item.subtitle
      row.icon.set(icon: item.iconName)
    }
  }

  private static func row(_ item: DriveItem) -> Row {
    let icon = Image(icon: item.iconName)
    let row = ActionRow(title: item.title, subtitle: item.subtitle)
      .prefix(icon).lines(title: 0, subtitle: 0)
    return Row(id: item.id, row: row, icon: icon)
  }

  private static func noDrive() -> Row {
    let icon = Image(icon: "drive-optical-symbolic")
    let button = Button(tr("_Add Virtual Drive…"), action: "win.add-virtual-drive")
      .style("flat").align(vertical: .center)
    let row = ActionRow(
      title: tr("No disc drive"), subtitle: tr("Connect one, or add a virtual drive to try.")
    )
    .prefix(icon).suffix(button).lines(title: 0, subtitle: 0)
    return Row(id: nil, row: row, icon: icon)
  }
}
