import Testing

@testable import Presentation

@Suite("List splices") struct ListSpliceTests {
  @Test(
    arguments: [
      ("abc", "abc", "", []),
      ("abc", "aXbc", "X", [(1, 0, 1)]),
      ("abc", "bc", "a", [(0, 1, 0)]),
      ("abc", "", "abc", [(0, 3, 0)]),
      ("", "abc", "abc", [(0, 0, 3)]),
      ("abXcde", "abcdXe", "X", [(2, 1, 0), (4, 0, 1)]),
      ("Xabc", "abXc", "X", [(0, 1, 0), (2, 0, 1)]),
      ("aXb", "aYb", "XY", [(1, 1, 1)]),
      ("abcd", "bd", "ac", [(0, 1, 0), (1, 1, 0)]),
    ] as [(String, String, String, [(Int, Int, Int)])])
  func `a change is told in the fewest runs`(
    old: String, new: String, touched: String, expected: [(Int, Int, Int)]
  ) {
    let splices = ListSplice.splices(
      from: Array(old), to: Array(new), isTouched: Set(touched).contains)
    #expect(
      splices == expected.map { ListSplice(position: $0.0, removed: $0.1, inserted: $0.2) })
  }

  @Test func `an order that nobody explains becomes one covering run`() {
    let splices = ListSplice.splices(
      from: Array("abcde"), to: Array("acbde"), isTouched: { _ in false })
    #expect(splices == [ListSplice(position: 1, removed: 2, inserted: 2)])
  }

  @Test func `very many runs become one`() {
    let old = Array(0..<1000)
    let removed = Set(old.filter { $0.isMultiple(of: 2) })
    let splices = ListSplice.splices(
      from: old, to: old.filter { !removed.contains($0) }, isTouched: removed.contains)
    #expect(splices.count == 1)
    #expect(
      inserted(by: splices, into: old, becoming: old.filter { !removed.contains($0) }) != nil)
  }

  @Test func `the runs turn the old list into the new one`() {
    var random = Random(seed: 7)
    for _ in 0..<500 {
      let old = (0..<random.number(below: 30)).map { $0 }
      var touched = Set<Int>()
      var new = old.filter { element in
        guard random.number(below: 4) == 0 else { return true }
        touched.insert(element)
        return false
      }
      for element in touched where random.number(below: 2) == 0 {
        new.insert(element, at: random.number(below: new.count + 1))
      }
      for element in 100..<100 + random.number(below: 4) {
        touched.insert(element)
        new.insert(element, at: random.number(below: new.count + 1))
      }
      let splices = ListSplice.splices(from: old, to: new, isTouched: touched.contains)
      #expect(
        inserted(by: splices, into: old, becoming: new) != nil, "\(old) \(new) \(splices)")
    }
  }
}

/// Applies `splices` in order to `old`, with what `new` has at the places of what they insert.
///
/// - Returns: what was inserted, or nil if this does not make `new` of `old`.
func inserted<Element: Hashable>(
  by splices: [ListSplice], into old: [Element], becoming new: [Element]
) -> Set<Element>? {
  var list: [Element?] = old
  for splice in splices {
    guard splice.position >= 0, splice.position + splice.removed <= list.count else { return nil }
    list.replaceSubrange(
      splice.position..<splice.position + splice.removed,
      with: Array(repeating: nil, count: splice.inserted))
  }
  guard list.count == new.count, zip(list, new).allSatisfy({ $0 == nil || $0 == $1 }) else {
    return nil
  }
  return Set(zip(list, new).filter { $0.0 == nil }.map(\.1))
}

/// Numbers that look random and are the same in every run. Source: SplitMix64, Steele et al. 2014.
struct Random {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func number(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return bound <= 0 ? 0 : Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
