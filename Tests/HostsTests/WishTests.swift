import Hosts
import Pages
import Production
import StandIns
import Testing

/// What is asked of an upload after it was begun: other words, or that it goes away again.
@Suite(.timeLimit(.minutes(10))) struct WishTests {
  private func peerTube(_ server: HostServer<PeerTubeStandIn>) -> PeerTubeHost {
    var account = HostAccount(name: "tube", kind: .peertube)
    (account.endpoint, account.user, account.key) = (server.url, "dropreel", "tube")
    return PeerTubeHost(account, pieceSize: Freight.pieceSize)
  }

  private func vimeo(_ server: HostServer<VimeoStandIn>) -> VimeoHost {
    var account = HostAccount(name: "main", kind: .vimeo)
    (account.endpoint, account.key) = (server.url, "token")
    return VimeoHost(account, pieceSize: Freight.pieceSize)
  }

  private func youTube(_ server: HostServer<YouTubeStandIn>) -> YouTubeHost {
    var account = HostAccount(name: "main", kind: .youtube)
    (account.endpoint, account.user, account.key, account.secondKey) = (server.url, "client.apps", "secret", "refresh")
    return YouTubeHost(account, pieceSize: Freight.pieceSize)
  }

  private func freight() throws -> Freight {
    let freight = try Freight(privacy: .public)
    freight.dock.secrets = ["tube": "p&ss=wörd", "token": "t0ken", "secret": "GOC/+=&x", "refresh": "1//re fresh"]
    return freight
  }

  /// Cut off in the middle, and to be hidden under another title meanwhile.
  private func begun(_ freight: Freight, at host: some VideoHost) throws -> HostParcel {
    freight.dock.requestsLeft = 5
    _ = try problem { _ = try host.put(freight.parcel, at: freight.dock) }
    freight.dock.requestsLeft = .max
    return hidden(freight)
  }

  private func hidden(_ freight: Freight) -> HostParcel {
    var parcel = freight.again
    (parcel.details.privacy, parcel.details.title) = (.private, "Nobody's business")
    return parcel
  }

  @Test func anUploadEndsWithTheWordsOfTheLastWishAtPeerTube() throws {
    let server = try HostServer(PeerTubeStandIn())
    let (freight, host) = (try freight(), peerTube(server))
    _ = try host.put(begun(freight, at: host), at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes] && server.place.sessions.isEmpty)
    #expect(server.place.videos.first?.details["privacy"] == .integer(3))
    #expect(server.place.videos.first?.details["name"] == .text("Nobody's business"))
    // One that was finished, and not written down.
    var again = freight.again
    again.details.privacy = .unlisted
    _ = try host.put(again, at: freight.dock)
    #expect(server.place.videos.map { $0.details["privacy"] } == [.integer(2)])
  }

  @Test func aSessionThatNobodyKeptIsNotFoundWithOtherWords() throws {
    let server = try HostServer(PeerTubeStandIn())
    let (freight, host) = (try freight(), peerTube(server))
    freight.dock.killedAtKeeping = (1, false)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(freight.parcel, at: freight.dock) }
    var parcel = freight.parcel
    parcel.details.privacy = .private
    _ = try host.put(parcel, at: freight.dock)
    #expect(server.place.videos.map { $0.details["privacy"] } == [.integer(3)])
  }

  @Test func anUploadEndsWithTheWordsOfTheLastWishAtVimeo() throws {
    let server = try HostServer(VimeoStandIn(now: ServiceDock.then))
    let (freight, host) = (try freight(), vimeo(server))
    _ = try host.put(begun(freight, at: host), at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.place.videos.first?.details["privacy"]?["view"] == .text("nobody"))
    var again = freight.again
    again.details.privacy = .unlisted
    _ = try host.put(again, at: freight.dock)
    #expect(server.place.videos.map { $0.details["privacy"]?["view"] } == [.text("unlisted")])
  }

  @Test func anUploadEndsWithTheWordsOfTheLastWishAtYouTube() throws {
    let server = try HostServer(YouTubeStandIn())
    let (freight, host) = (try freight(), youTube(server))
    _ = try host.put(begun(freight, at: host), at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes])
    #expect(server.place.videos.first?.status["privacyStatus"] == .text("private"))
    var again = freight.again
    again.details.privacy = .unlisted
    _ = try host.put(again, at: freight.dock)
    #expect(server.place.videos.map { $0.status["privacyStatus"] } == [.text("unlisted")])
  }

  @Test func whatIsNotWantedAnyMoreGoesFromPeerTube() throws {
    let server = try HostServer(PeerTubeStandIn())
    let (freight, host) = (try freight(), peerTube(server))
    try host.withdraw(freight.parcel, at: freight.dock)
    try host.withdraw(begun(freight, at: host), at: freight.dock)
    #expect(server.place.sessions.isEmpty && server.place.videos.isEmpty)
    // It became a video, and that was not heard: it is known by the words that it was begun with.
    let other = try self.freight()
    _ = try host.put(other.parcel, at: other.dock)
    var unheard = hidden(other)
    unheard.handle = other.dock.handles.first
    try host.withdraw(unheard, at: other.dock)
    #expect(server.place.videos.isEmpty)
    try host.withdraw(unheard, at: other.dock)
  }

  @Test func whatIsNotWantedAnyMoreGoesFromVimeo() throws {
    let server = try HostServer(VimeoStandIn(now: ServiceDock.then))
    let (freight, host) = (try freight(), vimeo(server))
    try host.withdraw(freight.parcel, at: freight.dock)
    try host.withdraw(begun(freight, at: host), at: freight.dock)
    #expect(server.place.videos.isEmpty)
    // Begun, and its address not kept.
    let other = try self.freight()
    other.dock.killedAtKeeping = (2, false)
    #expect(throws: ServiceDock.Killed.self) { _ = try host.put(other.parcel, at: other.dock) }
    #expect(server.place.videos.count == 1)
    try host.withdraw(hidden(other), at: other.dock)
    #expect(server.place.videos.isEmpty)
  }

  @Test func whatIsNotWantedAnyMoreGoesFromYouTube() throws {
    let server = try HostServer(YouTubeStandIn())
    let (freight, host) = (try freight(), youTube(server))
    try host.withdraw(freight.parcel, at: freight.dock)
    try host.withdraw(begun(freight, at: host), at: freight.dock)
    #expect(server.place.videos.isEmpty)
    let other = try self.freight()
    _ = try host.put(other.parcel, at: other.dock)
    var unheard = hidden(other)
    unheard.handle = other.dock.handles.first
    try host.withdraw(unheard, at: other.dock)
    #expect(server.place.videos.isEmpty)
  }
}
