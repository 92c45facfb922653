/// Names, and targets of links, that programs get wrong.
enum SpecialNames {
  /// Both normal forms of one name, several scripts, and characters beyond the first plane.
  static let unicode = [
    "caf\u{E9}.txt", "cafe\u{301}.txt", "Gr\u{FC}\u{DF}e aus K\u{F6}ln.md",
    "\u{65E5}\u{672C}\u{8A9E}.txt",
    "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442}",
    "\u{627}\u{644}\u{639}\u{631}\u{628}\u{64A}\u{629}.pdf",
    "\u{1F4BF} disc.iso", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "\u{2603}",
    "na\u{EF}ve \u{2026}",
    "\u{E000} private", "\u{FF21}\u{FF22}.txt", "\u{212B}ngstr\u{F6}m", "\u{130}\u{131}.tr",
  ]

  static let forbiddenElsewhere = [
    "semicolon;1", "star*", "question?", "back\\slash", "colon:colon", "quote\"", "apostrophe'",
    " leading blank", "trailing blank ", "dot at end.", ".hidden", "..two dots", "...", "a.b.c.d",
    "no extension", ".tar.gz", "-dash", "~tilde", "%41", "#hash", "$dollar", "a&b", "pipe|",
    "<tag>",
    "[brackets]", "{braces}", "CON", "nul.txt", "comma,", "equals=", "plus+", "at@", "!bang",
    "`tick`",
  ]

  /// The same for systems that cut names, or take small letters for capitals.
  static let alike =
    ["README.TXT", "readme.txt", "ReadMe.txt", "Readme.Txt", "read me.txt", "read_me.txt"]
    + (1...12).map { "a rather long name that begins like its neighbours, number \($0).text" }
    + (1...12).map { "a rather long name of more than sixty-four letters, the last tell it \($0)" }
    + (1...3).map { "LONGNAME.EX\($0)" } + (1...3).map { "longname-\($0).extension" }

  /// 200 bytes and the 255 that Linux allows, of characters of one to four bytes.
  static let long: [String] =
    (1...12).map { filled("\($0) ", with: "a", byteCount: 200) }
    + (1...6).map { filled("\($0) ", with: "\u{E4}", byteCount: 200) }
    + (1...6).map { filled("\($0) ", with: "\u{6F22}", byteCount: 200) }
    + (1...6).map { filled("\($0) ", with: "\u{1F600}", byteCount: 200) }
    + [filled("x", with: "y", byteCount: 255), filled("", with: "\u{6F22}", byteCount: 255)]
    + [
      filled("", with: "n", byteCount: 196) + ".txt",
      filled("", with: "n", byteCount: 195) + "2.txt",
    ]

  static let links: [(String, String)] = [
    ("relative", "target.txt"), ("through parent", "../links/target.txt"), ("here", "."),
    ("parent", ".."), ("absolute", "/etc/hostname"), ("root", "/"), ("broken", "nowhere/at all"),
    ("broken absolute", "/nowhere/at all"), ("itself", "itself"),
    ("dots", "./../links/./target.txt"),
    ("unicode", "../unicode/caf\u{E9}.txt"), ("folder", "../deep"),
    ("long component", filled("", with: "l", byteCount: 250)),
    ("long path", (1...9).map { filled("\($0)", with: "p", byteCount: 60) }.joined(separator: "/")),
    (
      "very long path",
      "/" + (1...8).map { filled("\($0)", with: "v", byteCount: 120) }.joined(separator: "/")
    ),
    ("many components", Array(repeating: "c", count: 200).joined(separator: "/")),
  ]

  private static func filled(_ start: String, with character: String, byteCount: Int) -> String {
    var name = start
    while name.utf8.count + character.utf8.count <= byteCount { name += character }
    while name.utf8.count < byteCount { name += "-" }
    return name
  }
}
