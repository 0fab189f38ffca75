import Production

/// How much of the whole a stage is, as people wait for it: what the WORKING file and the bars count.
enum WorkShare {
  /// The part of the making that is done: from the approval to the finished video, or from the drop to the script.
  static func fraction(of progress: Progress) -> Double {
    let (start, length): (Double, Double) =
      switch progress.stage {
      case .settings, .retype, .assets, .brand, .storyboard, .preview, .voices, .roster, .host: (0, 0)
      case .read: (0, 0.5)
      case .topics: (0.5, 0.5)
      case .consult: (0.5, 0.4)
      case .script: (0.9, 0.1)
      // Most videos have no paid voices, and where there are some they have spoken in moments.
      case .speak: (0, 0)
      case .voice: (0, 0.2)
      case .picture: (0.2, 0.75)
      case .finish: (0.95, 0.05)
      case .rows, .transform: (0, 1)
      case .link: (0, 0.9)
      case .cover: (0.9, 0.1)
      }
    return start + length * progress.fraction
  }

  static func place(of stage: Stage) -> ShareFolder {
    switch stage {
    case .settings, .retype, .assets, .brand, .read, .topics, .consult, .script, .storyboard, .preview, .voices, .roster: .review
    case .speak, .voice, .picture, .finish, .rows, .transform, .link, .cover, .host: .outbox
    }
  }
}
