/// What waits in line: taken from the front, added at the end, each element moved at most twice.
struct Backlog<Element> {
  private var elements: [Element] = []
  private var taken = 0

  var count: Int { elements.count - taken }
  var isEmpty: Bool { count == 0 }
  var waiting: ArraySlice<Element> { elements[taken...] }

  mutating func append(contentsOf more: some Collection<Element>) { elements += more }

  mutating func removeFirst(_ number: Int) {
    taken += min(number, count)
    if taken > elements.count / 2 {
      elements.removeFirst(taken)
      taken = 0
    }
  }

  mutating func popFirst() -> Element? {
    guard let first = waiting.first else { return nil }
    removeFirst(1)
    return first
  }

  mutating func removeAll() { self = Self() }
}
