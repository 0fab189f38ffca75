/// One step of a job that a worker runs. What a stage is stands here; what it does is in `Stages`, which only the worker links.
package enum Stage: String, Sendable, Codable, CaseIterable {
  /// folder.toml and job files into values.
  case settings
  /// What a word processor saved into plain text.
  case retype
  /// What was dropped among the assets, into a verdict on each.
  case assets
  /// A brand into a sheet that shows it. For a command.
  case brand
  /// A document into structured text.
  case read
  /// Structured text into a list of what videos could be made of it.
  case topics
  /// Structured text to a language model, and its answer into a draft. Only where one is set up for the client.
  case consult
  /// Structured text, or a model's draft, into a script.
  case script
  /// A drafted script into one picture of all its scenes. It runs beside the line, and no job waits for it.
  case storyboard
  /// A drafted script, said by the free voices, as a small film to see and hear it before it is approved. Beside the line, too.
  case preview
  /// The voices and models of the account that paid voices are of. It runs beside the line.
  case roster
  /// The lines of an approved script that paid voices say, to their provider. Only where such a voice is asked for.
  case speak
  /// An approved script into sound and word times.
  case voice
  /// Script, sound and times into the films, and the pictures that lie beside them.
  case picture
  /// Captions, transcript, what is published with it: the texts that lie beside the video.
  case finish
  /// An approved template into a script for each of many people.
  case rows
  /// The voices that there are, and what they say. For a command.
  case voices
  /// A dropped video into a changed one: no script, no gate.
  case transform
  /// What a service says of a video that lies there already: its title, its length, and a picture of it, as they come.
  case link
  /// The picture of such a video into its thumbnail.
  case cover
  /// A finished video to a place where others see it, or away from there. Beside the line: its job is done.
  case host
}

extension Stage {
  /// Those that run one after the other beside the line, and take no place in it.
  package static let beside: Set<Stage> = [.storyboard, .preview, .retype, .assets, .brand, .voices, .roster, .host]

  /// Those that draw, and are given the client's own assets for it.
  package static let drawing: Set<Stage> = [.storyboard, .preview, .picture]

  /// The state that a job is in while this stage runs.
  package var stateWhileRunning: JobState {
    switch self {
    case .settings, .retype, .assets, .brand, .read, .voices, .link: .reading
    case .topics, .consult, .script, .storyboard, .preview, .roster: .drafting
    case .speak, .voice: .speaking
    case .picture: .rendering
    case .finish, .rows, .transform, .cover: .finishing
    case .host: .publishing
    }
  }

  /// The state that a job waits in for this stage.
  package var stateBefore: JobState {
    switch self {
    case .settings, .retype, .assets, .brand, .read, .voices, .link, .cover: .queued
    case .topics, .consult, .script, .storyboard, .preview, .roster: .drafting
    case .speak, .voice, .rows: .approved
    case .picture: .audioReady
    case .finish, .transform: .finishing
    case .host: .publishing
    }
  }
}

/// What the line must know of a stage before it runs one.
package struct StageCard: Sendable {
  package let stage: Stage
  /// The cores that it keeps busy; the line adds them up against one budget.
  package let cores: Int
  package let reach: Reach
  package let memoryMegabytes: Int
  /// The longest silence: without a word of progress for this long, it is stopped.
  package let patience: Duration
  /// Workers of this stage at once, whatever the cores.
  package let atOnce: Int
  /// What its paid calls are held against; nil: it may not pay.
  package let purse: Purse?
  /// Whether a paid call of it that was left without an answer can be looked up at the provider.
  package let looksUp: Bool
  /// Whether it is handed the takes that are kept for its client, and has new ones kept.
  package let usesTakes: Bool
  /// Whether it is handed the coded scenes that are kept for its client, and has new ones kept.
  package let keepsScenes: Bool
  /// Raised when the same input would give another result, so that an old result is not taken for a new one.
  package let version: Int

  /// What a worker may touch.
  package enum Reach: String, Sendable, Codable {
    /// No network; users' bytes may be decoded.
    case media
    /// The network; no users' files, nothing is decoded.
    case network
  }

  package static func card(of stage: Stage) -> StageCard {
    switch stage {
    case .settings: StageCard(stage, cores: 1, memoryMegabytes: 512, patience: .seconds(20), atOnce: 2)
    case .retype: StageCard(stage, cores: 1, memoryMegabytes: 512, patience: .seconds(20), atOnce: 2)
    case .assets: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 1)
    case .brand: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 1)
    // Version 2: every kind of document, its links and its language. Version 4: countries of views.
    // Version 5: views over midnight.
    case .read: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 4, version: 5)
    case .topics: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 2)
    // It waits for others, and keeps no core busy; it says that it waits.
    case .consult:
      StageCard(
        stage, cores: 0, reach: .network, memoryMegabytes: 512, patience: .seconds(60), atOnce: 4, purse: .drafting)
    // Version 2: another choice, other questions, measured lengths.
    case .script: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 2, version: 2)
    // They wait for others, as a consultation does. Two jobs may speak at once, and share the places that the account has.
    case .roster:
      StageCard(stage, cores: 0, reach: .network, memoryMegabytes: 512, patience: .seconds(60), atOnce: 1, purse: .making)
    case .speak:
      StageCard(
        stage, cores: 0, reach: .network, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 2, purse: .making,
        looksUp: true)
    case .storyboard: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 1)
    case .preview:
      StageCard(stage, cores: 1, memoryMegabytes: 2048, patience: .seconds(120), atOnce: 1, usesTakes: true)
    // Version 2: the sound as MP3 too, and the text that is listened to with it. Version 3: what is said has a form of its own.
    // Version 4: how mouths move; what is decoded of the MP3 is as long as the programme. Two lines at a time.
    case .voice:
      StageCard(stage, cores: 2, memoryMegabytes: 1024, patience: .seconds(120), atOnce: 2, usesTakes: true, version: 4)
    // Version 2: mouths have shapes. Version 3: frames without changes are a few bytes.
    // Version 4: thumbnails and contact sheet too, as they are drawn with the same assets.
    // Version 5: title, chapters and cover in the film; a moving preview; a brand's intro and outro.
    // Version 6: of recordings, more than two channels are mixed down, and what is damaged is passed over.
    case .picture:
      StageCard(
        stage, cores: 2, memoryMegabytes: 3072, patience: .seconds(300), atOnce: 2, keepsScenes: true, version: 6)
    // Version 2: publish.txt too. Version 3: it draws nothing. Version 4: a brand's intro goes before the words.
    // Version 5: the page that shows the video.
    case .finish: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(120), atOnce: 4, version: 6)
    case .rows: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 2)
    case .voices: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 1)
    case .transform: StageCard(stage, cores: 2, memoryMegabytes: 3072, patience: .seconds(300), atOnce: 2)
    case .link: StageCard(stage, cores: 0, reach: .network, memoryMegabytes: 512, patience: .seconds(60), atOnce: 4)
    case .cover: StageCard(stage, cores: 1, memoryMegabytes: 1024, patience: .seconds(60), atOnce: 2)
    // Others take their time; it says that it is still there.
    case .host:
      StageCard(stage, cores: 0, reach: .network, memoryMegabytes: 512, patience: .seconds(120), atOnce: 10)
    }
  }

  package init(
    _ stage: Stage, cores: Int, reach: Reach = .media, memoryMegabytes: Int, patience: Duration,
    atOnce: Int, purse: Purse? = nil, looksUp: Bool = false, usesTakes: Bool = false, keepsScenes: Bool = false,
    version: Int = 1
  ) {
    self.stage = stage
    self.cores = cores
    self.reach = reach
    self.memoryMegabytes = memoryMegabytes
    self.patience = patience
    self.atOnce = atOnce
    self.purse = purse
    self.looksUp = looksUp
    self.usesTakes = usesTakes
    self.keepsScenes = keepsScenes
    self.version = version
  }
}
