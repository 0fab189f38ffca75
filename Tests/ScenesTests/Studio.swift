import Drawing
import Glibc
import Production
import Scenes
import Synchronization

/// The real pictures and fonts, and a few films to try them on.
///
/// Reading them takes long: when a studio is no longer needed, what is in it is passed on to the next test.
final class Studio: Sendable {
  var shelf: AssetShelf { kit.shelf }
  var fonts: FontBook { kit.fonts }
  private let kit: Kit

  private static let free = Mutex<[Kit]>([])
  private static let timelines = Mutex<[FilmPlan: Timeline]>([:])

  /// Pictures, fonts, and painters by the size that they paint in.
  ///
  /// `@unchecked Sendable` because only one studio has it at a time, and each test has a studio of its own.
  private final class Kit: @unchecked Sendable {
    let shelf: AssetShelf
    let fonts: FontBook
    var painters: [[Int]: Painter] = [:]

    init() throws {
      shelf = AssetShelf(sources: [
        { $0.hasPrefix("brands/acme/") ? Array(BrandTests.mark.utf8) : nil },
        AssetShelf.source(Studio.root + "/inbox-example/assets"),
      ])
      fonts = try FontBook(addingFolders: [Studio.root + "/.build/fonts"])
    }
  }

  static var root: String {
    var parts = #filePath.split(separator: "/")
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }

  init() throws { kit = try Self.free.withLock { $0.popLast() } ?? Kit() }

  deinit { Self.free.withLock { [kit] in $0.append(kit) } }

  /// The bytes of one of the project's own pictures.
  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen("\(root)/inbox-example/assets/\(path)", "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// The film, directed once for all tests.
  func timeline(_ plan: FilmPlan) throws -> Timeline {
    if let known = Self.timelines.withLock({ $0[plan] }) { return known }
    let timeline = try Timeline(plan, shelf: shelf, fonts: fonts)
    Self.timelines.withLock { $0[plan] = timeline }
    return timeline
  }

  /// One that may have painted before, on another canvas.
  func painter(width: Int, height: Int) throws -> Painter {
    if let known = kit.painters[[width, height]] { return known }
    let painter = try Painter(width: width, height: height, assets: shelf, fonts: fonts)
    kit.painters[[width, height]] = painter
    return painter
  }

  func painter(_ format: VideoFormat) throws -> Painter { try painter(width: format.width, height: format.height) }

  func painted(_ picture: PictureDescription, format: VideoFormat) throws -> Canvas {
    let painter = try painter(format)
    var canvas = try painter.makeCanvas()
    try painter.paint(picture, onto: &canvas)
    return canvas
  }
}

/// A line of a film as a test writes it.
struct Said {
  let text: String
  var side: PlannedLine.Side = .left
  var pose = "standing"
  var icon: String? = nil
  var speaker: String? = nil
  var part: PlannedLine.Part? = nil
}

extension FilmPlan {
  /// A film with every word at a likely time: about 165 words a minute, and a breath between lines.
  static func telling(
    _ title: String, _ lines: [Said], takeaway: String = "", style: VideoStyle = .educational, format: VideoFormat = .tiktok,
    tail: Double = 0.8
  ) -> FilmPlan {
    var time = 0.2
    var planned: [PlannedLine] = []
    for (index, said) in lines.enumerated() {
      var words: [PlannedWord] = []
      let start = time
      for word in said.text.split(separator: " ") {
        let length = 0.12 + 0.055 * Double(word.count)
        words.append(
          PlannedWord(text: String(word), start: Timecode(seconds: time), end: Timecode(seconds: time + length)))
        time += length + (word.last.map(".?!".contains) == true ? 0.3 : word.last == "," ? 0.15 : 0.02)
      }
      let end = words.last?.end ?? Timecode(seconds: time)
      planned.append(
        PlannedLine(
          part: said.part ?? .line(index), speaker: said.speaker ?? (said.side == .left ? "Thabo" : "Lerato"),
          character: said.side == .left ? "thabo" : "lerato", side: said.side, pose: said.pose, icon: said.icon, text: said.text,
          start: Timecode(seconds: start), end: end, words: words))
      time = end.seconds + 0.3
    }
    return FilmPlan(
      title: title, style: style, lines: planned, takeaway: takeaway, length: Timecode(seconds: time + tail), format: format)
  }

  static func interest(style: VideoStyle = .finance, format: VideoFormat = .tiktok) -> FilmPlan {
    telling(
      "How compound interest works",
      [
        Said(text: "Why does my savings account grow faster every year? I put in the same R500 a month!", pose: "thinking"),
        Said(
          text: "Because you earn interest on the interest. Last year's growth works for you too.", side: .right,
          pose: "pointing",
          icon: "piggy-bank"),
        Said(text: "So the money that I earned starts to earn money itself?", pose: "standing"),
        Said(
          text:
            "Exactly. At 8 percent a year your money doubles in about nine years, and then it doubles again, without you lifting a finger.",
          side: .right, pose: "standing", icon: "chart"),
        Said(text: "Then I should have started ten years ago!", pose: "pointing"),
        Said(text: "Start early. Time does the work.", side: .right, pose: "pointing", part: .takeaway),
      ], takeaway: "Start early. Time does the work.", style: style, format: format, tail: 1.6)
  }

  /// As short as a film with all kinds of scenes can be.
  static func short(_ style: VideoStyle, format: VideoFormat = .tiktok) -> FilmPlan {
    telling(
      "How compound interest works",
      [
        Said(text: "Why does it grow faster every year?", pose: "thinking"),
        Said(text: "Interest earns interest.", side: .right, pose: "pointing", icon: "coins"),
      ], takeaway: "Start early.", style: style, format: format, tail: 1.5)
  }

  static func cloud(style: VideoStyle = .tech, format: VideoFormat = .tiktok) -> FilmPlan {
    telling(
      "What really happens when you save a file to the cloud?",
      [
        Said(text: "Where is my photo now? Up in the sky?", pose: "thinking", icon: "cloud"),
        Said(text: "In a large, cool hall full of computers, often in three cities at once.", side: .right, icon: "people"),
        Said(text: "Three? Isn't that a waste?"),
        Said(
          text: "No, it's insurance. One hall may burn down; your photo stays.", side: .right, pose: "pointing", icon: "shield"),
      ], takeaway: "The cloud is somebody's computer, three times.", style: style, format: format, tail: 4)
  }
}
