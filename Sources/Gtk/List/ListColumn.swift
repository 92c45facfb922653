extension EditableList {
  /// A text of a row that can stand in a cell, or below another where the room is small.
  public struct Field {
    let name: String
    let text: @MainActor (Row) -> String
    let textBelow: @MainActor (Row) -> String
    let edit: Edit?

    /// - Parameters:
    ///   - name: the column's title, and the name of the entry for screen readers.
    ///   - edit: how it is changed; nil if it cannot be.
    ///   - below: the text where no column title says what it is.
    public init(
      _ name: String, edit: Edit? = nil, below: (@MainActor (Row) -> String)? = nil,
      text: @escaping @MainActor (Row) -> String
    ) {
      self.name = name
      self.edit = edit
      self.text = text
      textBelow = below ?? text
    }
  }

  /// How a text is changed in its place.
  public struct Edit {
    let isPossible: @MainActor (Row) -> Bool
    let commit: @MainActor (Row, String) -> Bool

    /// - Parameters:
    ///   - isPossible: whether the text of this row can be changed.
    ///   - commit: takes the text that was typed; false leaves the entry open.
    public init(
      isPossible: @escaping @MainActor (Row) -> Bool = { _ in true },
      commit: @escaping @MainActor (Row, String) -> Bool
    ) {
      self.isPossible = isPossible
      self.commit = commit
    }
  }

  /// Something that is pressed in a row.
  public struct Press {
    let look: @MainActor (Row) -> (icon: String, name: String)?
    let body: @MainActor (Row) -> Void

    /// - Parameters:
    ///   - look: an icon, and what screen readers say; nil for a row that has none.
    public init(
      look: @escaping @MainActor (Row) -> (icon: String, name: String)?,
      body: @escaping @MainActor (Row) -> Void
    ) {
      self.look = look
      self.body = body
    }
  }

  /// A sign behind a text: the name of an icon, and what it means.
  public typealias Sign = @MainActor (Row) -> (icon: String, meaning: String)?

  /// One column.
  public struct Column {
    enum Content {
      case texts(Field, below: Field?, sign: Sign?)
      case press(Press)
    }

    let title: String
    let content: Content
    let width: Int?
    let isTrailing: Bool
    let isDim: Bool
    let isWideOnly: Bool

    /// A column of texts.
    ///
    /// - Parameters:
    ///   - below: what stands in a second line while the list is compact.
    ///   - sign: what stands behind the text.
    ///   - width: in points; without, it takes what the others leave.
    ///   - isWideOnly: the column is left out while the list is compact.
    public init(
      _ field: Field, below: Field? = nil, sign: Sign? = nil, width: Int? = nil,
      isTrailing: Bool = false, isDim: Bool = false, isWideOnly: Bool = false
    ) {
      title = field.name
      content = .texts(field, below: below, sign: sign)
      self.width = width
      self.isTrailing = isTrailing
      self.isDim = isDim
      self.isWideOnly = isWideOnly
    }

    /// A column of buttons, without a title.
    public init(_ press: Press, width: Int) {
      title = ""
      content = .press(press)
      self.width = width
      isTrailing = false
      isDim = false
      isWideOnly = false
    }

    /// The fields that can be seen, in the order in which Tab goes through them.
    func fields(isCompact: Bool) -> [Field] {
      guard case .texts(let field, let below, _) = content, !(isWideOnly && isCompact) else {
        return []
      }
      return [field] + (isCompact ? [below].compactMap(\.self) : [])
    }
  }
}
