/// Where a value stands in JSON.
struct JSONPath {
  enum Step {
    case member(String)
    case element(Int)
  }

  private let steps: [Step]

  /// The places of all values in `json`, from the outermost on, which is left out; members in the order
  /// of their names.
  static func all(in json: Any) -> [Self] {
    steps(in: json, below: []).map(Self.init)
  }

  private static func steps(in json: Any, below path: [Step]) -> [[Step]] {
    var paths: [[Step]] = []
    if let object = json as? [String: Any] {
      for (name, value) in object.sorted(by: { $0.key < $1.key }) {
        let inner = path + [.member(name)]
        paths += [inner] + steps(in: value, below: inner)
      }
    }
    if let array = json as? [Any] {
      for (index, value) in array.enumerated() {
        let inner = path + [.element(index)]
        paths += [inner] + steps(in: value, below: inner)
      }
    }
    return paths
  }

  /// Whether it is the member of that name, or within it.
  func isBelow(_ name: String) -> Bool {
    steps.contains { if case .member(name) = $0 { true } else { false } }
  }

  func value(in json: Any) -> Any? {
    steps.reduce(json as Any?) { value, step in
      switch step {
      case .member(let name): (value as? [String: Any])?[name]
      case .element(let index): (value as? [Any]).flatMap { index < $0.count ? $0[index] : nil }
      }
    }
  }

  /// `json` with another value there, or with none.
  func replacing(with value: Any?, in json: Any) -> Any {
    Self.replace(steps[...], with: value, in: json) ?? json
  }

  private static func replace(_ steps: ArraySlice<Step>, with value: Any?, in json: Any) -> Any? {
    guard let step = steps.first else { return value }
    switch step {
    case .member(let name):
      guard var object = json as? [String: Any], let inner = object[name] else { return json }
      object[name] = replace(steps.dropFirst(), with: value, in: inner)
      return object
    case .element(let index):
      guard var array = json as? [Any], index < array.count else { return json }
      if let inner = replace(steps.dropFirst(), with: value, in: array[index]) {
        array[index] = inner
      } else {
        array.remove(at: index)
      }
      return array
    }
  }
}
