import Hosts
import Production
import StandIns
import Testing

/// Uploads over a line that is cut ten times, at services that take a film in pieces.
@Suite(.timeLimit(.minutes(10))) struct CutTests {
  private static let size = 50_000_000
  private static let piece = 2 << 20

  /// How much of the film went twice, in percent.
  private func resent<Place: HostStandIn>(
    to server: HostServer<Place>, _ host: (String) -> some VideoHost, _ bytes: (Place) -> [UInt8]?
  ) throws -> Double {
    let freight = try Freight(size: Self.size)
    freight.dock.secrets = ["tube": "p&ss=wörd", "token": "t0ken", "secret": "GOC/+=&x", "refresh": "1//re fresh"]
    let line = try CuttingProxy(to: server.port, cuttingAt: CuttingProxy.places(10, of: Int64(Self.size)), all: true)
    _ = try host("http://127.0.0.1:\(line.port)").put(freight.parcel, at: freight.dock)
    #expect(line.cuts == 10)
    #expect(bytes(server.place) == freight.bytes)
    return Double(line.passed - Int64(Self.size)) * 100 / Double(Self.size)
  }

  /// Where the service keeps all that came, what was on the wire goes twice, and what the kernel held. Where somebody on the way collects each piece before he
  /// passes it on, nothing of one that is cut off is there: then pieces are small for a while.
  @Test(arguments: [(true, 5.0), (false, 9.0)]) func littleGoesTwiceToYouTube(_ keeps: Bool, _ most: Double) throws {
    let share = try resent(to: HostServer(YouTubeStandIn(), keepsBeginnings: keeps)) { endpoint in
      var account = HostAccount(name: "main", kind: .youtube)
      (account.endpoint, account.user, account.key, account.secondKey) = (endpoint, "client.apps", "secret", "refresh")
      return YouTubeHost(account, pieceSize: Self.piece)
    } _: {
      $0.videos.first?.bytes
    }
    // Google keeps whole units of 256 KiB.
    #expect(share < (keeps ? most + 2.5 : most), "\(share) %")
  }

  @Test(arguments: [(true, 5.0), (false, 9.0)]) func littleGoesTwiceToVimeo(_ keeps: Bool, _ most: Double) throws {
    let share = try resent(to: HostServer(VimeoStandIn(now: ServiceDock.then), keepsBeginnings: keeps)) { endpoint in
      var account = HostAccount(name: "main", kind: .vimeo)
      (account.endpoint, account.key) = (endpoint, "token")
      return VimeoHost(account, pieceSize: Self.piece)
    } _: {
      $0.videos.first?.bytes
    }
    #expect(share < most, "\(share) %")
  }

  @Test(arguments: [(true, 5.0), (false, 9.0)]) func littleGoesTwiceToPeerTube(_ keeps: Bool, _ most: Double) throws {
    let share = try resent(to: HostServer(PeerTubeStandIn(), keepsBeginnings: keeps)) { endpoint in
      var account = HostAccount(name: "tube", kind: .peertube)
      (account.endpoint, account.user, account.key) = (endpoint, "dropreel", "tube")
      return PeerTubeHost(account, pieceSize: Self.piece)
    } _: {
      $0.videos.first?.bytes
    }
    #expect(share < most, "\(share) %")
  }
}
