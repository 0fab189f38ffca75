import Courier
import Pages
import Production

/// A video that somebody put on Loom. Nothing can be uploaded there: a link to one can only be asked about, and shown.
package struct LoomLink: Hashable, Sendable {
  /// 32 digits of base 16.
  package let id: String

  /// Nil for what is no link to one video.
  package init?(_ text: String) {
    guard let link = WebLink(text), let host = Network.host(of: text), ["www.loom.com", "loom.com"].contains(host),
      link.address.hasPrefix("https://")
    else { return nil }
    let path = text.dropFirst("https://".count).prefix { $0 != "?" && $0 != "#" }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    guard steps.count == 2 || steps.count == 3 && steps[2].isEmpty, ["share", "embed"].contains(steps[0]),
      steps[1].utf8.count == 32,
      steps[1].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) })
    else { return nil }
    id = steps[1].lowercased()
  }

  package var address: String { "https://www.loom.com/share/\(id)" }

  /// What Loom says of it. `provider` is where Loom answers; it is something else for tests only.
  package func look(at dock: any HostDock, provider: String = "https://www.loom.com") throws -> LoomVideo {
    let talk = HostTalk(service: "Loom", host: "Loom", dock: dock)
    let request = CourierRequest(
      .get, "\(provider)/v1/oembed?url=\(LinkPart.quoted(address))&maxwidth=640",
      headers: [CourierHeader("Accept", "application/json")],
      largestAnswer: 1 << 20)
    let reply = try talk.ask(request) { problem($0, talk) }
    guard let answer = reply.json, answer["type"]?.text == "video" else { throw talk.odd(reply) }
    let title = HostText.line(String((answer["title"]?.text ?? "").prefix(300)))
    let picture = answer["thumbnail_url"]?.text.flatMap(WebLink.init)?.address
    let seconds = answer["duration"]?.number.flatMap { $0 > 0 && $0 < 1_000_000 ? $0 : nil }
    // Its own HTML is not looked at: what is shown is made of the id.
    return LoomVideo(
      link: self, title: title, seconds: seconds, picture: picture?.hasPrefix("https://") == true ? picture : nil,
      embedCode: EmbedCode.frame(
        of: "https://www.loom.com/embed/\(id)", title: title.isEmpty ? "Loom" : title, width: 640, height: 360))
  }

  private func problem(_ reply: CourierReply, _ talk: HostTalk) -> HostProblem? {
    switch reply.status {
    case 200: nil
    case 401, 403, 404, 410:
      HostProblem(
        .gone,
        Refusal(
          "Loom shows this video to nobody from outside.",
          wayOut: "Let everybody with the link watch it, in its settings at Loom, or look whether the link is whole.",
          detail: "HTTP \(reply.status)"))
    case 408, 425, 429, 500...: talk.busy(reply)
    default: talk.odd(reply)
    }
  }
}

/// What is known of a video at Loom.
package struct LoomVideo: Hashable, Sendable {
  package let link: LoomLink
  /// Empty where it has none.
  package let title: String
  package let seconds: Double?
  /// The address of a picture of it.
  package let picture: String?
  package let embedCode: String?
}
