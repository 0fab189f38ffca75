import Hosts
import Production
import StandIns

// What goes twice over a line that is cut ten times on the way of 200 MB.
extension UploadBench {
  private static let cutMegabytes = 200
  private static let rounds = 5

  func measureCuts(_ place: Playground, port: UInt16) throws {
    let film = "\(place.root)/cut.mp4"
    try makeNoise(film, megabytes: Self.cutMegabytes)
    var all: [Double] = []
    for round in 0..<Self.rounds {
      let share = try resent(film, to: port, round: round, secrets: ["": Self.secret]) { endpoint in
        var account = HostAccount(name: "bench", kind: .s3)
        (account.endpoint, account.bucket, account.user) = (endpoint, "films", Self.user)
        return S3Host(account)
      }
      all.append(share)
    }
    Figure.say("upload.resent_percent_s3", all.reduce(0, +) / Double(all.count), "%")
    Figure.say("upload.resent_percent_s3_worst", all.max() ?? .nan, "%")
    Figure.say("upload.resent_percent_resumable_youtube", try youTube(film, keepsBeginnings: true), "%", places: 2)
    Figure.say("upload.resent_percent_resumable_vimeo", try vimeo(film), "%", places: 2)
    Figure.say("upload.resent_percent_resumable_peertube", try peerTube(film), "%", places: 2)
    Figure.say("upload.resent_percent_resumable_collected", try youTube(film, keepsBeginnings: false), "%", places: 2)
  }

  /// Of the film, in percent. All connections break at once, as where a line goes.
  private func resent(
    _ film: String, to server: UInt16, round: Int, secrets: [String: String], _ host: (String) -> any VideoHost
  ) throws -> Double {
    let dock = BenchDock(path: film, secrets: secrets)
    let file = try dock.described()
    let line = try CuttingProxy(to: server, cuttingAt: CuttingProxy.places(10, of: file.size, round: round), all: true)
    let address = "cut-\(round)"
    let parcel = HostParcel(
      job: JobName(fromDrop: address) { _ in false }, details: PublishDetails(title: address, privacy: .public), address: address,
      files: [file])
    _ = try host("http://127.0.0.1:\(line.port)").put(parcel, at: dock)
    return Double(line.passed - file.size) * 100 / Double(file.size)
  }

  /// Without beginnings: somebody on the way collects each piece before he passes it on.
  private func youTube(_ film: String, keepsBeginnings: Bool) throws -> Double {
    let place = YouTubeStandIn()
    let server = try HostServer(place, keepsBeginnings: keepsBeginnings)
    return try resent(film, to: server.port, round: 0, secrets: ["s": place.clientSecret, "r": place.refreshToken]) { endpoint in
      var account = HostAccount(name: "bench", kind: .youtube)
      (account.endpoint, account.user, account.key, account.secondKey) = (endpoint, place.clientID, "s", "r")
      return YouTubeHost(account)
    }
  }

  private func vimeo(_ film: String) throws -> Double {
    let server = try HostServer(VimeoStandIn(now: BenchDock.now), keepsBeginnings: true)
    return try resent(film, to: server.port, round: 1, secrets: ["t": server.place.token]) { endpoint in
      var account = HostAccount(name: "bench", kind: .vimeo)
      (account.endpoint, account.key) = (endpoint, "t")
      return VimeoHost(account)
    }
  }

  private func peerTube(_ film: String) throws -> Double {
    let place = PeerTubeStandIn()
    let server = try HostServer(place, keepsBeginnings: true)
    return try resent(film, to: server.port, round: 2, secrets: ["p": place.password]) { endpoint in
      var account = HostAccount(name: "bench", kind: .peertube)
      (account.endpoint, account.user, account.key) = (endpoint, place.user, "p")
      return PeerTubeHost(account)
    }
  }
}
