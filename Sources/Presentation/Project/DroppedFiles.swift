internal import DiscImage
internal import Glibc
public import SystemPackage

/// What was dropped where no project is yet, looked at no closer than its names: music alone may be
/// meant for an audio CD as well as for a disc with files.
public enum DroppedFiles {
  /// Whether there is music and nothing else but what goes with it, such as covers and booklets.
  ///
  /// It reads the folders that were dropped, but not those in them, so it waits for the disk.
  public static func areMusic(_ paths: [FilePath]) -> Bool {
    var holdsMusic = false
    for path in paths {
      let name = path.lastComponent?.string ?? ""
      let names = names(in: path) ?? [name]
      for name in names where !name.hasPrefix(".") {
        switch FileKind(.file, name: name) {
        case .audio: holdsMusic = true
        case .picture, .document: break
        case .other where isCompanion(name): break
        default: return false
        }
      }
    }
    return holdsMusic
  }

  /// Lists and notes that programs put beside music.
  private static func isCompanion(_ name: String) -> Bool {
    let endings = ["cue", "log", "m3u", "m3u8", "pls", "nfo", "sfv", "md5", "accurip", "txt"]
    return endings.contains { name.lowercased().hasSuffix("." + $0) }
  }

  /// What lies in a folder itself, folders in it left out; nil of what is no folder.
  private static func names(in path: FilePath) -> [String]? {
    guard let stream = opendir(path.string) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      guard entry.pointee.d_type != UInt8(DT_DIR) else { continue }
      // An entry is only as long as its name, so it must not be copied as a whole.
      let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name)!)
      names.append(String(cString: name.assumingMemoryBound(to: CChar.self)))
    }
    return names
  }
}
