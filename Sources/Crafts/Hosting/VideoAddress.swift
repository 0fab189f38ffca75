package import Pages
package import Production

/// Where people find a video: what is written to them leads there.
package struct VideoAddress: Hashable, Sendable {
  package let link: WebLink
  /// What lies beside the video's page is found below it; nil where nothing of ours lies there for all to see.
  package let folder: WebLink?
  /// A link that is signed is good only as it is.
  private let isSigned: Bool

  /// On a web server to which people copy the page's folder under the job's name.
  package init?(base: String, job: JobName) {
    guard let link = WebLink(base, folder: job.text) else { return nil }
    (self.link, folder, isSigned) = (link, link, false)
  }

  /// On a host; nil while nobody sees it there.
  package init?(of video: HostedVideo) {
    guard let copy = video.copy, [.ready, .processing].contains(video.state), let link = WebLink(copy.link) else { return nil }
    let hasPage = copy.files.contains { $0.name == PageFile.page }
    let isPrivate = video.wish.details.privacy == .private
    // A video service keeps the film without a page of ours, and shows what is private to its owner alone.
    if isPrivate, !hasPage { return nil }
    isSigned = isPrivate
    (self.link, folder) = (link, hasPage && !isSigned ? link.folder : nil)
  }

  /// The link by which those come who were written to.
  package func link(inMailsOf campaign: String) -> WebLink? {
    if isSigned { return link }
    return link.asking([("utm_source", "email"), ("utm_medium", "video"), ("utm_campaign", campaign)])
  }

  /// A file beside the page; nil where it cannot be seen.
  package func file(_ name: String) -> WebLink? {
    folder.flatMap { WebLink($0.address + LinkPart.quoted(name)) }
  }
}
