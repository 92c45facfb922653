import CGtk
import XCTest

@testable import Gtk

/// Widgets in this process, with a display. Each test is `async`: a main-actor test case of synchronous
/// tests alone ends the process when XCTest lists it.
@MainActor final class WidgetTests: XCTestCase {
  override func setUp() async throws {
    adw_init()
  }

  /// A page as the application has them: its widgets' handlers know it weakly, its window owns it.
  @MainActor private final class Page {
    static var living = 0
    private static var places: [Weak] = []
    static var all: [Page] { places.compactMap(\.page) }

    private struct Weak {
      weak var page: Page?
    }

    let window: Window
    let button = Button("_Press")
    var presses = 0

    init(above parent: Window? = nil) {
      window = Window(title: "Page", parent: parent, width: 200)
      Page.living += 1
      Page.places.append(Weak(page: self))
      window.setContent(button)
      button.onClick { [unowned self] in presses += 1 }
      window.keep(self)
    }

    isolated deinit {
      Page.living -= 1
    }
  }

  func testAPageLivesAsLongAsItsWindow() async throws {
    for _ in 0..<10 {
      Page().window.present()
    }
    try await Task.sleep(for: .milliseconds(50))
    XCTAssertEqual(Page.living, 10)
    for page in Page.all { page.window.destroy() }
    try await Task.sleep(for: .milliseconds(50))
    XCTAssertEqual(Page.living, 0)
  }

  func testADialogGoesWithTheWindowBelowIt() async throws {
    let window = Window(title: "Below", width: 200)
    window.present()
    Page(above: window).window.present()
    try await Task.sleep(for: .milliseconds(50))
    XCTAssertEqual(Page.living, 1)
    window.destroy()
    try await Task.sleep(for: .milliseconds(50))
    XCTAssertEqual(Page.living, 0)
  }

  func testAQuestionWhoseWindowGoesIsAnsweredWithNothing() async throws {
    let window = Window(title: "Below", width: 200)
    window.present()
    var answer: Int?
    Task { answer = await window.ask("Sure?", detail: "", buttons: ["_No", "_Yes"], suggested: 1) }
    try await Task.sleep(for: .milliseconds(50))
    XCTAssertNil(answer)
    window.destroy()
    for _ in 0..<100 where answer == nil {
      g_main_context_iteration(nil, 0)
      try await Task.sleep(for: .milliseconds(5))
    }
    XCTAssertEqual(answer, 0)
  }

  func testAHandlerIsCalledForEachClick() async throws {
    let page = Page()
    g_signal_emit_by_name_clicked(page.button)
    g_signal_emit_by_name_clicked(page.button)
    XCTAssertEqual(page.presses, 2)
    page.window.destroy()
    try await Task.sleep(for: .milliseconds(50))
  }

  func testTheChosenEntryStaysWhenTextsChange() async {
    let list = DropDown()
    list.items = ["one", "two", "three"]
    list.selected = 1
    list.items = ["one", "two, changed", "three", "four"]
    XCTAssertEqual(list.selected, 1)
    list.items = ["one"]
    XCTAssertEqual(list.selected, 0)
  }

  func testEveryKindOfRowShowsItsTitleAsItIs() async {
    let rows = [
      ActionRow(title: "a & <b>"), SwitchRow(title: "a & <b>", subtitle: "", isOn: true),
      ComboRow(title: "a & <b>", items: ["one", "two"], selected: 0),
    ]
    for row in rows { XCTAssert(texts(in: row.handle()).contains("a & <b>"), "\(type(of: row))") }
  }

  /// What the labels below a widget show.
  private func texts(in widget: UnsafeMutablePointer<GtkWidget>) -> [String] {
    var found: [String] = []
    if String(
      cString: g_type_name_from_instance(
        UnsafeMutableRawPointer(widget).assumingMemoryBound(to: GTypeInstance.self))) == "GtkLabel"
    {
      found.append(String(cString: gtk_label_get_text(OpaquePointer(widget))))
    }
    var child = gtk_widget_get_first_child(widget)
    while let current = child {
      found += texts(in: current)
      child = gtk_widget_get_next_sibling(current)
    }
    return found
  }

  func testTextsAreNotTakenForMarkupAndBrokenWithoutHyphens() async {
    let row = ActionRow(title: "<b>a & b", subtitle: "c < d")
    XCTAssertEqual(
      String(cString: adw_preferences_row_get_title(row.handle())),
      "<span insert_hyphens=\"false\">&lt;b&gt;a &amp; b</span>")
  }

  private func g_signal_emit_by_name_clicked(_ button: Button) {
    let id = g_signal_lookup("clicked", gtk_button_get_type())
    var instance = GValue()
    g_value_init(&instance, gtk_button_get_type())
    g_value_set_object(&instance, button.handle.raw)
    g_signal_emitv(&instance, id, 0, nil)
    g_value_unset(&instance)
  }
}
