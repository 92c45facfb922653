internal import CIntl
public import SystemPackage

/// The gettext domain of everything the user reads.
private let domain = "spindle"

/// Chooses the user's language. To be called once, first thing in `main`, before any text is made.
///
/// - Parameter localeFolder: holds `de/LC_MESSAGES/spindle.mo` and its like. If nil, the folder that
///   `SPINDLE_LOCALE_DIR` names, else `../share/locale` beside the executable's folder.
public func setUpTranslations(localeFolder: FilePath? = nil) {
  setlocale(LC_ALL, "")
  let folder = localeFolder ?? installedLocaleFolder()
  _ = bindtextdomain(domain, folder.string)
  _ = bind_textdomain_codeset(domain, "UTF-8")
}

/// The text for the user in the user's language.
///
/// `%s` takes the arguments in order, `%1$s` by number, and `%%` is a percent sign. The message is a
/// literal, so that xgettext finds every one of them: an interpolated string does not compile.
public func tr(_ message: StaticString, _ arguments: any CustomStringConvertible...) -> String {
  fill(translation(of: message), with: arguments)
}

/// The text for the user where the same English words mean different things; `context` says which.
public func trc(
  _ context: StaticString, _ message: StaticString, _ arguments: any CustomStringConvertible...
) -> String {
  let key = context.description + "\u{4}" + message.description
  let translated = key.withCString { String(cString: dgettext(domain, $0)) }
  return fill(translated == key ? message.description : translated, with: arguments)
}

/// The text for `count` things, in the form the user's language has for this number.
///
/// Without arguments the placeholder takes `count` with its digits grouped.
public func trn(
  _ one: StaticString, _ many: StaticString, _ count: Int,
  _ arguments: any CustomStringConvertible...
) -> String {
  let magnitude = CUnsignedLong(count.magnitude)
  let form = one.description.withCString { one in
    many.description.withCString { many in String(cString: dngettext(domain, one, many, magnitude))
    }
  }
  return fill(form, with: arguments.isEmpty ? [Format.count(count)] : arguments)
}

/// Replaces `%s`, `%d`, `%1$s` and `%%`. A placeholder without argument becomes "?", so that a bad
/// translation is seen but never ends the program.
func fill(_ format: String, with arguments: [any CustomStringConvertible]) -> String {
  var result = ""
  var next = 0
  var scalars = format.unicodeScalars.makeIterator()
  while let scalar = scalars.next() {
    guard scalar == "%" else {
      result.unicodeScalars.append(scalar)
      continue
    }
    var number: Int?
    while let directive = scalars.next() {
      if ("0"..."9").contains(directive) {
        number = min((number ?? 0) * 10 + Int(directive.value) - 48, 1000)
      } else if directive == "%" {
        result.append("%")
        break
      } else if directive != "$" {
        let index = number.map { $0 - 1 } ?? next
        if number == nil { next += 1 }
        result.append(
          arguments.indices.contains(index) ? showingControls(arguments[index].description) : "?")
        break
      }
    }
  }
  return result
}

/// The text with pictures in place of control characters, as a file's name may hold some: an escape
/// sequence must not reach the terminal, nor a line break look like a sentence of ours.
public func showingControls(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    result.unicodeScalars.append(isControl(scalar) ? picture(of: scalar) : scalar)
  }
  return result
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.generalCategory == .control
}

/// U+2400 and its followers for the codes of ASCII; the others have no picture.
private func picture(of control: Unicode.Scalar) -> Unicode.Scalar {
  switch control.value {
  case 0..<0x20: Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
  case 0x7F: "\u{2421}"
  default: "\u{FFFD}"
  }
}

private func translation(of message: StaticString) -> String {
  message.description.withCString { String(cString: dgettext(domain, $0)) }
}

private func installedLocaleFolder() -> FilePath {
  if let chosen = getenv("SPINDLE_LOCALE_DIR") { return FilePath(String(cString: chosen)) }
  let executable = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4097) { buffer in
    guard let base = buffer.baseAddress else { return FilePath("/usr/bin/spindle") }
    let length = readlink("/proc/self/exe", base, 4096)
    guard length > 0 else { return FilePath("/usr/bin/spindle") }
    buffer[length] = 0
    return FilePath(platformString: base)
  }
  return executable.removingLastComponent().removingLastComponent().appending("share/locale")
}
