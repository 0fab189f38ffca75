import Courier
import Digests
import Production

extension S3Host {
  /// Puts a small file, looks whether those see it who should, and nobody else, and takes it away again.
  package func examine(at dock: any HostDock) throws {
    let session = try S3Session(account, at: dock)
    let name = "look.txt"
    let id = "\(account.prefix)dropreel-look-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    let bytes = Array("dropreel looks\n".utf8)
    let digest = Digest(of: bytes)
    _ = try session.ask(session.place.call(.put, "\(id)/\(name)"), .bytes(bytes, digest: digest.hex))
    defer { _ = try? session.ask(session.place.call(.delete, "\(id)/\(name)"), also: [404]) }
    let links = S3Links(session, id: id, files: [HostParcel.File(name: name, digest: digest, size: Int64(bytes.count))])
    let open = links.url(of: name)
    let answer = try look(at: open, for: bytes, dock)
    guard account.signing != .none else {
      return try expect(
        answer == nil, "Nobody sees what lies in the bucket \(account.bucket).",
        wayOut: account.url.isEmpty
          ? "Let everybody read what lies there, or have its links signed (signing of the host \(account.name))."
          : "Let \(account.url) lead to \(account.prefix) of the bucket, and let everybody read what lies there.",
        "\(open): \(answer ?? "")")
    }
    try expect(
      answer != nil, "Everybody sees what lies in the bucket \(account.bucket), so nothing in it is private.",
      wayOut: "Take the right to read it from everybody: the links of the host \(account.name) are signed.", open)
    let end = Moment(microseconds: (dock.now + 300) * 1_000_000)
    let link = try links.link(for: PublishDetails(title: "", privacy: .private), until: end).address
    let signed = try look(at: link, for: bytes, dock)
    try expect(
      signed == nil, "The links that the host \(account.name) signs are not accepted.",
      wayOut: account.signing == .presigned
        ? "Give its key the right to read files in the bucket \(account.bucket)."
        : "Mend its url, key_pair and second_key, and let CloudFront ask for signed links of that key group.", signed ?? "")
  }

  /// Nil where it is shown; else what is shown instead.
  private func look(at address: String, for bytes: [UInt8], _ dock: any HostDock) throws -> String? {
    do throws(CourierError) {
      let reply = try dock.send(CourierRequest(.get, address))
      return reply.status == 200 && reply.body == bytes ? nil : "HTTP \(reply.status)"
    } catch {
      return error.description
    }
  }

  private func expect(_ holds: Bool, _ sentence: String, wayOut: String, _ detail: String) throws {
    guard holds else { throw HostProblem(.key, Refusal(sentence, wayOut: wayOut, detail: detail)) }
  }
}
