import Courier
import Documents
package import Production

/// The logs that Amazon, or whoever speaks as it does, puts into a bucket: what is there, and what stands in it.
package struct S3Logs {
  private let account: HostAccount

  package init(_ account: HostAccount) { self.account = account }

  /// Objects in the order of their keys, behind one of them. Fewer than `most`: these are the last.
  package func list(below prefix: String, after key: String, atMost most: Int, at dock: any HostDock) throws -> [LogObject] {
    let session = try S3Session(account, at: dock)
    var found: [LogObject] = []
    var from = key.isEmpty ? [] : [S3Call.Field("start-after", key)]
    while found.count < most {
      let query = [S3Call.Field("list-type", "2"), S3Call.Field("prefix", prefix), S3Call.Field("max-keys", "1000")] + from
      let reply = try session.ask(session.place.call(.get, "", query: query))
      guard let list = MarkupElement.read(reply.body), list.name == "ListBucketResult" else { throw session.problem(reply) }
      for entry in list.all("Contents") {
        guard let key = entry["Key"]?.text, key.hasPrefix(prefix), let size = entry["Size"].flatMap({ Int64($0.text) }), size > 0
        else { continue }
        found.append(LogObject(key: key, tag: entry["ETag"]?.text.filter { $0 != "\"" } ?? "", size: size))
      }
      guard list["IsTruncated"]?.text == "true", let token = list["NextContinuationToken"]?.text, !token.isEmpty else { break }
      from = [S3Call.Field("continuation-token", token)]
    }
    return Array(found.prefix(most))
  }

  /// What stands in objects; of one that is gone by now, nothing.
  package func fetch(_ objects: [LogObject], at dock: any HostDock, each use: (Int, [UInt8]) throws -> Void) throws {
    let session = try S3Session(account, at: dock)
    try session.askAll(Array(objects.enumerated()), also: [404]) { _, object in
      var request = session.request(session.place.call(.get, object.key), .nothing)
      request.largestAnswer = Int(LogObject.largest)
      request.deadlines = .sending(object.size)
      return request
    } heard: { item, reply in
      try use(item.offset, reply.status == 404 ? [] : reply.body)
      dock.sent(Int64(item.offset), of: Int64(objects.count))
    }
  }
}
