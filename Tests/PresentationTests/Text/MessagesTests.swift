import Testing

@testable import Presentation

@Suite("Messages") struct MessagesTests {
  @Test(
    arguments: [
      ("%s of %s", ["a", "b"], "a of b"), ("%2$s before %1$s", ["a", "b"], "b before a"),
      ("%d%%", ["42"], "42%"), ("no placeholder", ["a"], "no placeholder"), ("", [], ""),
    ] as [(String, [String], String)])
  func `placeholders are filled in order or by number`(
    format: String, arguments: [String], text: String
  ) {
    #expect(fill(format, with: arguments) == text)
  }

  @Test(
    arguments: [
      ("%s and %s", ["a"], "a and ?"), ("%9$s", ["a"], "?"), ("%0$s", ["a"], "?"),
      ("100 %", [], "100 "),
      ("%99999999999999999999$s", ["a"], "?"), ("%1$", ["a"], ""),
    ] as [(String, [String], String)])
  func `a bad translation is seen but does no harm`(
    format: String, arguments: [String], text: String
  ) {
    #expect(fill(format, with: arguments) == text)
  }

  @Test func `an argument with a placeholder in it is left as it is`() {
    #expect(tr("Link to %s", "100%s") == "Link to 100%s")
  }

  @Test(
    arguments: [
      ("a\nb", "a␊b"), ("\u{1B}]0;t\u{07}", "␛]0;t␇"), ("\u{7F}\u{9B}", "␡\u{FFFD}"),
      ("plain äöü 😀", "plain äöü 😀"),
    ])
  func `control characters of an argument are shown, not obeyed`(argument: String, text: String) {
    #expect(tr("Link to %s", argument) == "Link to " + text)
  }

  @Test func `the plural follows the count, and its digits are grouped`() {
    #expect(trn("%s file", "%s files", 1) == "1 file")
    #expect(trn("%s file", "%s files", 10_000) == "10\u{202F}000 files")
  }

  @Test func `a context does not show`() {
    #expect(trc("verb", "Copy %s", "a") == "Copy a")
  }
}
