import Digests
import Files
import Production
import Testing

@testable import Outbox

@Suite struct PublishTests {
  private static let job = "interest"
  private static let video = [UInt8](repeating: 7, count: 300_000)

  /// A share just before its job is published: a store, a claimed drop, a script in review/, a WORKING file.
  private func prepared() throws -> (TestShare, Publication) {
    let share = try TestShare()
    let job = try Samples.job(Self.job)
    let store = try ContentStore(in: share.root)
    let (digest, size) = try store.put(Self.video)
    try share.put("the drop", at: ".dropreel/claimed/12")
    try share.put("TITLE: One\n", at: "review/interest/script approved.txt")
    try share.outbox.showWorking(
      job, in: .outbox, Progress(stage: .finish, fraction: 1, doing: "", timeLeft: nil), at: Samples.now)
    let captions = Array("1\n00:00 hello\n".utf8)
    let deliveries = [
      Delivery(Artifact(name: "out.mp4", digest: digest, size: size), named: "interest.tiktok.mp4", from: store),
      Delivery(name: "captions.srt", bytes: captions, digest: Digest(of: captions)),
      Delivery(name: "CON:\u{202E}odd?.txt", bytes: [], digest: Digest(of: [])),
      Delivery(Artifact(name: "out.mp4", digest: digest, size: size), in: "page", "hls", mayBeShared: true, from: store),
      Delivery(Artifact(name: "again.mp4", digest: digest, size: size), from: store),
    ]
    let original = Original(
      in: try share.folder(".dropreel/claimed"), name: .known("12"),
      originalName: try #require(FileName(bytes: Array("Zinsen ".utf8) + [0xFF] + Array(".docx".utf8))))
    let publication = Publication(
      story: try Samples.story(Self.job), deliveries: deliveries, originals: [original], provenance: Samples.provenance(),
      at: Samples.now)
    return (share, publication)
  }

  @Test func everythingOfAFinishedJobIsThere() throws {
    let (share, publication) = try prepared()
    try share.outbox.publish(publication)
    let tree = try share.tree("outbox/interest")
    #expect(
      tree.keys.sorted() == [
        "CON-odd-.txt", "again.mp4", "captions.srt", "how-it-was-made.txt", "interest.tiktok.mp4", "page/hls/out.mp4",
        "receipt.json", "script/script approved.txt",
        "source/Zinsen \u{FFFD}.docx",
      ])
    #expect(tree["interest.tiktok.mp4"]?.utf8.elementsEqual(Self.video) == true)
    #expect(tree["source/Zinsen \u{FFFD}.docx"] == "the drop")
    #expect(try share.names(in: "review").isEmpty)
    #expect(try share.names(in: ".dropreel/making").isEmpty)
    #expect(try share.names(in: ".dropreel/claimed").isEmpty)
    let mode = try share.folder("outbox/interest").status(of: .known("interest.tiktok.mp4"))?.mode
    #expect(mode == 0o660, "the share's group works with it")
    #expect(try share.folder("outbox/interest").status(of: .known("interest.tiktok.mp4"))?.links == 2)
    #expect(try share.folder("outbox/interest/page/hls").status(of: .known("out.mp4"))?.links == 2, "it takes no room of its own")
    #expect(
      try share.folder("outbox/interest").status(of: .known("again.mp4"))?.links == 1, "one may be changed without the other")
  }

  @Test func killedBetweenAnyTwoStepsItEndsTheSame() throws {
    let (whole, publication) = try prepared()
    try whole.outbox.publish(publication)
    let expected = try whole.tree("outbox")
    for steps in 0... {
      let (share, publication) = try prepared()
      var left = steps
      var isDone = true
      do {
        try share.outbox.publish(publication) {
          if left == 0 { throw Killed() }
          left -= 1
        }
      } catch is Killed {
        isDone = false
        for (name, content) in try share.tree("outbox") where !name.contains("/WORKING") {
          #expect(expected[name] == content || content.isEmpty, "\(name) is complete at step \(steps)")
        }
        try share.restarted().publish(publication)
      }
      #expect(try share.tree("outbox") == expected, "killed at step \(steps)")
      #expect(try share.names(in: "review").isEmpty)
      #expect(try share.names(in: ".dropreel/making").isEmpty)
      if isDone {
        #expect(steps > 12, "the kills reached into every part")
        break
      }
    }
  }

  @Test func publishedTwiceNothingIsWrittenTwice() throws {
    let (share, publication) = try prepared()
    try share.outbox.publish(publication)
    let before = try share.folder("outbox/interest").entries().sorted { $0.inode < $1.inode }
    let later = Publication(
      story: publication.story, deliveries: publication.deliveries, originals: publication.originals,
      provenance: publication.provenance, at: Samples.now.advanced(by: .seconds(90)))
    try share.restarted().publish(later)
    #expect(try share.folder("outbox/interest").entries().sorted { $0.inode < $1.inode } == before)
  }

  /// A file for each of very many people: the receipt names them all, and is known again as ours.
  @Test func aGreatBatchKilledAfterItsReceiptEndsTheSame() throws {
    let (share, one) = try prepared()
    let store = try ContentStore(in: share.root)
    let (digest, size) = try store.put(Array("TITLE: For you\n".utf8))
    let deliveries = (1...5000).map {
      Delivery(Artifact(name: "row-\($0).txt", digest: digest, size: size), named: "script.txt", in: String($0), from: store)
    }
    let publication = Publication(
      story: one.story, deliveries: deliveries, originals: one.originals, provenance: one.provenance, at: Samples.now)
    var wasThere = false
    #expect(throws: Killed.self) {
      try share.outbox.publish(publication) {
        if try share.folder("outbox/interest").status(of: .known("receipt.json")) == nil { return }
        wasThere = true
        throw Killed()
      }
    }
    #expect(wasThere)
    let later = Publication(
      story: one.story, deliveries: deliveries, originals: one.originals, provenance: one.provenance,
      at: Samples.now.advanced(by: .seconds(90)))
    let placed = try share.restarted().publish(later)
    #expect(placed.count == 5000 && placed.last?.name == "5000/script.txt")
    let names = try share.names(in: "outbox/interest")
    #expect(names.filter { $0.contains("receipt") || $0.contains("how-it-was") } == ["how-it-was-made.txt", "receipt.json"])
    #expect(try share.folder("outbox/interest").status(of: .known("receipt.json"))?.size ?? 0 < Receipt.largest / 4)
  }

  @Test func aSecondTryWithOtherTimesReplacesOnlyOurPapers() throws {
    let (share, publication) = try prepared()
    try share.outbox.publish(publication)
    try share.folder("outbox/interest").remove(.known("receipt.json"))
    try share.outbox.publish(
      Publication(
        story: publication.story, deliveries: publication.deliveries, originals: publication.originals,
        provenance: publication.provenance, at: Samples.now.advanced(by: .seconds(90))))
    #expect(try share.names(in: "outbox/interest").filter { $0.contains("(2)") }.isEmpty)
    #expect(try share.text(at: "outbox/interest/how-it-was-made.txt")?.contains("Finished:  4 March 2026, 15:43") == true)
  }

  @Test func aUsersFilesAreNeverTouched() throws {
    let (share, publication) = try prepared()
    let theirs = ["interest.tiktok.mp4", "receipt.json", "how-it-was-made.txt", "script", "WORKING.txt", "my notes.txt"]
    for name in theirs { try share.put("theirs \(name)", at: "outbox/interest/\(name)") }
    try share.put("their source", at: "outbox/interest/source/other.docx")
    for _ in 1...2 {
      let placed = try share.outbox.publish(publication)
      #expect(placed.map(\.name) == ["interest.tiktok (2).mp4", "captions.srt", "CON-odd-.txt", "page/hls/out.mp4", "again.mp4"])
      #expect(placed.map(\.digest) == publication.deliveries.map(\.digest))
    }
    for name in theirs { #expect(try share.text(at: "outbox/interest/\(name)") == "theirs \(name)") }
    let tree = try share.tree("outbox/interest")
    #expect(tree["source/other.docx"] == "their source")
    #expect(tree["interest.tiktok (2).mp4"]?.utf8.elementsEqual(Self.video) == true)
    #expect(tree["script (2)/script approved.txt"] == "TITLE: One\n")
    #expect(tree["receipt (2).json"]?.contains("\"name\": \"interest.tiktok (2).mp4\"") == true)
    #expect(tree["receipt (3).json"] == nil)
    #expect(tree["how-it-was-made (2).txt"]?.hasPrefix("How \"interest\" was made\n") == true)
  }

  @Test func aFolderThatIsALinkIsNotFollowed() throws {
    let (share, publication) = try prepared()
    try share.folder("outbox").removeTree(.known("interest"))
    try share.link("outbox/interest", to: "../review")
    #expect(throws: FileError.self) { try share.outbox.publish(publication) }
    #expect(try share.names(in: "review/interest") == ["script approved.txt"])
  }

  @Test func aMissingContentIsNamed() throws {
    let (share, publication) = try prepared()
    let store = try ContentStore(in: share.root)
    try store.remove(publication.deliveries[0].digest)
    let refusal = try #require(throws: Refusal.self) { try share.outbox.publish(publication) }
    #expect(refusal.sentence.contains("interest.tiktok.mp4"))
    #expect(try share.text(at: "outbox/interest/receipt.json") == nil)
  }

  @Test func namesGoOnBeyondTheLimit() throws {
    let long = try #require(FileName(String(repeating: "é", count: 125) + ".mp4"))
    let second = long.numbered(2)
    #expect(second.bytes.count <= FileName.longest)
    #expect(second.description.hasSuffix("é (2).mp4") && !second.description.contains("\u{FFFD}"))
    #expect(FileName.known("noending").numbered(3).description == "noending (3)")
    #expect(FileName.known(".hidden").numbered(2).description == ".hidden (2)")
  }
}
