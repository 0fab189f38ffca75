import Ledger
import Pages
import Production

extension HostedVideo {
  /// Of a dropped link whose service has told of it; nil for any other job.
  init?(linkedBy record: JobRecord) {
    guard record.order.kind == .link, let facts = record.results[.link]?.facts,
      let link = facts[LinkedVideo.address].flatMap(LoomLink.init)
    else { return nil }
    // What others say is one line, and no longer than people read.
    let title = String((facts[LinkedVideo.title] ?? "").onOneLine.prefix(LinkedVideo.longestTitle))
    let shown = title.isEmpty ? record.name.text : title
    self.init(
      job: record.name, client: record.order.drop.client,
      wish: HostWish(host: LoomLink.service, details: PublishDetails(title: shown, privacy: .unlisted)),
      address: record.name.text,
      files: [])
    (task, state, host, isLinked) = (nil, .ready, LoomLink.service, true)
    var copy = HostedCopy(
      id: link.id, link: link.address, embedCode: EmbedCode.frame(of: link.embedded, title: shown), state: .ready)
    copy.length = facts[LinkedVideo.seconds].flatMap(Double.init).map { Timecode(seconds: $0) }
    self.copy = copy
  }

  /// Why it is left where it is, as it is.
  var isNotOurs: Refusal {
    Refusal(
      "The video of \(job) lies at \(host ?? "another service"), where only its owner can change it or take it away.",
      wayOut: "Open \(copy?.link ?? "it") and do it there; to be rid of what lies here, drop \(job).delete into inbox/.")
  }
}
