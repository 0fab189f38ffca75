import Hosts
import Production
import StandIns
import Testing

/// What the doctor asks hosts, and what it says of them.
@Suite(.timeLimit(.minutes(10))) struct ExaminationTests {
  @Test func aBucketShowsWhatItShouldAndNothingElse() throws {
    guard let server = try S3Server.shared() else { return }
    let dock = S3Dock(try S3Scratch())
    try S3Host(server.account(S3Server.open)).examine(at: dock)
    let closed = try problem { try S3Host(server.account()).examine(at: dock) }
    #expect(closed.refusal.sentence == "Nobody sees what lies in the bucket films.", "\(closed)")
    var signed = server.account()
    signed.signing = .presigned
    try S3Host(signed).examine(at: dock)
    var open = server.account(S3Server.open)
    open.signing = .presigned
    let shown = try problem { try S3Host(open).examine(at: dock) }
    #expect(shown.refusal.sentence == "Everybody sees what lies in the bucket shown, so nothing in it is private.", "\(shown)")
    var elsewhere = server.account(S3Server.open)
    elsewhere.url = "\(server.endpoint)/\(S3Server.open)/another"
    #expect(try problem { try S3Host(elsewhere).examine(at: dock) }.refusal.wayOut.contains("lead to videos/ of the bucket"))
    // Nothing of it stays there.
    #expect(dock.asked.count { $0.hasPrefix("PUT") } == dock.asked.count { $0.hasPrefix("DELETE") })
  }

  @Test func aServiceLetsUsInOrSaysWhyNot() throws {
    let dock = try ServiceDock()
    dock.secrets = ["tube": "p&ss=wörd", "token": "t0ken", "secret": "GOC/+=&x", "refresh": "1//re fresh", "old": "expired"]
    let tube = try HostServer(PeerTubeStandIn())
    var account = HostAccount(name: "tube", kind: .peertube)
    (account.endpoint, account.user, account.key) = (tube.url, "dropreel", "tube")
    try PeerTubeHost(account).examine(at: dock)
    account.channel = "8"
    #expect(
      try problem { try PeerTubeHost(account).examine(at: dock) }.refusal.sentence == "The user at PeerTube has no channel 8.")
    account.key = "old"
    #expect(try problem { try PeerTubeHost(account).examine(at: dock) }.cause == .key)
    #expect(tube.place.videos.isEmpty && tube.place.sessions.isEmpty)

    let vimeo = try HostServer(VimeoStandIn(now: ServiceDock.then))
    account = HostAccount(name: "main", kind: .vimeo)
    (account.endpoint, account.key) = (vimeo.url, "token")
    try VimeoHost(account).examine(at: dock)
    account.key = "old"
    #expect(try problem { try VimeoHost(account).examine(at: dock) }.refusal.sentence.contains("refuses the token"))

    let youTube = try HostServer(YouTubeStandIn())
    account = HostAccount(name: "main", kind: .youtube)
    (account.endpoint, account.user, account.key, account.secondKey) = (youTube.url, "client.apps", "secret", "refresh")
    try YouTubeHost(account).examine(at: dock)
    account.secondKey = "old"
    #expect(try problem { try YouTubeHost(account).examine(at: dock) }.cause == .key)
  }
}
