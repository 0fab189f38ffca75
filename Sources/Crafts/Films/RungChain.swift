import Digests
import Media

/// The sizes of a film in the making, the largest first: each is scaled from the one before it, so that most of the work is done on small pictures.
struct RungChain: Sendable {
  let links: [Link]

  struct Link: Sendable {
    let track: VideoTrack
    /// Which of the sizes that were asked for; nil for that which is painted, where nobody asked for it.
    let rung: Int?
    /// Names how its pictures come about from what is painted, and are coded.
    let identity: String
  }

  init(_ rungs: [Rung], of source: some FrameSource, _ order: FilmOrder) {
    let painted = Rung(name: "", width: source.width, height: source.height, path: "")
    var links: [Link] = []
    var path = ""
    let sorted = rungs.indices.sorted { (-rungs[$0].width * rungs[$0].height, $0) < (-rungs[$1].width * rungs[$1].height, $1) }
    func add(_ rung: Rung, _ number: Int?) {
      let track = rung.track(at: source.framesPerSecond, order)
      links.append(Link(track: track, rung: number, identity: track.identity + path))
      path += " of \(rung.width)x\(rung.height)"
    }
    if let first = sorted.first, rungs[first].width != source.width || rungs[first].height != source.height { add(painted, nil) }
    for number in sorted { add(rungs[number], number) }
    self.links = links
  }

  func link(of rung: Int) -> Link? { links.first { $0.rung == rung } }
}
