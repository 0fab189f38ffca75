import Digests
import Files
import Ledger
import Outbox
import Production
import Scripts

// A script that is told to many people is reviewed as one, and comes out as many.
extension Desk {
  /// What lies beside the template: some finished scripts to look at, and the list with what becomes of each row.
  func batchSamples(of record: JobRecord) -> [Delivery] {
    guard record.isBatch else { return [] }
    let shown = record.results[.script]?.artifacts.filter { $0.name.hasPrefix("sample-") || $0.name == BatchRows.sheetName } ?? []
    return shown.map { Delivery($0, named: Self.sampleName($0.name), from: house.store) }
  }

  /// What a person should know before approving for so many.
  static func batchRemarks(_ record: JobRecord) -> [String] {
    guard record.isBatch, let facts = record.results[.script]?.facts, let good = facts["batch.good"].flatMap(Int.init), good > 0
    else { return [] }
    var remarks = [
      "One approval is for \(people(good)): each gets a video of their own.",
      "Some of their scripts lie here to read; what is changed in these changes nothing.",
      "\(BatchRows.sheetName) says what becomes of each row. A row that you take out of it, or mend, and save before you approve counts as you left it.",
    ]
    if let merged = record.fact(ReadingFact.leadsMerged).flatMap(Int.init), merged > 0 {
      remarks.append("\(merged == 1 ? "1 row was" : "\(merged) rows were") about somebody who stands in the list already.")
    }
    if let bad = facts["batch.bad"].flatMap(Int.init), bad > 0 {
      remarks.append("Of \(bad == 1 ? "1 row" : "\(bad) rows") nothing can be made: batch.csv says why, line by line.")
    }
    return remarks
  }

  /// The list that lies beside a template, as it stands there now.
  enum ShownList {
    case asItWas
    case changed(Digest)
    case beingWritten

    var digest: Digest? {
      if case .changed(let digest) = self { return digest }
      return nil
    }
  }

  /// Throws what is wrong with it, where its rows cannot be told from each other any more.
  func shownList(of record: JobRecord) async throws -> ShownList {
    guard record.isBatch, let folder = try folderIfThere(.review, of: record.name),
      let shown = record.results[.script]?.artifacts.first(where: { $0.name == BatchRows.sheetName })
    else { return .asItWas }
    // Who takes the whole list away strikes nobody.
    guard let name = FileName(BatchRows.sheetName), try folder.status(of: name) != nil else { return .asItWas }
    guard let digest = try await store(name, in: folder, of: record.name) else { return .beingWritten }
    if try digest == shown.digest || outbox.isAsLaid(name, digest, of: record.name) { return .asItWas }
    // A worker reads it whole; here its header is enough, however long the list.
    guard let head = try house.store.open(digest)?.read(at: 0, count: 64 << 10),
      TableText(head).first(where: { _ in true })?.cells.starts(with: BatchRows.ownColumns) == true
    else {
      throw Refusal(
        "\(name) does not begin with the columns \(BatchRows.ownColumns.joined(separator: ", ")) any more.",
        wayOut: "Put these columns back, or delete the file: then the list counts as it was dropped.")
    }
    return .changed(digest)
  }

  static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

  static func batchDeliveries(of record: JobRecord, from store: ContentStore) -> [Delivery] {
    (record.results[.rows]?.artifacts ?? []).filter { $0.name != BatchRows.fileName }.map { artifact in
      guard artifact.name.hasPrefix("row-"), artifact.name.hasSuffix(".txt") else { return Delivery(artifact, from: store) }
      return Delivery(artifact, named: "script.txt", in: String(artifact.name.dropFirst(4).dropLast(4)), from: store)
    }
  }

  /// A list by itself makes nothing: people are told that it was read, and what it needs.
  static func rememberedNote(_ record: JobRecord) -> Delivery? {
    guard let count = record.fact(ReadingFact.leadsOnly).flatMap(Int.init) else { return nil }
    let keys = (record.fact(ReadingFact.leadsKeys) ?? "").split(separator: ",").joined(separator: ", ")
    let text = """
      \(people(count)) of this list \(count == 1 ? "is" : "are") remembered now. Nothing was made of it: a list by itself says nothing to anybody.

      To make something for each of them, drop the list together with a script that speaks to them:
      NAME.script.txt and NAME.leads.csv, or both in one folder. The script may ask for {{first_name|there}} and the like.
      These names can be asked for: \(keys)

      Rows about somebody who stood in the list already: \(record.fact(ReadingFact.leadsMerged) ?? "0")
      Rows that could not be used: \(record.fact(ReadingFact.leadsBad) ?? "0")

      """
    let bytes = Array(text.utf8)
    return Delivery(name: "\(people(count)) remembered - drop a script with them.txt", bytes: bytes, digest: Digest(of: bytes))
  }
}
