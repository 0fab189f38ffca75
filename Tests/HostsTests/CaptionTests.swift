import Hosts
import Pages
import Production
import StandIns
import Testing

/// What is said in a video, to be read at the service that shows it.
@Suite(.timeLimit(.minutes(10))) struct CaptionTests {
  private static let text = "WEBVTT\n\n00:00.000 --> 00:01.000\nIntérêt composé\n"

  private func freight() throws -> Freight {
    var freight = try Freight()
    freight.dock.secrets = ["tube": "p&ss=wörd", "token": "t0ken", "secret": "GOC/+=&x", "refresh": "1//re fresh"]
    freight.parcel.files.append(try freight.dock.add(Array(Self.text.utf8), as: "captions.vtt"))
    freight.parcel.language = "fr"
    return freight
  }

  @Test func peerTubeGetsThemOnce() throws {
    let server = try HostServer(PeerTubeStandIn())
    var account = HostAccount(name: "tube", kind: .peertube)
    (account.endpoint, account.user, account.key) = (server.url, "dropreel", "tube")
    let (freight, host) = (try freight(), PeerTubeHost(account, pieceSize: Freight.pieceSize))
    let copy = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.first?.captions == ["fr": Self.text] && copy.note == "")
    _ = try host.put(freight.again, at: freight.dock)
    #expect(server.heard("PUT", "/captions/").count == 1 && server.place.videos.count == 1)
    #expect(server.complaints.isEmpty)
  }

  @Test func withoutThemAVideoIsAVideoAllTheSame() throws {
    let server = try HostServer(PeerTubeStandIn())
    server.does(HostFault("PUT", "/captions/", .answers(PeerTubeStandIn.problem(400, "Unknown language"))))
    var account = HostAccount(name: "tube", kind: .peertube)
    (account.endpoint, account.user, account.key) = (server.url, "dropreel", "tube")
    let (freight, host) = (try freight(), PeerTubeHost(account, pieceSize: Freight.pieceSize))
    let copy = try host.put(freight.parcel, at: freight.dock)
    #expect(server.place.videos.map(\.bytes) == [freight.bytes] && copy.state == .processing)
    #expect(copy.note.hasPrefix("PeerTube did not take the captions: "), "\(copy.note)")
    // Of a script whose language nobody knows there are none.
    var silent = freight.parcel
    silent.language = nil
    #expect(silent.captions == nil)
    silent.language = "und"
    #expect(silent.captions == nil)
  }

  @Test func vimeoGetsThemAtAnAddressOfTheirOwn() throws {
    let server = try HostServer(VimeoStandIn(now: ServiceDock.then))
    var account = HostAccount(name: "main", kind: .vimeo)
    (account.endpoint, account.key) = (server.url, "token")
    let (freight, host) = (try freight(), VimeoHost(account, pieceSize: Freight.pieceSize))
    #expect(try host.put(freight.parcel, at: freight.dock).note == "")
    let track = try #require(server.place.videos.first?.tracks.first)
    #expect(track.language == "fr" && track.text == Self.text && track.isActive)
    // Killed before it was written down that it has them.
    var second = freight.parcel
    second.handle = freight.dock.handles.dropLast().last
    _ = try host.put(second, at: freight.dock)
    #expect(server.place.videos.first?.tracks.count == 1)
    #expect(server.complaints.isEmpty)
  }

  @Test func youTubeGetsThemOrItsScopeIsNamed() throws {
    let server = try HostServer(YouTubeStandIn())
    var account = HostAccount(name: "main", kind: .youtube)
    (account.endpoint, account.user, account.key, account.secondKey) = (server.url, "client.apps", "secret", "refresh")
    let (freight, host) = (try freight(), YouTubeHost(account, pieceSize: Freight.pieceSize))
    #expect(try host.put(freight.parcel, at: freight.dock).note == "")
    #expect(server.place.videos.first?.captions == ["fr": Self.text])
    var second = freight.parcel
    second.handle = freight.dock.handles.dropLast().last
    #expect(try host.put(second, at: freight.dock).note == "")

    server.change { $0.mayCaption = false }
    let other = try self.freight()
    let copy = try host.put(other.parcel, at: other.dock)
    #expect(copy.note.contains("youtube.force-ssl"), "\(copy.note)")
    #expect(server.place.videos.count == 2)
  }
}
