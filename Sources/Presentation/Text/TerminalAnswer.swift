/// What somebody typed who was asked for yes or no.
public enum TerminalAnswer {
  /// Whether an answer means yes, in the user's language or in English.
  public static func isYes(_ answer: String) -> Bool {
    let word = answer.lowercased().filter { !$0.isWhitespace }
    return [trc("an answer", "y"), trc("an answer", "yes"), "y", "yes"].contains(word)
  }
}
