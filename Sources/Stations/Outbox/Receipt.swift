import Files
import Pages
import Production

/// A job's receipt for programs: what it was made from, by what, when, at what cost, and who approved it.
///
/// Members keep their order, and sets are sorted: the same job gives the same bytes. Amounts are integer micro-dollars.
struct Receipt {
  /// Raised when a member changes its meaning; new members do not raise it.
  static let schema: Int64 = 1

  /// One of a batch names a file for each of its people; a larger one is not ours.
  static let largest = 16 << 20

  /// The ledger keeps them whole; here they only remind.
  private static let longestNotes = 2000

  private let members: [JSON.Member]

  /// A file as it lies in the job's folder.
  struct File: Hashable {
    let name: String
    let digest: Digest
    let size: Int64
  }

  init(_ publication: Publication, files: [File]) {
    let story = publication.story
    let provenance = publication.provenance
    members = [
      .init("schema", .integer(Self.schema)),
      .init("job", .text(story.card.name.text)),
      .init("client", .text(story.card.client.text)),
      .init("created", Self.time(story.card.created)),
      .init("published", Self.time(publication.at)),
      .init("ai_label", .text(provenance.label)),
      .init("source", .object(Self.source(story, provenance.parts))),
      .init("unused", .array(provenance.unused.map(JSON.text))),
      .init("script_version", .integer(Int64(story.card.version))),
      .init("settings", Self.settings(story.settings)),
      .init("approvals", .array(story.approvals.map(Self.approval))),
      .init("publishing", publication.details.map(Self.publishing) ?? .none),
      .init("cost_microdollars", .integer(story.card.cost.microDollars)),
      .init("stages", .array(story.stages.map(Self.stage))),
      .init("voices", Self.table(provenance.voices)),
      .init("versions", Self.table(provenance.versions)),
      .init("licences", Self.table(provenance.licences)),
      .init("files", .array(files.map { Self.file($0.name, $0.digest, $0.size) })),
    ]
  }

  func bytes(named name: FileName) -> [UInt8] {
    let mark = "\"\n}\n"
    let sealed = JSON.object(members + [.init("seal", .text(""))]).source + "\n"
    return Seal.sealed(String(sealed.dropLast(mark.count)), name: name.bytes, ending: .json)
  }

  private static func settings(_ settings: JobSettings) -> JSON {
    .object([
      .init("style", .text(settings.style.rawValue)),
      .init("target_length_microseconds", .integer(settings.targetLength.microseconds)),
      .init("longest_microseconds", .integer(settings.longest.microseconds)),
      .init("formats", .array(settings.formats.map { .text($0.name) })),
      .init("still_frames", .text(settings.stillFrames.rawValue)),
      .init("encoded_formats", .array(settings.encodedFormats.map { .text($0.name) })),
      .init("text", .text(settings.text.rawValue)),
      .init("marks_words", .flag(settings.marksWords)),
      .init("burns_captions", .flag(settings.burnsCaptions)),
      .init("transition", .text(settings.transition.rawValue)),
      .init("render", .text(settings.render.rawValue)),
      .init("music", .text(settings.music)),
      .init("thumbnail", .text(settings.thumbnail.rawValue)),
      .init("thumbnail_microseconds", .integer(settings.thumbnailMoment.microseconds)),
      .init("sound_formats", .array(settings.soundFormats.map { .text($0.rawValue) })),
      .init("gates", .array(settings.gates.map(\.rawValue).sorted().map(JSON.text))),
      .init("priority", .text(settings.priority.rawValue)),
      .init("questioner", speaker(settings.questioner)),
      .init("explainer", speaker(settings.explainer)),
      .init("brand", .text(settings.brand)), .init("site", .text(settings.site)),
      .init("tone", .text(settings.tone.rawValue)),
      .init("audience", .text(settings.audience)),
      .init("key_messages", .array(settings.keyMessages.map(JSON.text))),
      .init("language", .text(settings.language)),
      .init("unknown_language", .text(settings.unknownLanguage.rawValue)),
      .init("forbidden", .array(settings.forbidden.map(JSON.text))),
      .init("shows_sources", .flag(settings.showsSources)),
      .init("topics", .integer(Int64(settings.topics))),
      .init("topic", .text(settings.topic)),
      .init("demo", demo(settings.demo)),
      .init("page", page(settings.page)),
      .init("publish", publish(settings.publish)),
      .init("starts_at", settings.startsAt.map { .text($0.text) } ?? .none),
      .init("max_batch", .integer(Int64(settings.maxBatch))),
      .init("transform", settings.transform.map { .text($0.transform.kind.rawValue) } ?? .none),
      .init("again", .flag(settings.again)),
    ])
  }

  private static func demo(_ demo: DemoSettings) -> JSON {
    .object([
      .init("preset", .text(demo.preset.rawValue)),
      .init("ladder", .array(demo.ladder.map { .integer(Int64($0)) })),
      .init("slides", .flag(demo.slides)),
      .init("hls", .flag(demo.hls)),
      .init("longest_microseconds", .integer(demo.longest.microseconds)),
      .init("fastest_percent", .integer(Int64((demo.fastest * 100).rounded()))),
      .init("trims_silence", .flag(demo.trimsSilence)),
    ])
  }

  private static func publish(_ publish: PublishSettings) -> JSON {
    .object([
      .init("host", .text(publish.host)),
      .init("privacy", .text(publish.privacy.rawValue)),
      .init("may_be_downloaded", .flag(publish.mayBeDownloaded)),
      .init("expires_days", .integer(Int64(publish.expiresDays))),
    ])
  }

  private static func page(_ page: PageSettings) -> JSON {
    .object([
      .init("button_label", .text(page.buttonLabel)),
      .init("button_address", .text(page.buttonAddress)),
      .init("sends_beacons", .flag(page.sendsBeacons)),
      .init("do_not_track", .text(page.doNotTrack.rawValue)),
      .init("base_address", .text(page.baseAddress)),
    ])
  }

  /// The digest of a drop that is no single file is over its parts.
  private static func source(_ story: JobStory, _ parts: [Artifact]) -> [JSON.Member] {
    let whole: [JSON.Member] = [.init("name", .text(story.sourceName)), .init("sha256", .text(story.sourceDigest.hex))]
    return parts.isEmpty ? whole : whole + [.init("parts", .array(parts.map { file($0.name, $0.digest, $0.size) }))]
  }

  private static func speaker(_ speaker: SpeakerSettings) -> JSON {
    .object([
      .init("name", .text(speaker.name)), .init("character", .text(speaker.character)), .init("voice", .text(speaker.voice)),
    ])
  }

  private static func approval(_ approval: Approval) -> JSON {
    .object([
      .init("decision", .text(approval.decision.rawValue)),
      .init("about", .text(approval.gate.rawValue)),
      .init("by", .text(approval.by)),
      .init("at", time(approval.at)),
      .init("version", .integer(Int64(approval.version))),
      .init("text_sha256", approval.textDigest.map { .text($0.hex) } ?? .none),
      .init("notes", .text(String(approval.notes.prefix(longestNotes)))),
    ])
  }

  private static func publishing(_ details: PublishDetails) -> JSON {
    .object([
      .init("title", .text(details.title)), .init("description", .text(details.description)),
      .init("tags", .array(details.tags.map(JSON.text))), .init("privacy", .text(details.privacy.rawValue)),
    ])
  }

  private static func stage(_ line: ReceiptLine) -> JSON {
    .object([
      .init("stage", .text(line.stage.rawValue)),
      .init("started", time(line.started)),
      .init("ended", time(line.ended)),
      .init("took_microseconds", .integer(line.ended.since(line.started).wholeMicroseconds)),
      .init("attempts", .integer(Int64(line.attempts))),
      .init("cost_microdollars", .integer(line.cost.microDollars)),
      .init("facts", table(line.facts)),
      // What was made for each person stands among the files already.
      .init("made", .array(line.stage == .rows ? [] : line.artifacts.map { file($0.name, $0.digest, $0.size) })),
    ])
  }

  private static func file(_ name: String, _ digest: Digest, _ size: Int64) -> JSON {
    .object([.init("name", .text(name)), .init("sha256", .text(digest.hex)), .init("bytes", .integer(size))])
  }

  private static func table(_ table: [String: String]) -> JSON {
    .object(table.sorted { $0.key < $1.key }.map { .init($0.key, .text($0.value)) })
  }

  private static func time(_ moment: Moment) -> JSON { .text(CivilTime(moment).iso8601) }
}
