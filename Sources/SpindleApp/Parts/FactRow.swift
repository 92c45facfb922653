import Gtk
import Presentation

/// A row of a list of facts: what it is at the start, the value at the end.
func factRow(_ fact: Fact) -> ActionRow {
  guard fact.value.utf8.count > 32 else {
    let value = Label(fact.value, overflow: .cutEnd).selectable().style("dim-label")
    return ActionRow(title: fact.label).suffix(value)
  }
  let copy = Button(icon: "edit-copy-symbolic", name: tr("Copy %s", fact.label))
    .style("flat").align(vertical: .center)
  copy.onClick { Clipboard.copy(fact.value) }
  return ActionRow(title: fact.label, subtitle: fact.value).lines(title: 1, subtitle: 0)
    .suffix(copy)
}
