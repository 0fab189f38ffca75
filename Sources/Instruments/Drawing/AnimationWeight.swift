import Pages

/// How much there is to draw in a Lottie file: compositions as often as they are named, shapes as often as they are repeated.
///
/// A file of a few hundred bytes can ask for millions of shapes, and the library draws them or ends the process.
struct AnimationWeight {
  /// What each composition is made of.
  private let parts: [String: [JSON]]
  private var left: Int

  private static let deepest = 16

  /// Every number in the file must be tame: then no product overflows.
  init(compositions: [JSON], most: Int) {
    var parts: [String: [JSON]] = [:]
    for part in compositions {
      if let id = part["id"]?.text, let layers = part["layers"]?.array { parts[id, default: []] += layers }
    }
    self.parts = parts
    left = most
  }

  /// Counts layers or shapes and all that is in them; false when it is too much.
  mutating func take(_ items: [JSON], times: Int = 1, depth: Int = 0) -> Bool {
    guard depth < Self.deepest else { return false }
    var times = times
    for item in items where item["ty"]?.text == "rp" {
      times *= max(1, Int(item["c"]?.largest ?? 1))
      guard times <= left else { return false }
    }
    for item in items {
      left -= times
      guard left >= 0 else { return false }
      let named = item["refId"]?.text.flatMap { parts[$0] }
      for inner in [item["it"]?.array, item["shapes"]?.array, named].compactMap({ $0 }) {
        guard take(inner, times: times, depth: depth + 1) else { return false }
      }
    }
    return true
  }
}

extension JSON {
  /// The largest number in it, times of key frames aside.
  fileprivate var largest: Double {
    switch self {
    case .object(let members): members.lazy.filter { $0.name != "t" }.map(\.value.largest).max() ?? 0
    case .array(let values): values.lazy.map(\.largest).max() ?? 0
    case .integer(let number): Double(number)
    case .decimal(let text): Double(text) ?? 0
    case .text, .flag, .none: 0
    }
  }
}
