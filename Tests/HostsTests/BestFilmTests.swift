import Hosts
import Production
import Testing

@Suite struct BestFilmTests {
  @Test(arguments: [
    (["how.tiktok.mp4", "how.wide.mp4", "how.twitter_square.mp4"], "how.wide.mp4"),
    (["how.360p.mp4", "how.1080p.mp4", "how.720p.mp4"], "how.1080p.mp4"),
    (["720p.mp4", "480p.mp4", "index.html"], "720p.mp4"),
    (["share-page/how.youtube.mp4", "how.mp4"], "share-page/how.youtube.mp4"),
    (["how.tiktok.mp4", "v1.2.mp4"], "v1.2.mp4"),
    (["how.tiktok.mp4", "thumbnail.jpg"], "how.tiktok.mp4"),
    (["HOW.2160P.MP4", "how.1080p.mp4"], "HOW.2160P.MP4"),
  ])
  func theLargestWideFilmIsTaken(_ names: [String], _ best: String) {
    #expect(parcel(names.map { ($0, 100) }).files.bestFilm?.name == best)
  }

  @Test func ofEqualsTheLargerIsTaken() {
    #expect(parcel([("a.mp4", 5), ("b.mp4", 7), ("c.mp4", 7)]).files.bestFilm?.name == "b.mp4")
  }

  @Test func whatIsNoFilmIsNone() {
    #expect(parcel([("index.html", 5), ("mp4", 5), ("empty.mp4", 0), ("preview.gif", 9)]).files.bestFilm == nil)
  }

  private func parcel(_ files: [(String, Int64)]) -> HostParcel {
    let digest = Digest(sha256: [UInt8](repeating: 7, count: Digest.byteCount))
    return HostParcel(
      job: JobName(fromDrop: "how") { _ in false }, details: PublishDetails(title: "How"), address: "how",
      files: files.map { .init(name: $0.0, digest: digest, size: $0.1) })
  }
}
