import Courier
import Pages
import Production

/// What is passed on of a video that lies in a bucket.
struct S3Links {
  private let session: S3Session
  private let id: String
  private let files: [HostParcel.File]

  struct Link {
    let address: String
    var embedCode: String?
    /// Only where it ends before the video does.
    var endsAt: Moment?
  }

  init(_ session: S3Session, id: String, files: [HostParcel.File]) {
    self.session = session
    self.id = id
    self.files = files
  }

  /// The page, or else the film.
  var shown: String { files.contains { $0.name == S3Host.page } ? S3Host.page : film }

  private var film: String { (files.bestFilm ?? files.max { $0.size < $1.size })?.name ?? S3Host.page }

  private var account: HostAccount { session.account }
  private static let year: Int64 = 365 * 86_400

  /// Where links are signed nothing is seen without a signature, whoever may see the video.
  func link(for details: PublishDetails, until end: Moment?) throws -> Link {
    guard account.signing != .none else {
      let address = url(of: shown)
      let isPage = address.hasSuffix("/" + S3Host.page)
      let (width, height) = files.frame
      return Link(
        address: address,
        embedCode: isPage ? EmbedCode.frame(of: address, title: details.title, width: width, height: height) : nil)
    }
    let now = session.dock.now
    var asked = end.map { $0.microseconds / 1_000_000 }
    // What is private is passed on once; other links may be drawn anew.
    if account.signing == .presigned, details.privacy != .private, let end = asked, end - now > SigV4.longestLink { asked = nil }
    do throws(Refusal) {
      // Files beside a page are asked for without its signature: so the link leads to the film itself.
      if account.signing == .presigned {
        let seconds = asked.map { $0 - now } ?? SigV4.longestLink
        let address = try session.signer.link(session.place.call(.get, "\(id)/\(film)"), for: seconds, at: now)
        return Link(address: address, endsAt: asked == nil ? Moment(microseconds: (now + seconds) * 1_000_000) : nil)
      }
    } catch {
      throw HostProblem(.unfit, error)
    }
    let until = asked ?? now + Self.year
    do throws(Refusal) {
      let address = try signedByCloudFront(until: until)
      return Link(address: address, endsAt: asked == nil ? Moment(microseconds: until * 1_000_000) : nil)
    } catch {
      // Nothing that is wrong with the video.
      throw HostProblem(.key, error)
    }
  }

  /// Good for all that lies below the address, for whoever asks with the same query, as the page does for what lies beside it.
  private func signedByCloudFront(until: Int64) throws(Refusal) -> String {
    guard !account.url.isEmpty else {
      throw Refusal(
        "The host \(account.name) signs links by CloudFront and has no address of it.",
        wayOut: "Write the distribution's address as url of this host in config.toml.")
    }
    let secret: CloudFrontKey?
    do { secret = CloudFrontKey(keyPair: account.keyPair, secret: try session.dock.secret(account.secondKey)) } catch {
      secret = nil
    }
    guard let secret, let link = secret.link(to: url(of: shown), showing: url(of: "") + "*", until: until) else {
      throw Refusal(
        "CloudFront's key of the host \(account.name) cannot be used.",
        wayOut: "Give it a key pair's id, and as its second key an RSA key in PEM without a passphrase.")
    }
    return link
  }

  /// Where everybody finds a file. An address of the administrator's own stands for the prefix.
  func url(of name: String) -> String {
    guard !account.url.isEmpty else { return session.place.url(of: "\(id)/\(name)") }
    let base = account.url.hasSuffix("/") ? account.url : account.url + "/"
    let address = id.hasPrefix(account.prefix) ? String(id.dropFirst(account.prefix.count)) : id
    return base + S3Call.encoded("\(address)/\(name)", keeping: UInt8(ascii: "/"))
  }
}
