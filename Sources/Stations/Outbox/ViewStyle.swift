import Pages

/// How reports look: as the status page does, and what charts need beside that.
enum ViewStyle {
  /// As there: nothing is loaded, nothing runs, and of this page's two sheets one has this digest.
  static let policy = StatusStyle.policy.replacing(
    "style-src ", with: "style-src 'sha256-ZKxyIm9JaxVmXpb1vhz7GNxuD/FRx3E/bksLVhUK4JY=' ")

  static let sheet = HTML.style(source)

  static let source: StaticString = """

    .chart { display: block; width: 100%; height: 10rem; margin-top: .3rem; overflow: visible; }
    .bar { fill: var(--accent); }
    .bar:hover { fill: var(--ink); }
    .area { fill: var(--accent); opacity: .16; }
    .line { fill: none; stroke: var(--accent); stroke-width: 2.5; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
    .rule { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
    .axis { display: flex; justify-content: space-between; color: var(--soft); font-size: .82rem; margin-top: .35rem; }
    .axis span:only-child { margin: 0 auto; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .7rem; margin-top: 1.6rem; }
    .figure {
      display: flex; flex-direction: column; background: var(--card); border: 1px solid var(--line); border-radius: .9rem;
      padding: .8rem 1rem;
    }
    .figure b { font-size: 1.55rem; font-weight: 660; line-height: 1.2; letter-spacing: -.015em; }
    .figure span { color: var(--soft); font-size: .86rem; }
    .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: 0 1.2rem; }
    .shares li { display: grid; grid-template-columns: 1fr auto; gap: .15rem .8rem; }
    .shares progress { grid-column: 1 / -1; }
    .shares .soft { font-size: .9rem; }
    section > .soft { margin-top: .6rem; }
    .story .facts { flex-basis: 100%; margin-left: 0; }
    @media (max-width: 30rem) { .list .facts { flex-basis: 100%; } }

    """

  static func head(_ title: String) -> HTML {
    HTML("head") {
      HTML.void("meta", .fixed("charset", "utf-8"))
      HTML.void("meta", .fixed("http-equiv", "Content-Security-Policy"), .content(policy))
      HTML.void("meta", .fixed("name", "viewport"), .content("width=device-width, initial-scale=1"))
      HTML.void("meta", .fixed("name", "color-scheme"), .content("light dark"))
      HTML.void("meta", .fixed("name", "referrer"), .content("no-referrer"))
      HTML.void("link", .fixed("rel", "icon"), .fixed("href", StatusStyle.icon))
      HTML("title") { title }
      StatusStyle.sheet
      sheet
    }
  }
}
