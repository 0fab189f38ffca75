import Courier
import Digests
import Documents
import Files
import Production

/// Puts the files of one parcel, and goes on where an earlier try was cut off.
final class S3Put {
  let session: S3Session
  let parcel: HostParcel
  let id: String
  var handle: S3Handle
  /// Bytes of the file that is being sent in parts.
  var lyingInParts: Int64 = 0
  private var kept: Int64 = 0
  /// Whether it is all of a video, of which a next try can go on.
  private let isWhole: Bool

  init(_ parcel: HostParcel, id: String, in session: S3Session, isWhole: Bool = true) {
    self.isWhole = isWhole
    self.session = session
    self.parcel = parcel
    self.id = id
    handle = S3Handle(parcel.handle, id: id)
  }

  func key(_ file: HostParcel.File) -> String { "\(id)/\(file.name)" }

  func run() throws {
    do {
      try putAll()
    } catch  where session.dock.isWrappingUp {
      // What lies there by now is known to the next try, however little it is.
      try? keep()
      throw error
    }
  }

  /// The page comes last: nobody sees one whose films are not there.
  private func putAll() throws {
    let pages = parcel.files.filter { $0.name == S3Host.page }
    let others = parcel.files.filter { $0.name != S3Host.page }
    for files in [others, pages] where !files.isEmpty {
      let missing = files.filter { handle.done[$0.name]?.digest != $0.digest }
      for file in missing where file.size > S3Parts.threshold { try putInParts(file) }
      try putWhole(missing.filter { $0.size <= S3Parts.threshold })
      try verify(files)
    }
  }

  // MARK: - What is remembered

  var lying: Int64 {
    parcel.files.reduce(lyingInParts) { $0 + (handle.done[$1.name]?.digest == $1.digest ? $1.size : 0) }
  }

  /// Tells how far it is; what is known is kept when it is worth it: a film of thousands of parts has a long handle.
  func tell() throws {
    session.dock.sent(lying, of: parcel.size)
    guard lying - kept >= parcel.size / 50 else { return }
    try keep()
  }

  func keep() throws {
    kept = lying
    if !isWhole { return }
    try session.dock.keep(handle: handle.text)
  }

  // MARK: - Whole files

  private func putWhole(_ files: [HostParcel.File]) throws {
    guard !files.isEmpty else { return }
    try session.askAll(files) { file in
      let source = try open(file)
      let sums = try S3Sums(source, at: 0, count: file.size, withDigest: false)
      var headers = S3FileKind.headers(file.name, parcel)
      headers.append(S3Call.Field("Content-MD5", sums.md5))
      return session.request(
        session.place.call(.put, key(file), headers: headers),
        .stretch(FileStretch(of: source, at: 0, count: file.size), digest: file.digest.hex))
    } heard: { file, reply in
      handle.done[file.name] = S3Handle.Done(digest: file.digest, tag: reply.headers["etag"] ?? "")
      try tell()
    }
    try keep()
  }

  func open(_ file: HostParcel.File) throws -> FileSource {
    do {
      return FileSource(try session.dock.open(file))
    } catch let problem as HostProblem {
      throw problem
    } catch {
      throw Self.unreadable(file.name, "\(error)")
    }
  }

  static func unreadable(_ name: String, _ detail: String) -> HostProblem {
    HostProblem(
      .passing, Refusal("The file \(name) could not be read.", wayOut: "It is tried again.", detail: detail))
  }

  // MARK: - Looking whether all is there

  /// Each must be as long as ours, and what the service said that it took.
  private func verify(_ files: [HostParcel.File]) throws {
    var wrong: [String] = []
    try session.askAll(files, also: [404]) { file in
      session.request(session.place.call(.head, key(file)), .nothing)
    } heard: { file, reply in
      if reply.status == 404 || !isOurs(file, reply) { wrong.append(file.name) }
    }
    guard let first = wrong.first else { return }
    for name in wrong { handle.done[name] = nil }
    try keep()
    throw HostProblem(
      .passing,
      Refusal(
        "What lies at the host \(session.account.name) is not what was sent.", wayOut: "It is sent again.",
        detail: "\(wrong.count) files, the first of them \(first)"))
  }

  private func isOurs(_ file: HostParcel.File, _ reply: CourierReply) -> Bool {
    let tag = handle.done[file.name]?.tag ?? ""
    return reply.headers["content-length"].flatMap { Int64($0) } == file.size
      && (tag.isEmpty || S3Tag.bare(reply.headers["etag"] ?? "") == S3Tag.bare(tag))
  }
}

/// What a service compares a transfer by, of a part of a file: read piece by piece, never in memory as a whole.
struct S3Sums {
  /// In base64.
  let md5: String
  /// In hexadecimal; without one, what says so.
  let digest: String

  init(_ source: FileSource, at offset: Int64, count: Int64, withDigest: Bool) throws {
    var md5 = Md5()
    var sha256 = Sha256()
    var place = offset
    while place < offset + count {
      let bytes: [UInt8]
      do {
        bytes = try source.file.read(at: place, count: Int(min(1 << 18, offset + count - place)))
      } catch {
        throw S3Put.unreadable(source.file.shownPath, "\(error)")
      }
      guard !bytes.isEmpty else { throw S3Put.unreadable(source.file.shownPath, "it is shorter than it was") }
      md5.update(bytes)
      if withDigest { sha256.update(bytes) }
      place += Int64(bytes.count)
    }
    self.md5 = Base64.text(md5.finish())
    let whole = sha256.finish()
    digest = withDigest ? whole.hex : SigV4.unsigned
  }
}
