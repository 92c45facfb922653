import CGtk
import XCTest

@testable import Gtk

/// A list of letters with a number each.
@MainActor final class EditableListTests: XCTestCase {
  @MainActor private final class Letters {
    var names: [Int: String] = [1: "one", 2: "two", 3: "three", 4: "four"]
    var notes: [Int: String] = [:]
    var pressed: [Int] = []
  }

  private let letters = Letters()
  private var window: Window?

  override func setUp() async throws {
    adw_init()
  }

  override func tearDown() async throws {
    window?.destroy()
  }

  private func makeList() -> EditableList<Int> {
    let name = EditableList<Int>.Field(
      "Name",
      edit: .init { [letters] row, text in
        guard !text.isEmpty else { return false }
        letters.names[row] = text
        return true
      }
    ) { [letters] in letters.names[$0] ?? "" }
    let note = EditableList<Int>.Field(
      "Note",
      edit: .init(isPossible: { $0 > 1 }) { [letters] row, text in
        letters.notes[row] = text
        return true
      }, below: { [letters] in "Note: " + (letters.notes[$0] ?? "") },
      text: { [letters] in letters.notes[$0] ?? "" })
    let list = EditableList<Int>(
      columns: [
        .init(.init("Number") { String($0) }, width: 60, isTrailing: true),
        .init(
          .init(look: { ("media-playback-start-symbolic", "Play \($0)") }) { [letters] in
            letters.pressed.append($0)
          }, width: 40),
        .init(name, below: note, sign: { $0 == 3 ? ("dialog-warning-symbolic", "Odd") : nil }),
        .init(note, width: 100, isWideOnly: true),
      ], summary: { "Row \($0)" })
    list.replace(at: 0, removing: 0, inserting: [1, 2, 3, 4])
    let window = Window(title: "List", width: 500, height: 400)
    window.setContent(ScrolledWindow(list))
    window.present()
    self.window = window
    spin { list.cells.count == 16 }
    return list
  }

  /// Lets GTK work until something is so.
  private func spin(_ condition: () -> Bool) {
    for _ in 0..<2000 where !condition() {
      g_main_context_iteration(nil, 0)
      g_usleep(1000)
    }
    XCTAssertTrue(condition())
  }

  /// Lets GTK do what it does after a frame or two.
  private func settle() {
    for _ in 0..<100 {
      g_main_context_iteration(nil, 0)
      g_usleep(1000)
    }
  }

  private func texts(_ list: EditableList<Int>, _ row: Int) -> [String] {
    list.columns.flatMap { column in
      list.cells.values.first { $0.row == row && $0.column.title == column.title }?.lines
        .filter { gtk_widget_get_visible($0.box()) != 0 }
        .map { String(cString: gtk_label_get_text($0.label())) } ?? []
    }
  }

  private func type(_ text: String, _ list: EditableList<Int>) throws {
    gtk_editable_set_text(try XCTUnwrap(list.editing).entry(), text)
  }

  func testRowsThatMoveStaySelectedWhenTheyAreAskedFor() async {
    let list = makeList()
    list.select([2, 4])
    XCTAssertEqual(list.selectedRows, [2, 4])
    list.replace(at: 0, removing: 4, inserting: [4, 1, 2, 3])
    list.select([2, 4])
    XCTAssertEqual(list.selectedRows, [4, 2])
    list.select(position: 9)
    XCTAssertEqual(list.selectedRows, [3])
    list.selectAll()
    XCTAssertEqual(list.selectionCount, 4)
  }

  func testTheKeyboardGoesOnFromARowThatMoved() async {
    let list = makeList()
    for _ in 0..<3 {
      list.select([2])
      list.grabFocus()
      spin { list.currentRow == 2 }
      let place = list.rows.firstIndex(of: 2) ?? 0
      list.replace(at: place, removing: 1, inserting: [])
      list.replace(at: (place + 1) % 4, removing: 0, inserting: [2])
      list.select([2])
      list.grabFocus()
      settle()
      XCTAssertEqual(list.currentRow, 2)
      XCTAssertEqual(list.selectedRows, [2])
    }
  }

  func testATextIsChangedInItsPlace() async throws {
    let list = makeList()
    XCTAssertTrue(list.edit(2))
    try type("zwei", list)
    XCTAssertTrue(list.endEditing(.commit))
    XCTAssertEqual(letters.names[2], "zwei")
    XCTAssertEqual(texts(list, 2), ["2", "zwei", ""])
    XCTAssertNil(list.editing)
  }

  func testARefusedTextStaysOpenUntilItIsGivenUp() async throws {
    let list = makeList()
    list.edit(2)
    try type("", list)
    XCTAssertFalse(list.endEditing(.commit))
    let entry = try XCTUnwrap(list.editing).entry
    XCTAssertNotEqual(gtk_widget_has_css_class(entry(), "error"), 0)
    try type("x", list)
    XCTAssertEqual(gtk_widget_has_css_class(entry(), "error"), 0)
    XCTAssertTrue(list.endEditing(.cancel))
    XCTAssertEqual(texts(list, 2), ["2", "two", ""])
  }

  func testAnotherEntryTakesOverWhatWasTypedInTheOneBefore() async throws {
    let list = makeList()
    list.edit(2)
    try type("zwei", list)
    XCTAssertTrue(list.edit(3, field: "Note"))
    XCTAssertEqual(letters.names[2], "zwei")
    try type("drei", list)
    list.endEditing(.leave)
    XCTAssertEqual(letters.notes, [3: "drei"])
  }

  func testTabGoesThroughTheTextsThatCanBeChangedFromRowToRow() async throws {
    let list = makeList()
    list.select([1])
    list.grabFocus()
    list.edit(1)
    for (row, field) in [(2, "Name"), (2, "Note"), (3, "Name"), (3, "Note"), (4, "Name")] {
      try type("\(row)\(field)", list)
      list.goOn(1)
      try await Task.sleep(for: .milliseconds(1))
      settle()
      try await Task.sleep(for: .milliseconds(1))
      XCTAssertEqual(list.editing?.cell.row, row)
      XCTAssertEqual(list.editing?.line.field.name, field)
      XCTAssertEqual(list.currentRow, row)
    }
    list.goOn(-1)
    XCTAssertEqual(list.editing?.cell.row, 3)
    XCTAssertEqual(list.editing?.line.field.name, "Note")
    list.endEditing(.commit)
    XCTAssertEqual(letters.names[2], "2Note")
    XCTAssertEqual(letters.notes[3], "4Name")
  }

  func testWhatCannotBeChangedOpensNoEntry() async {
    let list = makeList()
    XCTAssertFalse(list.edit(1, field: "Note"))
    XCTAssertFalse(list.edit(1, field: "Number"))
    XCTAssertFalse(list.edit(99))
    XCTAssertNil(list.editing)
  }

  func testARowThatGoesTakesItsEntryAlong() async throws {
    let list = makeList()
    list.edit(2)
    try type("zwei", list)
    list.replace(at: 1, removing: 1, inserting: [])
    spin { list.editing == nil }
    XCTAssertEqual(letters.names[2], "two")
  }

  func testACompactListShowsSecondLinesInsteadOfColumns() async {
    letters.notes = [2: "note"]
    let list = makeList()
    XCTAssertEqual(texts(list, 2), ["2", "two", "note"])
    list.isCompact = true
    spin { list.cells.count == 12 }
    XCTAssertEqual(texts(list, 2), ["2", "two", "Note: note"])
    XCTAssertTrue(list.edit(2, field: "Note"))
    XCTAssertEqual(list.editing?.cell.column.title, "Name")
    list.endEditing(.cancel)
    list.isCompact = false
    spin { list.cells.count == 16 }
    XCTAssertEqual(texts(list, 2), ["2", "two", "note"])
  }

  func testAButtonInARowIsNotInTheWayOfTheKeyboard() async throws {
    let list = makeList()
    let cell = try XCTUnwrap(list.cells.values.first { $0.row == 3 && $0.lines.isEmpty })
    XCTAssertEqual(gtk_widget_get_focusable(cell.content()), 0)
    gtk_widget_activate(cell.content())
    spin { letters.pressed == [3] }
  }

  func testASignStandsBehindTheTextOfItsRow() async throws {
    let list = makeList()
    let shown = list.cells.values.filter { cell in
      cell.lines.first?.sign.map { gtk_widget_get_visible($0()) != 0 } ?? false
    }
    XCTAssertEqual(shown.map(\.row), [3])
  }
}
