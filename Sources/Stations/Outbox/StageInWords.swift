import Production

extension Stage {
  /// What it does, for people who look at what it cost.
  var inWords: String {
    switch self {
    case .settings: "reading settings"
    case .retype: "reading scripts from word processors"
    case .assets: "checking assets"
    case .brand: "checking brands"
    case .read: "reading drops"
    case .topics: "finding topics"
    case .consult: "asking for scripts"
    case .script: "writing scripts"
    case .storyboard: "drawing storyboards"
    case .preview: "making previews"
    case .roster: "looking up paid voices"
    case .speak: "fetching paid voices"
    case .voice: "speaking"
    case .picture: "making films"
    case .finish: "captions and texts"
    case .rows: "scripts of lists"
    case .voices: "listing voices"
    case .transform: "changing recordings"
    case .link: "asking about linked videos"
    case .cover: "thumbnails of linked videos"
    case .host: "uploading"
    }
  }
}
