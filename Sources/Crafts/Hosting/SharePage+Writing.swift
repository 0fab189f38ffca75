import Pages
import Production

extension SharePage {
  /// The page as a file: all but films and pictures is in it.
  package var source: String {
    let look = PageLook(palette)
    return HTML.page(language: language.isEmpty ? words.language : language) {
      head(look)
      HTML("body", .style(class: isTall ? "tall" : "")) {
        HTML("header") {
          if let logo { HTML.void("img", .style(class: "logo"), .source(beside(logo.file)), .instead(logo.name)) }
        }
        HTML("main") {
          HTML("div", .style(class: "stage")) { player }
          HTML("div", .style(class: "words")) { side }
        }
        HTML.data(named: "data", values)
        HTML.script(look.script)
      }
    }.source
  }

  /// A picture of one dot: what a web server answers where the page tells it something.
  package static var beacon: [UInt8] { PackageResources.beacon_gif }

  private var isTall: Bool { films.first.map { $0.height > $0.width } ?? false }

  private func beside(_ file: String) -> RelativeLink { RelativeLink([file], isFolder: false) }

  private func head(_ look: PageLook) -> HTML {
    HTML("head") {
      HTML.void("meta", .fixed("charset", "utf-8"))
      HTML.void("meta", .fixed("http-equiv", "Content-Security-Policy"), .content(look.policy))
      HTML.void("meta", .fixed("name", "viewport"), .content("width=device-width, initial-scale=1"))
      HTML.void("meta", .fixed("name", "color-scheme"), .content("light dark"))
      // Who made it for one person does not want others to find it.
      HTML.void("meta", .fixed("name", "robots"), .content("noindex"))
      HTML("title") { title }
      HTML.void("meta", .fixed("name", "description"), .content(summary))
      HTML.void("link", .fixed("rel", "icon"), .fixed("href", PageLook.icon))
      openGraph
      HTML.style(look.sheet)
    }
  }

  /// What others show of a link to it. They take whole addresses only.
  @HTMLBuilder private var openGraph: HTML {
    HTML.void("meta", .fixed("property", "og:title"), .content(title))
    HTML.void("meta", .fixed("property", "og:description"), .content(summary))
    HTML.void("meta", .fixed("property", "og:type"), .content("video.other"))
    if let address, let film = films.first {
      HTML.void("link", .fixed("rel", "canonical"), .link(address))
      HTML.void("meta", .fixed("property", "og:url"), .content(address.address))
      HTML.void("meta", .fixed("property", "og:image"), .content(address.address + film.poster))
      HTML.void("meta", .fixed("name", "twitter:card"), .content("summary_large_image"))
      HTML.void("meta", .fixed("property", "og:video"), .content(address.address + film.file))
      HTML.void("meta", .fixed("property", "og:video:type"), .content("video/mp4"))
      HTML.void("meta", .fixed("property", "og:video:width"), .content("\(film.width)"))
      HTML.void("meta", .fixed("property", "og:video:height"), .content("\(film.height)"))
    }
  }

  private var summary: String { String(PlainText.line(description).prefix(300)) }

  /// Without a script it plays the first film, with the captions' file.
  @HTMLBuilder private var player: HTML {
    if let film = films.first {
      HTML(
        "video", .fixed("id", "film"), .fixed("controls", ""), .fixed("playsinline", ""), .fixed("preload", "none"),
        .source(beside(film.file)), .poster(beside(film.poster)), .width(film.width), .height(film.height), .label(title)
      ) {
        if !cues.isEmpty {
          HTML.void(
            "track", .fixed("kind", "captions"), .source(beside(PageFile.captions)), .label(words.captions),
            .trackLanguage(language))
        }
      }
      HTML("p", .fixed("id", "trouble"), .fixed("role", "alert"), .fixed("hidden", "")) { words.trouble }
    }
  }

  @HTMLBuilder private var side: HTML {
    HTML("h1") { title }
    controls
    if let link = WebLink(settings.buttonAddress) {
      HTML("p", .style(class: "cta")) {
        HTML(
          "a", .fixed("id", "cta"), .style(class: "button"), .link(link), .fixed("rel", "noopener"), .fixed("target", "_blank")
        ) {
          settings.buttonLabel
        }
      }
    }
    for paragraph in PlainText.lines(description) where !paragraph.isEmpty {
      HTML("p", .style(class: "about")) { paragraph }
    }
    if !chapters.isEmpty { chapterList }
    if !transcript.isEmpty {
      HTML("details") {
        HTML("summary") { words.transcript }
        for line in transcript {
          HTML("p") {
            if namesSpeakers, !line.speaker.isEmpty { HTML("b") { "\(line.speaker): " } }
            line.text
          }
        }
      }
    }
    if isSpokenByComputer { HTML("footer") { words.spoken } }
  }

  /// Where one speaks alone, nobody need be told who.
  private var namesSpeakers: Bool { Set(transcript.map(\.speaker)).count > 1 }

  /// Beside the player's own; each comes to light where the script finds a use for it.
  private var controls: HTML {
    HTML("div", .fixed("id", "bar"), .fixed("hidden", "")) {
      HTML(
        "button", .fixed("id", "captions"), .style(class: "chip"), .fixed("type", "button"), .fixed("aria-pressed", "false"),
        .fixed("hidden", "")
      ) { words.captions }
      HTML("label", .fixed("id", "sizes"), .fixed("hidden", "")) {
        words.quality
        HTML("select", .fixed("id", "quality")) {
          HTML("option", .fixed("value", "")) { words.automatic }
          for film in films { HTML("option", .chosen(film.name)) { label(of: film) } }
        }
      }
      HTML(
        "button", .fixed("id", "like"), .style(class: "chip"), .fixed("type", "button"), .fixed("aria-pressed", "false"),
        .fixed("hidden", "")
      ) { words.like }
      HTML("button", .fixed("id", "share"), .style(class: "chip"), .fixed("type", "button"), .fixed("hidden", "")) { words.share }
    }
  }

  /// Sizes of one shape by their short side; of several, by both.
  private func label(of film: Film) -> String {
    let shapes = Set(films.map { $0.width > $0.height })
    let sides = Set(films.map { min($0.width, $0.height) })
    return shapes.count == 1 && sides.count == films.count ? "\(min(film.width, film.height))p" : "\(film.width) × \(film.height)"
  }

  private var chapterList: HTML {
    HTML("nav", .fixed("id", "chapters"), .label(words.chapters)) {
      HTML("h2") { words.chapters }
      HTML("ol") {
        for chapter in chapters {
          HTML("li") {
            // Without a script it leads nowhere, and does no harm.
            HTML("a", .fixed("href", "#film")) {
              HTML("span", .style(class: "when")) { chapter.clock }
              HTML("span") { chapter.title }
            }
          }
        }
      }
    }
  }

  /// What the script reads.
  private var values: JSON {
    .object([
      .init("films", .array(films.map(Self.value))),
      .init("stream", hasStream ? .text("\(StreamFile.folder)/\(StreamFile.list)") : .none),
      .init("cues", .array(cues.map { .array([.integer(Int64($0.start)), .integer(Int64($0.end)), .text($0.text)]) })),
      .init("captionsShown", .flag(showsCaptions)),
      .init("chapters", .array(chapters.map { .integer($0.start.microseconds / 1000) })),
      .init("beacons", .flag(settings.sendsBeacons)),
      .init("honours", .flag(settings.doNotTrack == .honour)),
      .init(
        "words",
        .object([
          .init("captions", .text(words.captions)), .init("share", .text(words.share)), .init("copied", .text(words.copied)),
        ])),
    ])
  }

  private static func value(_ film: Film) -> JSON {
    .object([
      .init("name", .text(film.name)), .init("file", .text(film.file)), .init("width", .integer(Int64(film.width))),
      .init("height", .integer(Int64(film.height))), .init("poster", .text(film.poster)),
    ])
  }
}
