internal import CGtk

/// What kind of file something is, as the desktop calls it.
@MainActor public enum ContentType {
  private struct Known {
    var description: String
    var icon: String
  }

  private static var known: [String: Known] = [:]

  /// The kind's name in the user's language, such as "JPEG image", judged by the file's name.
  public static func description(ofFileNamed name: String) -> String {
    lookUp(name).description
  }

  /// The name of the kind's symbolic icon.
  public static func iconName(ofFileNamed name: String) -> String {
    lookUp(name).icon
  }

  /// Looks up by ending; a thousand photos are one question.
  private static func lookUp(_ name: String) -> Known {
    let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? ""
    if let known = known[ending] { return known }
    let answer = ask("name" + ending)
    known[ending] = answer
    return answer
  }

  private static func ask(_ name: String) -> Known {
    let type = g_content_type_guess(name, nil, 0, nil)
    defer { g_free(type) }
    let description = g_content_type_get_description(type)
    defer { g_free(description) }
    let icon = g_content_type_get_generic_icon_name(type)
    defer { g_free(icon) }
    let symbolic = (icon.map { String(cString: $0) } ?? "text-x-generic") + "-symbolic"
    let text = description.map { String(cString: $0) } ?? ""
    return Known(
      description: text.prefix(1).uppercased() + text.dropFirst(),
      icon: hasIcon(symbolic) ? symbolic : "text-x-generic-symbolic")
  }

  private static func hasIcon(_ name: String) -> Bool {
    guard let display = gdk_display_get_default() else { return false }
    return gtk_icon_theme_has_icon(gtk_icon_theme_get_for_display(display), name) != 0
  }
}
