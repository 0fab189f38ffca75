import Drawing
import Testing

@Suite struct AnimationTests {
  /// A red square of ten that grows to the whole width of twenty within a second.
  static func growing(
    width: String = "20", height: String = "20", rate: String = "30", end: String = "31", assets: String = "[]",
    layers: String? = nil
  ) -> String {
    let layer = """
      {"ty":4,"ind":1,"ip":0,"op":31,"st":0,"ks":{"o":{"a":0,"k":100},"r":{"a":0,"k":0},"p":{"a":0,"k":[0,0,0]},\
      "a":{"a":0,"k":[0,0,0]},"s":{"a":0,"k":[100,100,100]}},"shapes":[{"ty":"gr","it":[\
      {"ty":"rc","p":{"a":0,"k":[10,10]},"s":{"a":1,"k":[{"t":0,"s":[4,20],"e":[20,20],"i":{"x":[1],"y":[1]},"o":{"x":[0],"y":[0]}},\
      {"t":30,"s":[20,20]}]},"r":{"a":0,"k":0}},{"ty":"fl","c":{"a":0,"k":[1,0,0,1]},"o":{"a":0,"k":100}},\
      {"ty":"tr","p":{"a":0,"k":[0,0]},"a":{"a":0,"k":[0,0]},"s":{"a":0,"k":[100,100]},"r":{"a":0,"k":0},"o":{"a":0,"k":100}}]}]}
      """
    return #"{"v":"5.5.7","fr":\#(rate),"ip":0,"op":\#(end),"w":\#(width),"h":\#(height),"assets":\#(assets),"#
      + #""layers":[\#(layers ?? layer)]}"#
  }

  private func width(of picture: Picture, at moment: Double) throws -> Int {
    var canvas = try Canvas(width: 40, height: 40)
    canvas.lay(try picture.tile(width: 40, height: 40, at: moment), atX: 0, y: 0)
    var count = 0
    for x in 0..<40 where try canvas.pixel(x, 20) == [0, 0, 255, 255] { count += 1 }
    return count
  }

  @Test func everyMomentCanBeDrawnByItself() throws {
    let picture = try Picture(Array(Self.growing().utf8), name: "grow.json")
    let seconds = try #require(picture.seconds)
    #expect(picture.aspect == 1 && abs(seconds - 31.0 / 30) < 0.001)
    #expect(try width(of: picture, at: 1) == 40)
    #expect(try width(of: picture, at: 0) == 8)
    #expect((20...28).contains(try width(of: picture, at: 0.5)))
    // At rest it is as it ends, whatever was drawn before.
    var canvas = try Canvas(width: 40, height: 40)
    try canvas.draw(picture, in: canvas.box)
    #expect(try canvas.pixel(1, 20) == [0, 0, 255, 255])
  }

  @Test func aLongOneCoversATallFrame() throws {
    let picture = try Picture(Array(Self.growing(width: "320").utf8), name: "long.json")
    #expect(picture.aspect == 16)
    var canvas = try Canvas(width: 20, height: 2400)
    try canvas.draw(picture, in: canvas.box, fit: .covering, at: 1)
    try canvas.check()
  }

  @Test func twoFilesAreNotTakenForEachOther() throws {
    let red = try Picture(Array(Self.growing().utf8), name: "icon.json")
    let blue = try Picture(
      Array(Self.growing().replacing("[1,0,0,1]", with: "[0,0,1,1]").utf8), name: "icon.json")
    for (picture, colour) in [(red, [0, 0, 255, 255] as [UInt8]), (blue, [255, 0, 0, 255])] {
      var canvas = try Canvas(width: 20, height: 20)
      try canvas.draw(picture, in: canvas.box)
      #expect(try canvas.pixel(10, 10) == colour)
    }
  }

  /// A composition of so many layers, each a composition of as many, and so on.
  private static func nested(_ depth: Int, of count: Int, innermost: String = "none") -> String {
    func layers(_ name: String) -> String {
      Array(repeating: #"{"ty":0,"refId":"\#(name)","ip":0,"op":31,"st":0,"w":20,"h":20}"#, count: count).joined(separator: ",")
    }
    let compositions = (0..<depth).map { level in
      #"{"id":"c\#(level)","layers":[\#(layers(level + 1 < depth ? "c\(level + 1)" : innermost))]}"#
    }
    return growing(assets: "[\(compositions.joined(separator: ","))]", layers: layers("c0"))
  }

  @Test func whatRepeatsALittleIsDrawn() throws {
    let picture = try Picture(Array(Self.growing().repeating([3, 4]).utf8), name: "few.json")
    #expect(try width(of: picture, at: 1) == 40)
  }

  static let refused: [(String, String, DrawingError.Kind)] = [
    ("empty", "{}", .unreadablePicture), ("list", "{\"layers\":[]}", .unreadablePicture),
    ("cut", String(growing().dropLast(40)), .unreadablePicture),
    ("huge", growing(width: "100000"), .pictureTooLarge), ("flat", growing(height: "0"), .pictureTooLarge),
    ("endless", growing(end: "1000000"), .unreadablePicture), ("still", growing(end: "0"), .unreadablePicture),
    ("quick", growing(rate: "1e9"), .unreadablePicture),
    ("pictures", growing(assets: #"[{"id":"a","u":"/etc/","p":"passwd","w":1,"h":1}]"#), .unreadablePicture),
    ("far", growing().replacing("[10,10]", with: "[10,2147483648]"), .unreadablePicture),
    ("many", growing(layers: Array(repeating: "{}", count: 5001).joined(separator: ",")), .pictureTooLarge),
    ("nested", nested(4, of: 30), .pictureTooLarge), ("repeated", growing().repeating([300, 300]), .pictureTooLarge),
    ("in itself", nested(1, of: 1, innermost: "c0"), .pictureTooLarge),
    ("shapeless", growing(layers: "{\"ty\":4,\"shapes\":7}"), .unreadablePicture),
  ]

  @Test(arguments: refused) func whatIsNoDrawingIsRefusedByName(name: String, text: String, kind: DrawingError.Kind) {
    #expect {
      _ = try Picture(Array(text.utf8), name: "\(name).json")
    } throws: { error in
      guard let error = error as? DrawingError else { return false }
      return error.kind == kind && error.description.contains("\(name).json")
    }
  }

  /// Files as they arrive half, and with a value of another kind in each place: drawn or refused, nothing else.
  @Test func damagedFilesAreDrawnOrRefused() throws {
    let whole = Array(Self.growing().utf8)
    for end in stride(from: 0, to: whole.count, by: 7) {
      #expect(throws: DrawingError.self) { _ = try Picture(Array(whole[..<end]), name: "cut.json") }
    }
    var drawn = 0
    let values = ["null", "-1", "99999", "\"x\"", "[]", "{}", "{\"a\":1,\"k\":[]}"]
    for (number, place) in whole.indices.filter({ whole[$0] == UInt8(ascii: ":") }).enumerated() {
      var end = place + 1
      while end < whole.count, !Array(",}]".utf8).contains(whole[end]) { end += 1 }
      let bytes = whole[...place] + Array(values[number % values.count].utf8) + whole[end...]
      guard let picture = try? Picture(Array(bytes), name: "odd.json") else { continue }
      _ = try? picture.tile(width: 8, height: 8, at: 0.5)
      drawn += 1
    }
    #expect(drawn > 5)
  }
}

extension String {
  /// The shapes of a Lottie file, in as many repeaters within each other.
  fileprivate func repeating(_ counts: [Int]) -> String {
    counts.reduce(self) { file, count in
      let repeater =
        #"{"ty":"rp","c":{"a":0,"k":\#(count)},"o":{"a":0,"k":0},"m":1,"tr":{"ty":"tr","p":{"a":0,"k":[0,0]},"#
        + #""a":{"a":0,"k":[0,0]},"s":{"a":0,"k":[100,100]},"r":{"a":0,"k":0},"so":{"a":0,"k":100},"eo":{"a":0,"k":100}}}"#
      return file.replacing(#""shapes":["#, with: #""shapes":[{"ty":"gr","it":["#)
        .replacing("]}]}]}", with: "]},\(repeater)]}]}]}")
    }
  }
}
