internal import DiscImage
internal import Glibc
internal import Presentation

extension Reporter {
  /// Whether somebody sits at the terminal who could be asked.
  var canAsk: Bool { !isJSON && isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Asks whoever sits at the terminal; no if nobody does.
  func asks(_ text: String, _ prompt: String) async -> Bool {
    guard canAsk else { return false }
    note(text)
    note(prompt)
    let answer = await BlockingWork.run(named: "spindle-answer") { _ in readLine() }
    return TerminalAnswer.isYes(answer ?? "")
  }
}
