import Courier
import Digests
import Documents
import Files
import Production

/// A large file goes in parts: what a cut costs is a part, and never the file.
extension S3Put {
  func putInParts(_ file: HostParcel.File) throws {
    var there: [Int: String] = [:]
    if let upload = handle.upload, upload.name == file.name, upload.digest == file.digest {
      switch try look(upload, of: file) {
      case .open(let tags): there = tags
      case .complete(let tag): return try finish(file, tag: tag)
      case .gone: handle.upload = nil
      }
    } else if let other = handle.upload {
      try abort(key: "\(id)/\(other.name)", upload: other.id)
      handle.upload = nil
    }
    let upload = try handle.upload ?? begin(file)
    try send(file, upload, there)
    try complete(file)
  }

  // MARK: - Beginning

  private func begin(_ file: HostParcel.File) throws -> S3Handle.Upload {
    sweep(file)
    let call = session.place.call(
      .post, key(file), query: [S3Call.Field("uploads", "")], headers: S3FileKind.headers(file.name, parcel))
    let reply = try session.ask(call)
    guard let number = MarkupElement.read(reply.body)?["UploadId"]?.text, !number.isEmpty else {
      throw session.problem(reply)
    }
    let upload = S3Handle.Upload(
      name: file.name, digest: file.digest, id: number, partSize: S3Parts(of: file.size).partSize)
    handle.upload = upload
    // From here on the next try knows of it, whatever happens.
    try keep()
    return upload
  }

  /// Takes away what earlier tries left behind and nobody remembers: of this file, and of others of ours after weeks. Nothing depends on it.
  private func sweep(_ file: HostParcel.File) {
    let ours = session.account.prefix.isEmpty ? id + "/" : session.account.prefix
    guard let uploads = try? session.uploads(below: ours) else { return }
    for upload in uploads where upload.key == key(file) || session.dock.now - (upload.began ?? session.dock.now) > Self.forgotten
    {
      try? abort(key: upload.key, upload: upload.id)
    }
  }

  /// Where uploads run at night only, one may take many nights.
  private static var forgotten: Int64 { 30 * 86_400 }

  func abort(key: String, upload: String) throws {
    let call = session.place.call(.delete, key, query: [S3Call.Field("uploadId", upload)])
    _ = try session.ask(call, also: [404])
  }

  // MARK: - Going on

  private enum Found {
    case open([Int: String])
    case complete(tag: String)
    case gone
  }

  /// Which parts lie there, by what the service says: that is the truth, and what we remember only a hint.
  private func look(_ upload: S3Handle.Upload, of file: HostParcel.File) throws -> Found {
    let parts = S3Parts(of: file.size, partSize: upload.partSize)
    var tags: [Int: String] = [:]
    var marker = ""
    while true {
      var query = [S3Call.Field("uploadId", upload.id)]
      if !marker.isEmpty { query.append(S3Call.Field("part-number-marker", marker)) }
      let reply = try session.ask(session.place.call(.get, key(file), query: query), also: [404])
      if reply.status == 404 {
        guard session.code(reply) != "NoSuchBucket" else { throw session.problem(reply) }
        return try wasCompleted(file, upload)
      }
      guard let list = MarkupElement.read(reply.body) else { throw session.problem(reply) }
      for part in list.all("Part") {
        guard let number = part["PartNumber"].flatMap({ Int($0.text) }), (1...parts.count).contains(number),
          let tag = part["ETag"]?.text, part["Size"].flatMap({ Int64($0.text) }) == parts.length(number)
        else { continue }
        tags[number] = tag
      }
      let next = list["NextPartNumberMarker"]?.text ?? ""
      guard list["IsTruncated"]?.text == "true", let number = Int(next), number > Int(marker) ?? 0 else {
        return .open(tags)
      }
      marker = next
    }
  }

  /// An upload that is not there any more was completed, by a try that did not live to hear it, or taken away.
  private func wasCompleted(_ file: HostParcel.File, _ upload: S3Handle.Upload) throws -> Found {
    let reply = try session.ask(session.place.call(.head, key(file)), also: [404])
    guard reply.status != 404, reply.headers["content-length"].flatMap({ Int64($0) }) == file.size,
      let tag = reply.headers["etag"], upload.tags.count == S3Parts(of: file.size, partSize: upload.partSize).count,
      let expected = S3Tag.whole(upload.tags), expected == S3Tag.bare(tag)
    else { return .gone }
    return .complete(tag: tag)
  }

  // MARK: - Sending

  private func send(_ file: HostParcel.File, _ upload: S3Handle.Upload, _ there: [Int: String]) throws {
    let parts = S3Parts(of: file.size, partSize: upload.partSize)
    let source = try open(file)
    handle.upload?.tags = there
    lyingInParts = there.keys.reduce(0) { $0 + parts.length($1) }
    try tell()
    let missing = (1...parts.count).filter { there[$0] == nil }
    do {
      try send(missing, of: parts, from: source, file, upload)
    } catch let problem as HostProblem where problem.cause == .gone {
      // Somebody, or a rule of the bucket, took the upload away: the next try begins anew.
      try forget()
      throw lost(file, problem.refusal.detail)
    }
  }

  private func send(
    _ missing: [Int], of parts: S3Parts, from source: FileSource, _ file: HostParcel.File, _ upload: S3Handle.Upload
  ) throws {
    // Whether the line holds is not known yet: a cut costs all that is on its way.
    try session.askAll(missing, careful: true) { number in
      let stretch = FileStretch(of: source, at: parts.offset(number), count: parts.length(number))
      // Where the connection vouches for what it carries, one sum is enough.
      let sums = try S3Sums(source, at: stretch.offset, count: stretch.count, withDigest: !session.place.isEncrypted)
      let call = session.place.call(
        .put, key(file), query: [S3Call.Field("partNumber", "\(number)"), S3Call.Field("uploadId", upload.id)],
        headers: [S3Call.Field("Content-MD5", sums.md5)])
      return session.request(call, .stretch(stretch, digest: sums.digest))
    } heard: { number, reply in
      guard let tag = reply.headers["etag"], !tag.isEmpty else { throw session.problem(reply) }
      handle.upload?.tags[number] = tag
      lyingInParts += parts.length(number)
      try tell()
    }
  }

  // MARK: - Ending

  private func complete(_ file: HostParcel.File) throws {
    guard let upload = handle.upload else { return }
    // All tags are known now: whoever comes after a crash can tell by them whether it was completed.
    try keep()
    let list = upload.tags.sorted { $0.key < $1.key }
      .map { "<Part><PartNumber>\($0.key)</PartNumber><ETag>\(S3Tag.quoted($0.value))</ETag></Part>" }.joined()
    let body = Array(
      "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(list)</CompleteMultipartUpload>".utf8)
    let call = session.place.call(
      .post, key(file), query: [S3Call.Field("uploadId", upload.id)],
      headers: [S3Call.Field("Content-Type", "application/xml")])
    let reply = try session.ask(call, .bytes(body, digest: Digest(of: body).hex), also: [400, 404])
    if (200..<300).contains(reply.status) {
      return try finish(file, tag: MarkupElement.read(reply.body)?["ETag"]?.text ?? "")
    }
    let code = session.code(reply)
    guard code == "NoSuchUpload" || code == "InvalidPart" || code == "InvalidPartOrder" else { throw session.problem(reply) }
    // Its first answer may have been lost: then it is there, and this was the second time.
    if code == "NoSuchUpload", case .complete(let tag) = try wasCompleted(file, upload) { return try finish(file, tag: tag) }
    if code != "NoSuchUpload" { try abort(key: key(file), upload: upload.id) }
    try forget()
    throw lost(file, code)
  }

  private func forget() throws {
    handle.upload = nil
    lyingInParts = 0
    try keep()
  }

  private func lost(_ file: HostParcel.File, _ detail: String) -> HostProblem {
    HostProblem(
      .passing,
      Refusal(
        "The host \(session.account.name) has lost parts of \(file.name).", wayOut: "It is sent again.", detail: detail))
  }

  private func finish(_ file: HostParcel.File, tag: String) throws {
    let tags = handle.upload?.tags ?? [:]
    handle.upload = nil
    lyingInParts = 0
    // Some write the signs of quotation as they are, some encode them; a HEAD has them always.
    let known = S3Tag.bare(tag).isEmpty ? S3Tag.whole(tags) ?? "" : S3Tag.bare(tag)
    handle.done[file.name] = S3Handle.Done(digest: file.digest, tag: known.isEmpty ? "" : "\"\(known)\"")
    try keep()
    session.dock.sent(lying, of: parcel.size)
  }
}

/// What services know contents by.
enum S3Tag {
  static func bare(_ tag: String) -> String { tag.filter { $0 != "\"" } }

  /// As it stands in a list: a service's own words, so nothing in them may be taken for a mark of XML.
  static func quoted(_ tag: String) -> String {
    var text = ""
    for scalar in tag.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// That of a file by those of its parts; nil where one of them is no MD5.
  static func whole(_ tags: [Int: String]) -> String? {
    guard !tags.isEmpty else { return nil }
    var md5 = Md5()
    for (_, tag) in tags.sorted(by: { $0.key < $1.key }) {
      let digits = Array(bare(tag).utf8)
      guard digits.count == 2 * Md5.byteCount else { return nil }
      var bytes: [UInt8] = []
      for place in stride(from: 0, to: digits.count, by: 2) {
        guard let byte = UInt8(String(decoding: digits[place..<(place + 2)], as: UTF8.self), radix: 16) else { return nil }
        bytes.append(byte)
      }
      md5.update(bytes)
    }
    let hex = md5.finish().map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }
    return "\(hex.joined())-\(tags.count)"
  }
}
