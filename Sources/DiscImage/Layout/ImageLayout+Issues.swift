extension ImageLayout {
  /// What in the tree is not on the disc as it is: every name that is another in one of the file
  /// systems or that Linux does not show whole, and links, which only Rock Ridge has.
  ///
  /// A change of capitals alone is none. The list is worked out each time: keep it.
  public var issues: [StagingIssue] {
    var issues = volumeIssues(iso.rules) + renamings(in: iso)
    if let joliet { issues += volumeIssues(joliet.rules) + renamings(in: joliet) }
    return issues + cutNames + links
  }

  private func volumeIssues(_ rules: NameRules) -> [StagingIssue] {
    VolumeName.change(of: options.volumeName, rules).map {
      [StagingIssue(path: "/", kind: .renamed(in: rules.fileSystem, to: $0))]
    } ?? []
  }

  private func renamings(in directories: DirectoryTree) -> [StagingIssue] {
    let rules = directories.rules
    var issues: [StagingIssue] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NameRules.longestIdentifier) { room in
      guard let place = room.baseAddress else { return }
      for node in directories.order {
        let written = tree.withName(of: node) {
          rules.write(
            $0, isFolder: tree.records[Int(node)].kind == .folder,
            number: directories.numbers[node, default: 0], to: place)
        }
        guard written.isChanged else { continue }
        let shown = rules.text(of: UnsafeBufferPointer(start: place, count: written.byteCount))
        let path = tree.path(of: StagingTree.Node(node))
        issues.append(StagingIssue(path: path, kind: .renamed(in: rules.fileSystem, to: shown)))
      }
    }
    return issues
  }

  private var cutNames: [StagingIssue] {
    guard options.fileSystems.contains(.rockRidge) else { return [] }
    return iso.order.compactMap { node in
      let shown: String? = tree.withName(of: node) { name in
        name.count > SystemUse.longestNameOfLinux
          ? String(decoding: name.prefix(SystemUse.longestNamePiece), as: UTF8.self) : nil
      }
      return shown.map {
        StagingIssue(
          path: tree.path(of: StagingTree.Node(node)), kind: .nameCutByLinux(shown: $0))
      }
    }
  }

  private var links: [StagingIssue] {
    var systems = options.fileSystems.intersection([.iso9660, .joliet])
    if options.fileSystems.contains(.rockRidge) { systems.remove(.iso9660) }
    guard !systems.isEmpty else { return [] }
    return iso.directories.flatMap { tree.childIndices(of: $0.node) }.filter {
      tree.records[Int($0)].kind == .symbolicLink
    }.map { StagingIssue(path: tree.path(of: StagingTree.Node($0)), kind: .leftOut(of: systems)) }
  }
}

extension NameRules {
  var fileSystem: FileSystemSet {
    switch self {
    case .iso9660: .iso9660
    case .joliet: .joliet
    }
  }

  /// An identifier as text.
  func text(of identifier: UnsafeBufferPointer<UInt8>) -> String {
    switch self {
    case .iso9660:
      return String(decoding: identifier, as: UTF8.self)
    case .joliet:
      let units = stride(from: 0, to: identifier.count, by: 2).map {
        UInt16(identifier[$0]) << 8 | UInt16(identifier[$0 + 1])
      }
      return String(decoding: units, as: UTF16.self)
    }
  }
}
