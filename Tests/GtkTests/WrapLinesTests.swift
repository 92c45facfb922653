import Testing

@testable import Gtk

@Suite("Lines of a wrapping box") struct WrapLinesTests {
  private func item(_ minimum: Int32, _ natural: Int32, expands: Bool = false) -> WrapLines.Item {
    WrapLines.Item(minimum: minimum, natural: natural, expands: expands)
  }

  @Test func `puts what fits with its natural width into one line`() {
    let places = WrapLines.places([item(10, 100), item(10, 50)], width: 160, spacing: 10)
    #expect(places.map(\.line) == [0, 0])
    #expect(places.map(\.x) == [0, 110])
    #expect(places.map(\.width) == [100, 50])
  }

  @Test func `begins a line when a single point is missing, and fills it`() {
    let places = WrapLines.places([item(10, 100), item(10, 50)], width: 159, spacing: 10)
    #expect(places.map(\.line) == [0, 1])
    #expect(places.map(\.x) == [0, 0])
    #expect(places.map(\.width) == [159, 159])
  }

  @Test func `gives what is left to those who expand, to the last point`() {
    let items = [item(0, 50, expands: true), item(0, 50), item(0, 50, expands: true)]
    let places = WrapLines.places(items, width: 185, spacing: 10)
    #expect(places.map(\.width) == [57, 50, 58])
    #expect(places.last.map { $0.x + $0.width } == 185)
  }

  @Test func `never goes below the least width`() {
    let places = WrapLines.places([item(200, 200)], width: 100, spacing: 10)
    #expect(places.map(\.width) == [200])
  }

  @Test func `has no places for nothing`() {
    #expect(WrapLines.places([], width: 100, spacing: 10).isEmpty)
  }
}
