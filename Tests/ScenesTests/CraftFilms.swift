import Drawing
import Production
import Scenes
import Testing

/// A film and its timeline, made once for all rules.
struct CraftFilm: CustomTestStringConvertible, Sendable {
  let plan: FilmPlan
  let timeline: Timeline

  var testDescription: String { "\(plan.title.prefix(30)), \(plan.format.name)" }
  var rate: Double { Double(plan.format.framesPerSecond) }
  var layout: FrameLayout { timeline.layout }

  /// When everybody has risen into the picture.
  var risen: Int { plan.format.framesPerSecond / 2 }

  private static func made(_ plans: (VideoFormat, Studio) -> [FilmPlan]) -> [CraftFilm] {
    guard let studio = try? Studio() else { return [] }
    return VideoFormat.shapes.flatMap { plans($0, studio) }.compactMap { plan in
      (try? studio.timeline(plan)).map { CraftFilm(plan: plan, timeline: $0) }
    }
  }

  /// As people make them, in every shape: two speakers, or one at either side; and with all that moves.
  static let ordinary = made { format, studio in
    [
      .interest(format: format), .cloud(format: format), .telling("One line", [Said(text: "Just this one.")], format: format),
      .telling(
        "Save water", [Said(text: "Who turns off the tap, and when, and why does it matter?", side: .right, icon: "water")],
        takeaway: "Every drop counts.", style: .motivation, format: format, tail: 4),
      .sliding(format: format), .moving(format: format, dressedIn: BrandTests.brand(studio.shelf)),
    ]
  }

  /// Texts that no layout was made for, in every shape.
  static let hard = made { format, _ in
    [.worldly(format: format), .long(format: format), .terse(format: format), .unseen(format: format), .silent(format: format)]
  }

  static let all = ordinary + hard
}

extension PictureDescription {
  /// Itself, and those that are in it where one scene gives way to the next.
  var all: [PictureDescription] {
    layers.reduce(into: [self]) { all, layer in
      if case .whole(let picture, _) = layer.shape { all.append(picture) }
    }
  }
}

extension FilmPlan {
  static func sliding(format: VideoFormat) -> FilmPlan {
    var plan = interest(format: format)
    plan.title = "How interest slides"
    plan.motion = Motion(text: .slideIn, transition: .slide)
    return plan
  }

  /// All that can move, in the dress of a brand.
  static func moving(format: VideoFormat, dressedIn brand: Brand, style: VideoStyle = .tech) -> FilmPlan {
    var plan = cloud(style: style, format: format)
    plan.title = "All that moves"
    plan.motion = Motion(text: .pop, transition: .zoom, render: .rich)
    plan.brand = brand
    return plan
  }

  /// Scripts that run from right to left, without spaces, or in pictures.
  static func worldly(format: VideoFormat) -> FilmPlan {
    telling(
      "كيف تعمل الفائدة المركبة؟",
      [
        Said(text: "لماذا ينمو حساب التوفير الخاص بي بشكل أسرع كل عام؟", speaker: "ثابو"),
        Said(text: "שלום עולם, מה שלומך היום? הריבית צוברת ריבית 12% בשנה.", side: .right, icon: "coins", speaker: "לראטו"),
        Said(text: "复利是指在每个计息期末将所得利息加入本金，再计算下一期利息的方法。", speaker: "小明"),
        Said(text: "なぜ私の預金は毎年速く増えるのですか。利息にも利息が付くからです。", side: .right),
        Said(text: "ดอกเบี้ยทบต้นทำให้เงินของคุณเติบโตเร็วขึ้นทุกปี", icon: "chart"),
        Said(text: "🎉🎊 👨‍👩‍👧‍👦 🇿🇦 party 🚀🚀🚀 time 🔥", side: .right, speaker: "🦊"),
      ], takeaway: "ابدأ مبكرا 🚀 复利", format: format, tail: 4)
  }

  /// Words of 60 letters and names of 40.
  static func long(format: VideoFormat) -> FilmPlan {
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
    let name = "Maximiliana Wolfeschlegelsteinhausen-Ber"
    return telling(
      "What the \(word) and the Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch have to do with each other, and why "
        + "nobody who has ever lived within five kilometres of either has been able to say so on one line of a poster",
      [
        Said(text: "Have you heard of the \(word) in Vienna?", icon: "people", speaker: name),
        Said(text: "\(word) \(word)", side: .right, icon: "shield", speaker: String(name.reversed())),
        Said(text: String(repeating: "w", count: 60) + " is no word, but somebody will write it.", speaker: name),
      ], takeaway: "\(word) is the longest of all the words that we shall ever need to remember, so it is set small.",
      format: format, tail: 5)
  }

  /// Lines of one word.
  static func terse(format: VideoFormat) -> FilmPlan {
    telling(
      "Why?",
      [
        Said(text: "Why?"), Said(text: "Because.", side: .right), Said(text: "Really?", icon: "cloud"),
        Said(text: "Yes.", side: .right),
        Said(text: "5"), Said(text: "…", side: .right),
      ], takeaway: "So.", format: format, tail: 4)
  }

  /// Nobody is to be seen.
  static func unseen(format: VideoFormat) -> FilmPlan {
    var plan = cloud(format: format)
    for index in plan.lines.indices { plan.lines[index].character = "" }
    plan.title = "Nobody is seen"
    return plan
  }

  /// Only a title.
  static func silent(format: VideoFormat) -> FilmPlan {
    FilmPlan(
      title: "Only a title", style: .tech, lines: [], takeaway: "", length: Timecode(seconds: 2), format: format)
  }
}
