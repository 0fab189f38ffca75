package import Production

/// folder.toml and job files: a job's settings over those of the client.
package enum FolderSettings {
  /// Reads what the file says over `job`, or throws all mistakes.
  ///
  /// Where `maySetGates` is false the administrator keeps the gates, and a file that sets them is told so. A file of one drop holds for that alone,
  /// whatever it is called.
  package static func decode(
    _ bytes: [UInt8], file: String, over job: JobSettings, maySetGates: Bool = true, isOfOneDrop: Bool = false
  ) throws(SettingMistakes) -> JobSettings {
    let table = try SettingsReading.table(of: bytes, file: file)
    var reading = SettingsReading(file: file)
    var draft = FolderDraft(job: job)
    reading.read(table, as: FolderDraft.keys, into: &draft)
    reading.settle(&draft.job)
    if let order = draft.transform.order(&reading) { draft.job.transform = order }
    // What holds for all drops of a folder would hold for the next document too.
    let holdsForAll = !isOfOneDrop && (file == "folder.toml" || file.hasSuffix("/folder.toml"))
    if draft.transform.isTransform, holdsForAll, let line = reading.lines["kind"] {
      let wayOut = "Put it into a file of its own beside the video: NAME.job.toml beside NAME.mp4."
      reading.add(key: "kind", at: .line(line), Unfit(problem: "belongs to one job, and not to a folder", wayOut: wayOut))
    }
    if !maySetGates, let line = reading.lines["gates"], draft.job.gates != job.gates {
      let unfit = Unfit(problem: "is set by the administrator for this share", wayOut: "Remove that line.")
      reading.add(key: "gates", at: .line(line), unfit)
    }
    try reading.finish()
    return draft.job
  }
}

extension FolderDraft {
  static var keys: [Setting<FolderDraft>] {
    [
      Setting("brand", \.job.brand, .nameOrNothing), Setting("again", \.job.again, .flag),
      Setting("site", \.job.site, .phrase(example: "shop.example.com", mayBeEmpty: true, atMost: 100)),
      Setting("at", \.job.startsAt, .wallTimeOrNone),
      Setting("topics", \.job.topics, .whole(0...10)),
      Setting("topic", \.job.topic, .phrase(example: "How to clean the filter", mayBeEmpty: true, atMost: 120)),
    ] + Setting.ofJob() + TransformDraft.keys
  }
}
