import Pages
import Production

/// The page in versions/ that shows what changed from one version to the next. It opens by double click, and holds no script and no link.
struct ChangesPage {
  let job: JobName
  let earlier: Int
  let version: Int
  let changes: ScriptChanges

  var bytes: [UInt8] { Array(page.source.utf8) }

  private var title: String { "What changed from version \(earlier) to version \(version)" }

  private var page: HTML {
    HTML.page(language: "en") {
      HTML("head") {
        HTML.void("meta", .fixed("charset", "utf-8"))
        HTML.void("meta", .fixed("name", "viewport"), .fixed("content", "width=device-width, initial-scale=1"))
        HTML("title") { "\(title) - \(job)" }
        HTML.style(Self.sheet)
      }
      HTML("body") {
        HTML("h1") { title }
        HTML("p", .style(class: "soft")) {
          "The script of \(job). "
          HTML("del") { "Struck out" }
          " was taken out, "
          HTML("ins") { "underlined" }
          " came in."
        }
        if let pieces = changes.pieces {
          text(pieces)
        } else {
          HTML("p") { "The two versions are too long to be compared here." }
        }
      }
    }
  }

  private func text(_ pieces: [ScriptChanges.Piece]) -> HTML {
    HTML("pre") {
      for run in ScriptChanges.runs(pieces) {
        switch run.fate {
        case .kept: HTML.text(run.text)
        case .out: HTML("del") { run.text }
        case .into: HTML("ins") { run.text }
        }
      }
    }
  }

  private static let sheet: StaticString = """
    :root { color-scheme: light dark; }
    body { font: 17px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
    h1 { font-size: 1.3rem; }
    pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
    .soft { opacity: .75; }
    del { color: #a40e26; background: #ffe3e6; text-decoration: line-through; }
    ins { color: #0a5c2b; background: #dff7e6; text-decoration: underline; text-decoration-thickness: 2px; }
    @media (prefers-color-scheme: dark) {
      del { color: #ffb3bd; background: #4a1720; }
      ins { color: #a8f0c0; background: #123d22; }
    }
    """
}
