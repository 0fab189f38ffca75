import Digests
import Drawing
import Films
import Glibc
import Media
import Production
import Speech
import Voices

/// What the bench starts of itself for the kit's recording: `kit-compose INPUTS FOLDER near|every RATE-FACTOR THREADS`.
///
/// Intro, recording and outro with a logo over all of them, voice over music that makes way for it, in four sizes and with a thumbnail.
enum KitCompose {
  static let sizes = [1080, 720, 480, 360]

  static func make(_ words: [String]) throws {
    guard words.count == 5, let rateFactor = Double(words[3]), let threads = Int(words[4]) else { throw misuse }
    let (folder, every) = (words[1], words[2] == "every")
    let desk = try KitDesk(inputs: words[0])
    var rule = Fitting.Rule()
    rule.pause = .zero
    let length = desk.recording.length
    let middle = try desk.source(
      Fitting([.init(mark: .zero, spoken: length)], of: length, by: rule), likeness: every ? nil : VideoPicture.likeness)
    let cards = ["intro", "outro"].map { desk.card($0, isStill: !every) }
    let facts = try Film.render(
      JoinedSource(cards[0], [middle, cards[1]]), as: desk.rungs(in: folder), sound: FilmSound(try desk.sound()),
      order: KitDesk.order(rateFactor, threads, desk.identity()))
    try thumbnail(of: middle, to: "\(folder)/thumbnail.jpg")
    TextFile.say("\(facts[0].frames) frames, \(facts[0].scenes) scenes")
    TextFile.say("\(facts.reduce(0) { $0 + $1.encoderSeconds })")
  }

  /// `kit-batch INPUTS FOLDER RATE-FACTOR THREADS CUSTOMERS`: the same for so many customers, each with a card of their own before it and with two of its four
  /// parts told otherwise. What they have in common is coded once.
  static func makeBatch(_ words: [String]) throws {
    guard words.count == 5, let rateFactor = Double(words[2]), let threads = Int(words[3]), let customers = Int(words[4]) else {
      throw misuse
    }
    let desk = try KitDesk(inputs: words[0])
    let shelf = KitMemory()
    var made = 0
    for customer in 0..<customers {
      let spoken = [11.2 + 0.31 * Double(customer % 7), 12.5, 10.4 + 0.27 * Double(customer % 5), 13]
      let parts = spoken.enumerated().map { number, seconds in
        Fitting.Part(mark: Timecode(seconds: 15 * Double(number)), spoken: Timecode(seconds: seconds))
      }
      let middle = try desk.source(Fitting(parts, of: desk.recording.length))
      let cards = [desk.card("intro", caption: "For customer \(customer + 1)"), desk.card("outro")]
      let later = 0.02 * Double(customer % 50)
      let facts = try Film.render(
        JoinedSource(cards[0], [middle, cards[1]]), as: desk.rungs(in: words[1]),
        sound: FilmSound(try desk.sound(later: later)),
        order: KitDesk.order(rateFactor, threads, desk.identity(later: later)), keeping: shelf)
      made += facts.reduce(0) { $0 + $1.scenesMade }
    }
    TextFile.say("\(made)")
  }

  /// The 900th frame of the film, as the kit takes it.
  private static func thumbnail(of source: RecordingSource, to path: String) throws {
    var picture = try PlanarPicture(
      VideoTrack(width: source.width, height: source.height, framesPerSecond: source.framesPerSecond), file: path)
    let frame = 900 - KitDesk.cardSeconds * source.framesPerSecond
    let index = source.states.lastIndex { $0.first <= frame } ?? 0
    _ = try source.makePainter().paint(index, onto: &picture, isOther: true)
    try TextFile.write(try StillPicture.jpeg(picture, scaledTo: .init(width: 640, height: 360)), to: path)
  }

  private static let misuse = Refusal("These are the bench's own words.", wayOut: "Run: dropreel-bench compose INPUTS KIT")
}
