import Pages

/// How STATUS.html looks: one sheet for light and dark, for a desk and a phone.
enum StatusStyle {
  /// Nothing is loaded, nothing runs, and no other style than this one counts: the digest is of the sheet below.
  static let policy =
    "default-src 'none'; style-src 'sha256-ogCC5YntbIXICe9QlQOZRlcAwgzWAzHGzGP4U4SZOGc='; img-src data:; base-uri 'none'; form-action 'none'"

  static let icon: StaticString =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='9' fill='%234a50c8'/%3E%3Cpath d='M12 9.5v13l11-6.500z' fill='%23fff'/%3E%3C/svg%3E"

  static let sheet = HTML.style(source)

  /// The head of a page that looks so, and stands still.
  static func head(_ title: String) -> HTML {
    HTML("head") {
      HTML.void("meta", .fixed("charset", "utf-8"))
      HTML.void("meta", .fixed("http-equiv", "Content-Security-Policy"), .content(policy))
      HTML.void("meta", .fixed("name", "viewport"), .content("width=device-width, initial-scale=1"))
      HTML.void("meta", .fixed("name", "color-scheme"), .content("light dark"))
      HTML("title") { title }
      sheet
    }
  }

  static let source: StaticString = """

    :root {
      color-scheme: light dark;
      --paper: #f5f4f0; --card: #fff; --ink: #1c1d26; --soft: #5c5e6d; --line: #e5e3dc; --track: #e6e5ee;
      --accent: #4a50c8; --wait: #a35c00; --wait-bg: #fff4df; --stop: #b3322a; --done: #1f7f55;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #131419; --card: #1c1e26; --ink: #ececf2; --soft: #a2a4b3; --line: #2c2e39; --track: #30323f;
        --accent: #9aa0ff; --wait: #f0b254; --wait-bg: #2b2417; --stop: #ff8b80; --done: #63c99a;
      }
    }
    * { box-sizing: border-box; margin: 0; }
    body {
      background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%;
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
      font-variant-numeric: tabular-nums;
    }
    main { max-width: 46rem; margin: 0 auto; padding: 2.25rem 1.25rem 3rem; overflow-wrap: anywhere; }
    a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .2em; }
    a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }

    .brand { display: flex; align-items: center; gap: .55rem; color: var(--soft); font-size: .9rem; }
    .mark { width: 1.35rem; height: 1.35rem; border-radius: .4rem; background: var(--accent); position: relative; }
    .mark::after {
      content: ""; position: absolute; left: 38%; top: 28%; border: solid transparent;
      border-width: .3rem 0 .3rem .46rem; border-left-color: var(--card);
    }
    .clock { margin-left: auto; }
    h1 { font-size: 2.1rem; line-height: 1.15; font-weight: 680; letter-spacing: -.022em; margin-top: 1.5rem; }
    .lead { color: var(--soft); font-size: 1.12rem; margin-top: .3rem; }
    .notice {
      margin-top: 1.25rem; padding: .8rem 1.1rem; border-radius: .8rem; background: var(--wait-bg); color: var(--wait);
      font-weight: 550;
    }

    section { margin-top: 2.25rem; }
    h2 { font-size: .95rem; font-weight: 640; color: var(--soft); margin-bottom: .7rem; }
    .card {
      background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1.05rem 1.25rem 1.1rem;
      margin-top: .7rem;
    }
    .wait { border-left: 3px solid var(--wait); }
    .stop { border-left: 3px solid var(--stop); }
    .card p { margin-top: .25rem; }
    h3 { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .6rem; font-size: 1.06rem; font-weight: 640; }
    .state {
      font-size: .78rem; font-weight: 560; color: var(--soft); border: 1px solid var(--line); border-radius: 1rem;
      padding: .02rem .55rem;
    }
    .cost { margin-left: auto; font-weight: 500; font-size: .92rem; color: var(--soft); }
    .soft { color: var(--soft); font-size: .94rem; }
    .wait .state { color: var(--wait); border-color: currentColor; }
    .stop .state { color: var(--stop); border-color: currentColor; }
    .doing { display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: baseline; }
    .left { margin-left: auto; color: var(--soft); font-size: .94rem; }
    .card .open { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; margin-top: .6rem; }
    .open .soft { margin-left: auto; }
    .folder { font-weight: 560; }
    .quiet h3 { font-weight: 560; }

    .steps { display: grid; grid-template-columns: repeat(5, 1fr); gap: .35rem; margin: .75rem 0 .65rem; }
    .step { font-size: .78rem; color: var(--soft); min-width: 0; }
    .step span { display: block; margin-top: .15rem; }
    .now { color: var(--ink); font-weight: 620; }
    progress {
      appearance: none; -webkit-appearance: none; display: block; width: 100%; height: .5rem; border: 0; border-radius: .25rem;
      overflow: hidden; background: var(--track); color: var(--accent);
    }
    progress::-webkit-progress-bar { background: var(--track); }
    progress::-webkit-progress-value { background: var(--accent); border-radius: .25rem; }
    progress::-moz-progress-bar { background: var(--accent); border-radius: .25rem; }
    .done progress { color: var(--done); }
    .done progress::-webkit-progress-value { background: var(--done); }
    .done progress::-moz-progress-bar { background: var(--done); }

    .list {
      list-style: none; padding: .3rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: .9rem;
    }
    .list li { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem 1rem; padding: .6rem 0; }
    .list li + li { border-top: 1px solid var(--line); }
    .list a { font-weight: 560; }
    .facts { margin-left: auto; display: flex; gap: 1rem; color: var(--soft); font-size: .92rem; }

    .card.welcome { margin-top: 2rem; padding: 1.6rem 1.75rem 1.7rem; }
    .welcome h2 { color: var(--ink); font-size: 1.25rem; letter-spacing: -.01em; }
    .welcome ol { padding-left: 1.25rem; }
    .welcome li { padding: .25rem 0 .25rem .3rem; }
    .welcome li::marker { color: var(--soft); }
    .welcome p { margin-top: .8rem; color: var(--soft); }
    .hint { margin-top: 1.75rem; color: var(--soft); }

    footer { margin-top: 2.75rem; padding-top: 1.1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .88rem; }
    footer p { display: flex; flex-wrap: wrap; gap: .15rem 1.2rem; }
    footer p + p { margin-top: .3rem; }
    footer b { color: var(--ink); font-weight: 620; }
    @media (max-width: 30rem) {
      main { padding: 1.25rem .9rem 2rem; }
      h1 { font-size: 1.7rem; margin-top: 1.1rem; }
      .card { padding: .9rem 1rem 1rem; }
      .open .soft, .facts, .left { margin-left: 0; }
      .list { padding: .2rem 1rem; }
      .step { font-size: .72rem; }
    }

    """
}
