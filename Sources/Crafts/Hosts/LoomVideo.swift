import Courier
import Pages
package import Production

/// What Loom says of a video that somebody put there. Nothing can be uploaded to it: it can only be asked, and shown.
package struct LoomVideo: Hashable, Sendable {
  package let link: LoomLink
  /// One line; empty where it has none.
  package let title: String
  package let seconds: Double?
  /// The address of a picture of it.
  package let picture: String?
}

/// Loom, or for tests another place that answers as it does.
package struct Loom {
  private let base: String
  private let dock: any HostDock
  private let talk: HostTalk

  package init(at dock: any HostDock, base: String = LoomLink.usualBase) {
    self.base = base
    self.dock = dock
    talk = HostTalk(service: LoomLink.service, host: LoomLink.service, dock: dock)
  }

  /// Throws a `HostProblem`: `gone` where nobody from outside may see it, `passing` for all else.
  package func look(at link: LoomLink) throws -> LoomVideo {
    let request = CourierRequest(
      .get, "\(base)/v1/oembed?url=\(LinkPart.quoted(link.address))&maxwidth=640",
      headers: [CourierHeader("Accept", "application/json")], largestAnswer: Self.largestAnswer)
    let reply = try ask(request) { problem($0) }
    // Its own HTML is not looked at: what is shown is made of the id.
    guard let answer = reply.json, answer["type"]?.text == "video" else { throw odd(reply) }
    let title = PlainText.line(String((answer["title"]?.text ?? "").prefix(LinkedVideo.longestTitle)))
    let seconds = answer["duration"]?.number.flatMap { $0 > 0 && $0 < 1_000_000 ? $0 : nil }
    let picture = answer["thumbnail_url"]?.text.flatMap(WebLink.init)?.address
    return LoomVideo(link: link, title: title, seconds: seconds, picture: picture.flatMap { mayFetch($0) ? $0 : nil })
  }

  /// The bytes of its picture, as they come. Throws a `HostProblem`.
  package func fetch(_ picture: String) throws -> [UInt8] {
    let request = CourierRequest(
      .get, picture, headers: [CourierHeader("Accept", "image/*")], largestAnswer: LinkedVideo.largestPicture)
    let reply = try ask(request) { reply in
      switch reply.status {
      case 200: nil
      case 408, 425, 429, 500...: talk.busy(reply)
      default: HostProblem(.gone, Refusal("It is not there.", wayOut: "Nothing is to be done.", detail: "HTTP \(reply.status)"))
      }
    }
    return reply.body
  }

  private static let largestAnswer = 1 << 20

  /// Only what is encrypted, but for the very place that stands for Loom.
  private func mayFetch(_ picture: String) -> Bool { picture.hasPrefix("https://") || picture.hasPrefix("\(base)/") }

  /// Here nobody's settings are at fault.
  private func ask(_ request: CourierRequest, problem: (CourierReply) -> HostProblem?) throws -> CourierReply {
    do {
      return try talk.ask(request, problem: problem)
    } catch let problem as HostProblem where problem.cause == .key {
      throw HostProblem(.passing, Refusal(problem.refusal.sentence, wayOut: Self.again, detail: problem.refusal.detail))
    }
  }

  private func problem(_ reply: CourierReply) -> HostProblem? {
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
    default: odd(reply)
    }
  }

  private func odd(_ reply: CourierReply) -> HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "Loom answered with something that cannot be understood.", wayOut: Self.again, detail: HostTalk.detail(reply, "")))
  }

  private static let again = "It is tried again by itself; if it stays so, tell your administrator."
}
