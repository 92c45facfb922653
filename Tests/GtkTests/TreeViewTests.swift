import CGtk
import XCTest

@testable import Gtk

/// A tree of numbers: row n × 10 … n × 10 + 9 lie in folder n.
@MainActor final class TreeViewTests: XCTestCase {
  @MainActor private final class Numbers {
    var children: [Int: [Int]] = [0: [1, 2, 3], 1: [10, 11], 2: [], 11: [110]]
    var questions = 0
  }

  private let numbers = Numbers()

  override func setUp() async throws {
    adw_init()
  }

  private func makeTree() -> TreeView<Int> {
    TreeView(
      root: 0,
      source: .init(
        children: { [numbers] in
          numbers.questions += 1
          return numbers.children[$0] ?? []
        },
        isFolder: { [numbers] in numbers.children[$0] != nil }),
      columns: [.init("Number") { .init(String($0)) }])
  }

  private func count(_ tree: TreeView<Int>) -> Int {
    Int(g_list_model_get_n_items(tree.treeModel.handle()))
  }

  func testAClosedFolderIsNotReadBeforeItIsNeeded() async {
    numbers.children[0] = Array(1...100_000)
    let tree = makeTree()
    XCTAssertEqual(count(tree), 100_000)
    XCTAssertEqual(numbers.questions, 1)
  }

  func testRevealOpensTheFoldersAbove() async {
    let tree = makeTree()
    tree.reveal(path: [1, 11, 110])
    XCTAssertEqual(tree.selectedRows, [110])
    XCTAssertEqual(count(tree), 6)
    XCTAssertFalse(tree.isSelectionOpen)
    tree.reveal(path: [1, 11])
    XCTAssertTrue(tree.isSelectionOpen)
  }

  func testAReplacedRunKeepsWhatIsSelectedAndOpenElsewhere() async {
    let tree = makeTree()
    tree.reveal(path: [1, 11])
    numbers.children[0] = [1, 2, 7, 8, 3]
    tree.replace(in: 0, at: 2, removing: 0, inserting: [7, 8])
    XCTAssertEqual(tree.selectedRows, [11])
    XCTAssertEqual(count(tree), 7)
    numbers.children[1] = [11]
    tree.replace(in: 1, at: 0, removing: 1, inserting: [])
    XCTAssertEqual(tree.selectedRows, [11])
    XCTAssertEqual(count(tree), 6)
  }

  func testAReplacementInAFolderThatIsNotOpenIsNoError() async {
    let tree = makeTree()
    tree.replace(in: 2, at: 0, removing: 0, inserting: [20])
    XCTAssertEqual(count(tree), 3)
  }

  func testTheNearestRowIsSelectedWhereTheOldOneWent() async {
    let tree = makeTree()
    tree.select(position: 2)
    XCTAssertEqual(tree.selectedRows, [3])
    tree.replace(in: 0, at: 2, removing: 1, inserting: [])
    tree.select(position: 2)
    XCTAssertEqual(tree.selectedRows, [2])
  }
}
