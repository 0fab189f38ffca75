package import Production

/// Which host a video goes to. Pure.
package struct HostChoice {
  package let hosts: [HostAccount]
  /// How many bytes of ours lie at each.
  package let used: [String: Int64]
  /// Those that are left alone for now, and why.
  package let resting: [String: String]

  package init(hosts: [HostAccount], used: [String: Int64] = [:], resting: [String: String] = [:]) {
    self.hosts = hosts
    self.used = used
    self.resting = resting
  }

  package enum Outcome: Hashable, Sendable {
    /// The reason is one sentence.
    case host(String, reason: String)
    /// None will take it.
    case none(Refusal)
    /// None takes it now.
    case later(Refusal)
  }

  /// So often a month a video is watched, for the comparison of costs.
  package static let usualViews = 100

  package func choose(for video: HostedVideo) -> Outcome {
    let asked = video.wish.host
    let candidates = asked == PublishSettings.anyHost ? hosts : hosts.filter { $0.name == asked }
    guard !candidates.isEmpty else {
      return .none(
        asked == PublishSettings.anyHost
          ? Refusal("No host is set up for \(video.client).", wayOut: "Ask your administrator for a [[host]] in config.toml.")
          : Refusal("There is no host \"\(asked)\" for \(video.client).", wayOut: "Name one of: \(names(of: hosts))."))
    }
    let verdicts = candidates.map { (host: $0, why: reasonAgainst($0, video)) }
    let fit = verdicts.filter { $0.why == nil }.map(\.host)
    let awake = fit.filter { resting[$0.name] == nil }
    if let best = awake.min(by: { monthlyCost(of: video, at: $0) < monthlyCost(of: video, at: $1) }) {
      return .host(best.name, reason: reason(for: best, among: awake, video))
    }
    if let first = fit.first {
      return .later(
        Refusal("\(first.name) cannot be reached now: \(why(first))", wayOut: "It is tried again by itself."))
    }
    let whys = verdicts.map { "\($0.host.name) \($0.why ?? "")" }.joined(separator: "; ")
    return .none(
      Refusal("No host takes this video (\(whys)).", wayOut: "Change what is asked in publish.txt, or ask your administrator."))
  }

  private func why(_ host: HostAccount) -> String {
    let why = resting[host.name] ?? ""
    return why.hasSuffix(".") ? why : why + "."
  }

  private func names(of hosts: [HostAccount]) -> String { hosts.isEmpty ? "none" : hosts.map(\.name).joined(separator: ", ") }

  /// Nil where it may go there.
  private func reasonAgainst(_ host: HostAccount, _ video: HostedVideo) -> String? {
    if video.refusedBy.contains(host.name) { return "did not take it" }
    if video.wish.details.privacy == .private, !host.keepsPrivate { return "cannot keep a video private" }
    if host.largestTotal > 0, (used[host.name] ?? 0) + size(of: video, at: host) > host.largestTotal {
      return "has no room left for it"
    }
    return nil
  }

  /// What a month of it costs there, at the usual number of views; what is paid anyway is not counted.
  package func monthlyCost(of video: HostedVideo, at host: HostAccount) -> Money {
    host.rates.storing(size(of: video, at: host)) + host.rates.views(Self.usualViews, of: video.filmSize)
  }

  private func size(of video: HostedVideo, at host: HostAccount) -> Int64 { host.showsFiles ? video.size : video.filmSize }

  private func reason(for best: HostAccount, among others: [HostAccount], _ video: HostedVideo) -> String {
    let cost = monthlyCost(of: video, at: best)
    guard video.wish.host == PublishSettings.anyHost else { return "\(best.name), as it was asked for." }
    let rest = others.filter { $0.name != best.name }.map { "\($0.name) \(monthlyCost(of: video, at: $0))" }
    let beside = rest.isEmpty ? "" : "; \(rest.joined(separator: ", "))"
    return "\(best.name): \(cost) a month at \(Self.usualViews) views\(beside)."
  }
}
