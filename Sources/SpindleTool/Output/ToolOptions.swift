internal import ArgumentParser

/// A command that does something, and so tells about it.
protocol ToolCommand: AsyncParsableCommand {
  var output: OutputOptions { get }
  /// Where everything goes that the command tells, its failure too.
  var reporter: Reporter { get }
}

/// A command that does nothing without one of its subcommands.
protocol CommandGroup: ParsableCommand {}

extension ToolCommand {
  var reporter: Reporter { Reporter(isJSON: output.json) }
}

/// What every command takes.
struct OutputOptions: ParsableArguments {
  @Flag(help: "One JSON object a line, each with \"event\" and \"version\".")
  var json = false

  /// For a command line with a mistake, as far as it can be told what was meant.
  static var reporterOfUnreadableCommandLine: Reporter {
    let words = CommandWords.all.prefix { $0 != "--" }
    return Reporter(isJSON: words.contains("--json"), outputIsTaken: words.contains("-"))
  }
}
