import Pages

/// What a Lottie file says of itself, read before the library sees it: sizes and times within limits, and nothing but shapes.
struct AnimationOutline: Hashable {
  let width: Double
  let height: Double
  let seconds: Double

  static let mostBytes = 2 << 20
  static let longest = 60.0
  static let mostShapes = 5_000
  /// Larger numbers let the library count for hours.
  private static let largestNumber = 100_000.0

  init(_ bytes: [UInt8], name: String) throws(DrawingError) {
    guard bytes.count <= Self.mostBytes else {
      throw DrawingError(.pictureTooLarge, of: name, detail: "\(bytes.count >> 10) KiB of at most \(Self.mostBytes >> 10)")
    }
    func unreadable(_ detail: String) -> DrawingError { DrawingError(.unreadablePicture, of: name, detail: detail) }
    let file: JSON
    do throws(JSONTrouble) {
      file = try JSON.read(bytes, atMost: Self.mostBytes)
    } catch {
      throw unreadable("\(error)")
    }
    guard let width = file["w"]?.number, let height = file["h"]?.number, let rate = file["fr"]?.number,
      let first = file["ip"]?.number, let end = file["op"]?.number, let layers = file["layers"]?.array, !layers.isEmpty
    else { throw unreadable("it is no Lottie file: it has no size, no frames or no layers") }
    guard (1...10_000).contains(width), (1...10_000).contains(height) else {
      throw DrawingError(.pictureTooLarge, of: name, detail: "\(width) x \(height) pixels")
    }
    guard (1...240).contains(rate), end > first, (end - first) / rate <= Self.longest else {
      throw unreadable("it lasts for no time, or for longer than \(Int(Self.longest)) s")
    }
    let assets = file["assets"]?.array ?? []
    guard !assets.contains(where: { $0["p"] != nil || $0["u"] != nil }) else {
      throw unreadable("it has pictures in it; only shapes are drawn")
    }
    guard file.isTame(largest: Self.largestNumber) else { throw unreadable("it counts further than any drawing needs") }
    var weight = AnimationWeight(compositions: assets, most: Self.mostShapes)
    guard weight.take(layers) else {
      throw DrawingError(.pictureTooLarge, of: name, detail: "more than \(Self.mostShapes) shapes, with all that repeat")
    }
    (self.width, self.height, seconds) = (width, height, (end - first) / rate)
  }
}

extension JSON {
  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .decimal(let text): Double(text)
    default: nil
    }
  }

  /// Whether no number in it is larger.
  fileprivate func isTame(largest: Double) -> Bool {
    switch self {
    case .object(let members): members.allSatisfy { $0.value.isTame(largest: largest) }
    case .array(let values): values.allSatisfy { $0.isTame(largest: largest) }
    case .integer, .decimal: number.map { abs($0) <= largest } ?? false
    case .text, .flag, .none: true
    }
  }
}
