import Courier
package import Production

/// A bucket of Amazon's S3, or of any server that speaks as it does.
package struct S3Host: VideoHost {
  let account: HostAccount

  package init(_ account: HostAccount) { self.account = account }

  /// What shows the video.
  package static let page = "index.html"

  package func put(_ parcel: HostParcel, at dock: any HostDock) throws -> HostedCopy {
    let session = try S3Session(account, at: dock)
    let id = account.prefix + parcel.address
    guard !parcel.address.isEmpty, id.utf8.count + (parcel.files.map(\.name.utf8.count).max() ?? 0) < 1024 else {
      throw HostProblem(
        .unfit, Refusal("The names of this video's files are too long.", wayOut: "Give the job a shorter name.", detail: id))
    }
    let links = S3Links(session, id: id, files: parcel.files)
    // Nothing is sent for which there can be no link.
    _ = try links.link(for: parcel.details, until: parcel.expiresAt)
    try S3Put(parcel, id: id, in: session).run()
    let link = try links.link(for: parcel.details, until: parcel.expiresAt)
    var copy = HostedCopy(id: id, link: link.address, embedCode: link.embedCode, state: .ready)
    copy.files = parcel.files
    copy.linkEndsAt = link.endsAt
    copy.note = note(on: parcel.details)
    return copy
  }

  package func bring(_ parcel: HostParcel, to copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy {
    var parcel = parcel
    // What is remembered of the upload says nothing of these.
    parcel.handle = nil
    try S3Put(parcel, id: copy.id, in: S3Session(account, at: dock), isWhole: false).run()
    var copy = copy
    copy.files.replace(with: parcel.files)
    return copy
  }

  /// A bucket knows nothing of a video but its files: all that can be changed besides is who gets which link.
  package func change(_ copy: HostedCopy, to details: PublishDetails, at dock: any HostDock) throws -> HostedCopy {
    let session = try S3Session(account, at: dock)
    let link = try S3Links(session, id: copy.id, files: copy.files).link(for: details, until: nil)
    var copy = copy
    (copy.link, copy.embedCode, copy.linkEndsAt) = (link.address, link.embedCode, link.endsAt)
    copy.note = note(on: details)
    return copy
  }

  private func note(on details: PublishDetails) -> String {
    switch (account.signing, details.privacy) {
    case (.none, .private):
      "Without signed links, whoever has the old link still sees the video: unpublish it, and publish it anew."
    case (.none, _), (_, .private): ""
    case (_, .unlisted), (_, .public):
      "The bucket shows nothing without a signature, so only who has the signed link sees the video."
    }
  }

  package func remove(_ copy: HostedCopy, at dock: any HostDock) throws {
    let session = try S3Session(account, at: dock)
    // Without a name it would be all that is in the bucket.
    guard !copy.id.isEmpty, !copy.id.hasSuffix("/") else { return }
    let folder = copy.id + "/"
    for upload in try Self.allowed({ try session.uploads(below: folder) }) {
      let call = session.place.call(.delete, upload.key, query: [S3Call.Field("uploadId", upload.id)])
      _ = try session.ask(call, also: [404])
    }
    // The page goes first: nobody sees one whose films are gone. What else lies there is somebody else's.
    let page = folder + Self.page
    let keys = [page] + Set(copy.files.map { folder + $0.name }).subtracting([page]).sorted()
    for keys in [Array(keys.prefix(1)), Array(keys.dropFirst())] {
      try session.askAll(keys, also: [404]) {
        session.request(session.place.call(.delete, $0), .nothing)
      } heard: { _, reply in
        guard reply.status != 404 || session.code(reply) != "NoSuchBucket" else { throw session.problem(reply) }
      }
    }
  }

  package func withdraw(_ parcel: HostParcel, at dock: any HostDock) throws {
    var copy = HostedCopy(id: account.prefix + parcel.address, link: "", state: .uploading)
    copy.files = parcel.files
    try remove(copy, at: dock)
  }

  /// What a key may not list, or a server has no list of, is known by its name.
  private static func allowed<Element>(_ list: () throws -> [Element]) throws -> [Element] {
    do {
      return try list()
    } catch let problem as HostProblem
      where ["403 ", "405 ", "501 "].contains(where: problem.refusal.detail.hasPrefix)
    {
      return []
    }
  }

  package func look(at copy: HostedCopy, at dock: any HostDock) throws -> HostedCopy {
    let session = try S3Session(account, at: dock)
    let links = S3Links(session, id: copy.id, files: copy.files)
    _ = try session.ask(session.place.call(.head, "\(copy.id)/\(links.shown)"))
    var copy = copy
    if copy.state == .uploading || copy.state == .processing { copy.state = .ready }
    // A link that would end before its video does is drawn anew in good time.
    if let endsAt = copy.linkEndsAt, endsAt.microseconds / 1_000_000 - dock.now < SigV4.longestLink / 2 {
      let link = try links.link(for: PublishDetails(title: "", privacy: .private), until: nil)
      (copy.link, copy.embedCode, copy.linkEndsAt) = (link.address, link.embedCode, link.endsAt)
    }
    return copy
  }
}
