/// What a user reads about something that went wrong or cannot be done.
///
/// One sentence says what happened, one what became of the disc, one what helps. What only an expert
/// wants stands apart.
public struct UserMessage: Hashable, Sendable {
  /// A short line for a heading, without a full stop.
  public var title: String
  /// What happened, in one or two sentences.
  public var explanation: String
  /// What became of the disc; nil where no disc is concerned.
  public var disc: String?
  /// What to do next; nil where nothing helps.
  public var advice: String?
  /// Lines for the log: the command, the sense data, addresses, paths. Empty if there are none.
  public var details: [String]

  public init(
    title: String, explanation: String, disc: String? = nil, advice: String? = nil,
    details: [String] = []
  ) {
    self.title = title
    self.explanation = explanation
    self.disc = disc
    self.advice = advice
    self.details = details
  }

  /// Explanation, disc and advice as one text, for a dialog's body or a terminal.
  public var body: String {
    [explanation, disc, advice].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Where every error becomes words, once for the window and the terminal.
public enum ErrorText {}
