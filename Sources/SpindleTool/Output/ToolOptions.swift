internal import ArgumentParser

/// What every command takes.
struct OutputOptions: ParsableArguments {
  @Flag(help: "One JSON object a line, each with \"event\" and \"version\".")
  var json = false

  var reporter: Reporter { Reporter(isJSON: json) }
}
