import Production

/// What a stage does. One file each in this folder; the worker runs one of one job, and ends.
package protocol StageWork {
  /// Does the work, keeps the results at the bench, and gives facts for the receipt.
  static func run(at bench: Workbench) throws -> [String: String]
}

extension Stage {
  var work: any StageWork.Type {
    switch self {
    case .settings: SettingsStage.self
    case .retype: RetypeStage.self
    case .assets: AssetsStage.self
    case .brand: BrandStage.self
    case .read: ReadStage.self
    case .topics: TopicsStage.self
    case .consult: ConsultStage.self
    case .script: ScriptStage.self
    case .storyboard: StoryboardStage.self
    case .preview: PreviewStage.self
    case .roster: RosterStage.self
    case .speak: SpeakStage.self
    case .voice: VoiceStage.self
    case .picture: PictureStage.self
    case .finish: FinishStage.self
    case .rows: RowsStage.self
    case .voices: VoicesStage.self
    case .transform: TransformStage.self
    case .link: LinkStage.self
    case .cover: CoverStage.self
    case .host: HostStage.self
    }
  }
}
