import Media

/// A small picture in memory: BGRA with rows longer than they need be, as Cairo makes them.
struct Canvas {
  let width: Int
  let height: Int
  let stride: Int
  var bytes: [UInt8]

  struct Colour: Sendable, CustomStringConvertible {
    let red: UInt8
    let green: UInt8
    let blue: UInt8
    var description: String { "\(red) \(green) \(blue)" }

    static let black = Colour(red: 0, green: 0, blue: 0)
    static let white = Colour(red: 255, green: 255, blue: 255)
  }

  init(width: Int = 64, height: Int = 36, _ colour: Colour) {
    self.width = width
    self.height = height
    stride = width * 4 + 32
    bytes = [UInt8](repeating: 0x5A, count: stride * height)
    fill(colour, x: 0..<width, y: 0..<height)
  }

  mutating func fill(_ colour: Colour, x columns: Range<Int>, y rows: Range<Int>) {
    for y in rows {
      for x in columns {
        let place = y * stride + x * 4
        bytes[place] = colour.blue
        bytes[place + 1] = colour.green
        bytes[place + 2] = colour.red
        bytes[place + 3] = 255
      }
    }
  }
}

/// One scene after the other into a movie, as the film maker does it.
struct TestFilm {
  let video: VideoTrack
  private var scenes: [EncodedScene] = []
  private var shots: [(Canvas, Int)] = []

  init(_ video: VideoTrack) { self.video = video }

  /// Shows a picture; with `keyFrame` a new scene begins.
  mutating func append(_ canvas: Canvas, count: Int = 1, keyFrame: Bool = false) throws {
    if keyFrame { try cut() }
    shots.append((canvas, count))
  }

  private mutating func cut() throws {
    guard !shots.isEmpty else { return }
    scenes.append(try scene(shots))
    shots = []
  }

  func scene(_ shots: [(Canvas, Int)]) throws -> EncodedScene {
    var encoder = try SceneEncoder.open(video, file: "test")
    for (canvas, count) in shots { try encoder.show(canvas, count: count) }
    return try encoder.finish()
  }

  /// Hands on the writer, before it is finished.
  mutating func writer(
    to path: String, sound: EncodedSound? = nil, isCancelled: @escaping () -> Bool = { false }
  ) throws -> MovieWriter {
    try cut()
    return try MovieWriter(
      path: path, video: video, parameters: parameters(), sound: sound, isCancelled: isCancelled)
  }

  /// A film of one picture.
  static func write(_ video: VideoTrack, to path: String) throws {
    var film = TestFilm(video)
    try film.append(Canvas(width: video.width, height: video.height, .white))
    try film.write(to: path)
  }

  static func coded(_ sound: [Float]) throws -> EncodedSound {
    var encoder = try SoundEncoder(SoundTrack(), file: "test")
    try encoder.hear(sound.span)
    return try encoder.finish()
  }

  func parameters() throws -> ParameterSets { try scenes.first?.parameters ?? SceneEncoder.open(video, file: "test").parameters }

  mutating func write(to path: String, sound: [Float]? = nil, isCancelled: @escaping () -> Bool = { false }) throws {
    var writer = try writer(to: path, sound: sound.map(Self.coded), isCancelled: isCancelled)
    for scene in scenes { try writer.append(scene) }
    try writer.finish()
  }
}

extension SceneEncoder {
  mutating func show(_ canvas: Canvas, isChanged: Bool = true, count: Int = 1) throws {
    var picture = try PlanarPicture(VideoTrack(width: canvas.width, height: canvas.height, framesPerSecond: 1), file: "test")
    try picture.draw(canvas.bytes.span.bytes, stride: canvas.stride)
    try show(picture, isChanged: isChanged, count: count)
  }
}
