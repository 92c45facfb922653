public import Testing

/// Expects two manifests to be equal as far as both readers can tell; otherwise tells how many
/// differences there are, and the first of them.
public func expectManifest(
  _ actual: FileManifest, equal expected: FileManifest,
  in fields: Set<FileManifest.Field> = Set(FileManifest.Field.allCases),
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let differences = actual.differences(from: expected, in: fields)
  guard !differences.isEmpty else { return }
  let shown = differences.prefix(10).joined(separator: "\n  ")
  Issue.record("\(differences.count) differences:\n  \(shown)", sourceLocation: sourceLocation)
}
