import Ledger
import Production

// What platforms say about a draft, before anybody pays for it.
extension Desk {
  static func formatRemarks(_ record: JobRecord, length: Timecode) -> [String] {
    // What is told to many is looked at row by row.
    guard !record.isBatch else { return [] }
    let settings = record.settings
    var remarks = settings.remarks(onFilmOf: length)
    if record.results[.script]?.facts[givenFact] == nil, let strictest = settings.strictestFormat,
      // Said only where it made a difference.
      max(settings.targetLength, length).seconds > 0.85 * strictest.platform.longest.seconds
    {
      remarks += [settings.lengthRemark].compactMap { $0 }
    }
    return remarks
  }

  /// How long the brand's intro and outro are.
  static func brandFilms(_ facts: [String: String]) -> Timecode? {
    facts[PreviewFact.brandFilms].flatMap(Double.init).map { Timecode(seconds: $0) }
  }

  /// How long the preview turned out to be.
  static func previewedLength(_ facts: [String: String]) -> Timecode? {
    facts["preview.mp4.seconds"].flatMap(Double.init).map { Timecode(seconds: $0) }
  }
}
