import Files
import FoundationEssentials
import Hosting
import Ledger
import Pages
import Production

// The page that shows a finished video, written again with what was learned since it was made.
extension House {
  /// As it was made; nil where there is none, or it is not kept any more.
  func page(in record: Artifact?) throws -> SharePage? {
    guard let record, let bytes = try store.read(record.digest, atMost: Self.largestPage) else { return nil }
    return try JSONDecoder().decode(SharePage.self, from: Data(bytes))
  }

  func page(of record: JobRecord) throws -> SharePage? {
    try page(in: record.results[.finish]?.artifacts.first { $0.name == PageFile.record })
  }

  /// With what a person wants said of the video, where that is not what was proposed.
  func page(of record: JobRecord, saying details: PublishDetails?) throws -> SharePage? {
    guard let page = try page(of: record), let details, let proposed = try proposed(for: record) else {
      return try page(of: record)
    }
    return page.saying(details, insteadOf: proposed)
  }

  /// As it is to lie on a host. Where everybody finds it there it knows its address, by which others can show a picture of it beside a link.
  func page(of video: HostedVideo, at host: HostAccount) async throws -> SharePage? {
    let files = Set(video.files.map(\.name))
    guard files.contains(PageFile.page),
      var page = try page(of: try await ledger.record(of: video.job), saying: video.wish.details)?.beside(files)
    else { return nil }
    page.address = host.shownAddress(of: video.address).flatMap { WebLink($0 + "/") }
    return page
  }

  private static let largestPage = 8 << 20
}
