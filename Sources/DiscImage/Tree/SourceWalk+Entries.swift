internal import Glibc
internal import SystemPackage

extension SourceWalk {
  /// Adds what a folder lists under `name`, without what lies below it; nil if it is left out.
  mutating func addEntry(
    _ name: UnsafePointer<CChar>, in descriptor: Int32, source: UInt32
  ) -> UInt32? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      leaveOut(path(of: name, in: source), errno)
      return nil
    }
    var record = NodeRecord(status)
    record.source = source
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      record.kind = .folder
      record.detail = UInt32(scan.tree.folders.count)
      scan.tree.folders.append(FolderContents())
      return add(record, named: name)
    case S_IFREG:
      guard isReadable(name, in: descriptor, status) else {
        leaveOut(path(of: name, in: source), errno)
        return nil
      }
      record.byteCount = UInt64(status.st_size)
      if status.st_nlink > 1 { join(&record, status) }
      return add(record, named: name)
    case S_IFLNK:
      return addLink(record, named: name, in: descriptor)
    default:
      let kind = StagingIssue.Kind.specialFile(.init(mode: status.st_mode))
      scan.findings.append(.init(place: .path(path(of: name, in: source)), kind: kind))
      return nil
    }
  }

  private mutating func addLink(
    _ record: NodeRecord, named name: UnsafePointer<CChar>, in descriptor: Int32
  ) -> UInt32? {
    guard let target = target(of: name, in: descriptor) else {
      leaveOut(path(of: name, in: record.source), errno)
      return nil
    }
    // A target that is not UTF-8 is mended like the names it is made of, so that it still fits.
    let valid = String(validating: target, as: UTF8.self)
    let shown = valid ?? String(decoding: target, as: UTF8.self)
    var record = record
    record.kind = .symbolicLink
    record.detail = UInt32(scan.tree.targets.count)
    let start = scan.tree.store(shown.utf8)
    scan.tree.targets.append(LinkTarget(start: start, byteCount: UInt32(shown.utf8.count)))
    let node = add(record, named: name)
    if valid == nil {
      scan.findings.append(.init(place: .node(node), kind: .targetNotUTF8(shown: shown)))
    }
    if let kind = Self.fault(ofLink: name, in: descriptor, target: shown) {
      scan.findings.append(.init(place: .node(node), kind: kind))
    }
    return node
  }

  /// What is wrong with where a link leads to; nil if it leads to something, or to where this user
  /// may not look.
  private static func fault(
    ofLink name: UnsafePointer<CChar>, in descriptor: Int32, target: String
  ) -> StagingIssue.Kind? {
    var status = stat()
    guard fstatat(descriptor, name, &status, 0) != 0 else { return nil }
    return switch errno {
    case ENOENT: .brokenLink(target: target)
    case ELOOP: .circularLink(target: target)
    default: nil
    }
  }

  private mutating func add(_ record: NodeRecord, named name: UnsafePointer<CChar>) -> UInt32 {
    var record = record
    let node = UInt32(scan.tree.records.count)
    let raw = UnsafeRawBufferPointer(start: name, count: strlen(name))
    record.sourceNameStart = scan.tree.store(raw)
    record.sourceNameByteCount = UInt16(raw.count)
    record.nameStart = record.sourceNameStart
    record.nameByteCount = record.sourceNameByteCount
    if let shown = Self.mended(raw) {
      record.nameStart = scan.tree.store(shown.utf8)
      record.nameByteCount = UInt16(shown.utf8.count)
      scan.findings.append(.init(place: .node(node), kind: .nameNotUTF8(shown: shown)))
    }
    scan.tree.records.append(record)
    return node
  }

  /// The name with a replacement for what is not UTF-8, no longer than a name may be; nil if the
  /// name is fine as it is.
  private static func mended(_ name: UnsafeRawBufferPointer) -> String? {
    if name.allSatisfy({ $0 < 0x80 }) { return nil }
    if String(validating: name, as: UTF8.self) != nil { return nil }
    var shown = String(decoding: name, as: UTF8.self)
    while shown.utf8.count > StagingTree.longestName { shown.unicodeScalars.removeLast() }
    return shown
  }

  /// Gives a file what it shares with its hard links.
  mutating func join(_ record: inout NodeRecord, _ status: stat) {
    let identity = Identity(status)
    if linkGroups[identity] == nil {
      scan.tree.lastLinkGroup += 1
      linkGroups[identity] = LinkGroup(
        number: scan.tree.lastLinkGroup, byteCount: record.byteCount)
    }
    guard let group = linkGroups[identity] else { return }
    record.detail = group.number
    record.byteCount = group.byteCount
  }

  /// Asks the system only where the permission bits do not already say that everybody may read.
  private func isReadable(
    _ name: UnsafePointer<CChar>, in descriptor: Int32, _ status: stat
  ) -> Bool {
    status.st_mode & 0o444 == 0o444 || faccessat(descriptor, name, R_OK, AT_EACCESS) == 0
  }

  private func target(of name: UnsafePointer<CChar>, in descriptor: Int32) -> [UInt8]? {
    let most = Int(PATH_MAX)
    var length = 0
    let target = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      length = readlinkat(descriptor, name, UnsafeMutableRawPointer(buffer.baseAddress!), most)
      count = max(0, length)
    }
    return length < 0 ? nil : target
  }

  private func path(of name: UnsafePointer<CChar>, in source: UInt32) -> String {
    let folder = path(ofSource: source)
    return folder + (folder.hasSuffix("/") ? "" : "/") + String(cString: name)
  }
}

extension NodeRecord {
  /// What all kinds keep of a file's status.
  init(_ status: stat) {
    seconds = Int64(status.st_mtim.tv_sec)
    nanoseconds = UInt32(status.st_mtim.tv_nsec)
    permissions = UInt16(status.st_mode & 0o7777)
    userID = status.st_uid
    groupID = status.st_gid
  }
}

extension StagingIssue.SpecialFile {
  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFSOCK: self = .socket
    case S_IFIFO: self = .pipe
    case S_IFCHR: self = .characterDevice
    default: self = .blockDevice
    }
  }
}

/// Where a source lies: a folder, and a name in it unless the folder itself is meant.
struct SourcePlace {
  var folder: FilePath
  var name: FilePath.Component?

  init(_ source: ScanSource) {
    var path = source.path
    if path.isRelative { path = FilePath(Self.workingFolder).pushing(path) }
    if source.placement == .itself, path.lastComponent?.kind != .regular {
      path = Self.resolved(path)
    }
    guard source.placement == .itself, let name = path.lastComponent else {
      folder = path
      return
    }
    self.name = name
    folder = path.removingLastComponent()
  }

  private static var workingFolder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  private static func resolved(_ path: FilePath) -> FilePath {
    path.withPlatformString { name in
      guard let resolved = realpath(name, nil) else { return path }
      defer { free(resolved) }
      return FilePath(platformString: resolved)
    }
  }
}
