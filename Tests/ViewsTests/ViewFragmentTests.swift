import Production
import Testing
import Views

@Suite("Parts of views")
struct ViewFragmentTests {
  private func some(_ random: inout some RandomNumberGenerator) -> ViewFragment {
    var fragment = ViewFragment(
      video: "demo", viewer: .random(in: 0...9, using: &random), at: .random(in: 100...110, using: &random))
    fragment.page = 7
    fragment.place = .random(in: 0...9, using: &random)
    fragment.ended += .random(in: 0...100, using: &random)
    fragment.marks = ViewMarks(rawValue: .random(in: 0...255, using: &random))
    fragment.waits = .random(in: 0...255, using: &random)
    fragment.parts = .random(in: 0...255, using: &random)
    fragment.origin.device = ["phone", "tablet"].randomElement(using: &random) ?? ""
    return fragment
  }

  @Test("In whatever order and however often parts are put together, the view is the same, but for who is said to have watched")
  func merging() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let parts = (0..<4).map { _ in some(&random) }
      func merged(_ order: [ViewFragment]) -> ViewFragment {
        var whole = order.dropFirst().reduce(into: order[0]) { $0.merge($1) }
        (whole.viewer, whole.place) = (0, 0)
        return whole
      }
      #expect(merged(parts) == merged(parts.shuffled(using: &random) + parts.shuffled(using: &random)))
    }
  }

  @Test("They travel as bytes, in pieces")
  func bytes() throws {
    var random = SystemRandomNumberGenerator()
    var fragments = (0..<50).map { _ in some(&random) }
    fragments[3].pieces = [.init(line: .max, bytes: 12), .init(line: 0, bytes: 0)]
    fragments[4].video = String(repeating: "é", count: 300)
    var bytes: [UInt8] = []
    for fragment in fragments { fragment.write(to: &bytes) }
    fragments[4].video = String(repeating: "é", count: 100)
    var rest: [UInt8] = []
    var back: [ViewFragment] = []
    for start in stride(from: 0, to: bytes.count, by: 100) {
      rest += bytes[start..<min(start + 100, bytes.count)]
      back += try #require(ViewFragment.take(from: &rest))
    }
    #expect(back == fragments)
    #expect(rest.isEmpty)
  }

  @Test("Bytes that are none are told from those that are")
  func broken() {
    var bytes: [UInt8] = []
    ViewFragment(video: "demo", viewer: 1, at: 100).write(to: &bytes)
    for place in 2..<bytes.count {
      var cut = bytes
      cut[place] ^= 0xFF
      // Whatever it is now, it is read within its bounds.
      _ = ViewFragment.take(from: &cut)
    }
    var short = Array(bytes.dropLast())
    short[0] -= 1
    #expect(ViewFragment.take(from: &short) == nil)
    var endless: [UInt8] = [0xFF, 0xFF, 0]
    #expect(ViewFragment.take(from: &endless) == nil)
  }

  @Test("What was sent of a file adds up to how much of it was played")
  func parts() {
    var view = ViewFragment(video: "demo", viewer: 1, at: 1)
    for start in stride(from: Int64(0), to: 500_000, by: 10_000) { view.sent(from: start, count: 10_000, of: 1_000_000) }
    #expect(view.steps(bytes: 0).percent == 50)
    view.sent(from: 900_000, count: 500_000, of: 1_000_000)
    #expect(view.steps(bytes: 0).percent == 60)
    view.sent(from: 0, count: .max, of: .max)
    #expect(view.steps(bytes: 0).percent == 100)
    var odd = ViewFragment(video: "demo", viewer: 1, at: 1)
    odd.sent(from: 5, count: 1, of: 0)
    odd.sent(from: -1, count: 5, of: 10)
    odd.sent(from: 20, count: 5, of: 10)
    #expect(odd.parts == 0)
  }
}
