import Digests
import Hosts
import Production
import StandIns
import Synchronization

/// A storage service that checks what the real one of the tests does not: that each body is what was signed. And that fails as it is told.
final class S3StandIn: Sendable {
  enum Operation: Hashable, Sendable {
    case begin, part, parts, complete, abort, put, head, delete, uploads, keys
  }

  private struct State {
    var files: [String: (size: Int, tag: String)] = [:]
    var uploads: [String: [Int: (size: Int, sum: [UInt8])]] = [:]
    var asked: [Operation: Int] = [:]
    var complaints: [String] = []
  }

  private final class Memory: Sendable {
    let state = Mutex(State())
  }

  let server: StandIn
  private let memory: Memory

  /// `fault` answers instead where it answers anything; it is told how often this operation was asked for, counted from 1.
  init(_ fault: @escaping @Sendable (Operation, Int) -> Answer? = { _, _ in nil }) throws {
    let memory = Memory()
    self.memory = memory
    server = try StandIn { request in
      memory.state.withLock { state in
        let operation = Self.operation(request)
        state.asked[operation, default: 0] += 1
        state.complaints += Self.complaints(request)
        // What is done is done, whether or not the answer is good.
        let answer = Self.work(operation, request, &state)
        return fault(operation, state.asked[operation] ?? 0) ?? answer
      }
    }
  }

  func count(_ operation: Operation) -> Int { memory.state.withLock { $0.asked[operation] ?? 0 } }
  var complaints: [String] { memory.state.withLock { $0.complaints } + server.complaints }
  func forgetUploads() { memory.state.withLock { $0.uploads = [:] } }

  static func error(_ status: Int, _ code: String, _ headers: [String] = [], more: String = "") -> Answer {
    .reply(
      Array(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>\(code)</Code><Message>No &amp; no</Message>\(more)</Error>"
          .utf8),
      status: status, headers: ["Content-Type: application/xml"] + headers)
  }

  // MARK: - Working

  private static func words(_ request: StandInRequest) -> [String: String] {
    var words: [String: String] = [:]
    for word in request.path.split(separator: "?").dropFirst().first?.split(separator: "&") ?? [] {
      let parts = word.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      words[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
    return words
  }

  private static func operation(_ request: StandInRequest) -> Operation {
    let words = words(request)
    return switch request.method {
    case "POST": words["uploads"] != nil ? .begin : .complete
    case "PUT": words["partNumber"] != nil ? .part : .put
    case "HEAD": .head
    case "DELETE": words["uploadId"] != nil ? .abort : .delete
    default: words["uploadId"] != nil ? .parts : words["uploads"] != nil ? .uploads : .keys
    }
  }

  private static func complaints(_ request: StandInRequest) -> [String] {
    var complaints: [String] = []
    func check(_ isFine: Bool, _ what: String) { if !isFine { complaints.append("\(request.method) \(request.path): \(what)") } }
    check(request["x-amz-content-sha256"] == Digest(of: request.body).hex, "its body is not the one that was signed")
    check(request["authorization"]?.hasPrefix("AWS4-HMAC-SHA256 Credential=") == true, "it is not signed")
    if request.method == "PUT" { check(request["content-md5"] == Base64.text(sum(request.body)), "its MD5 is another") }
    for header in request.headers where header.name.lowercased().hasPrefix("x-amz-") {
      check(request["authorization"]?.contains(header.name.lowercased()) == true, "\(header.name) is not signed")
    }
    return complaints
  }

  private static func sum(_ bytes: [UInt8]) -> [UInt8] {
    var md5 = Md5()
    md5.update(bytes)
    return md5.finish()
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func work(_ operation: Operation, _ request: StandInRequest, _ state: inout State) -> Answer {
    let words = words(request)
    let path = String(request.path.prefix { $0 != "?" })
    let upload = words["uploadId"] ?? ""
    switch operation {
    case .put:
      let tag = "\"\(hex(sum(request.body)))\""
      state.files[path] = (request.body.count, tag)
      return Answer(.bytes(Answer.head(200, ["ETag: \(tag)", "Content-Length: 0"])))
    case .head:
      guard let file = state.files[path] else { return Answer(.bytes(Answer.head(404, []))) }
      return Answer(.bytes(Answer.head(200, ["ETag: \(file.tag)", "Content-Length: \(file.size)"])))
    case .begin:
      let id = "upload-\(state.uploads.count + 1)"
      state.uploads[id] = [:]
      return xml(
        "<InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><UploadId>\(id)</UploadId></InitiateMultipartUploadResult>"
      )
    case .part:
      guard state.uploads[upload] != nil, let number = words["partNumber"].flatMap({ Int($0) }) else {
        return error(404, "NoSuchUpload")
      }
      state.uploads[upload]?[number] = (request.body.count, sum(request.body))
      return Answer(.bytes(Answer.head(200, ["ETag: \"\(hex(sum(request.body)))\"", "Content-Length: 0"])))
    case .parts:
      guard let parts = state.uploads[upload] else { return error(404, "NoSuchUpload") }
      let list = parts.map {
        "<Part><PartNumber>\($0.key)</PartNumber><ETag>&quot;\(hex($0.value.sum))&quot;</ETag><Size>\($0.value.size)</Size></Part>"
      }
      return xml("<ListPartsResult><IsTruncated>false</IsTruncated>\(list.joined())</ListPartsResult>")
    case .complete:
      guard let parts = state.uploads.removeValue(forKey: upload) else { return error(404, "NoSuchUpload") }
      let sorted = parts.sorted { $0.key < $1.key }
      guard sorted.dropLast().allSatisfy({ $0.value.size >= 5 << 20 }) else { return error(400, "EntityTooSmall") }
      guard request.text.components("<PartNumber>") == parts.count else { return error(400, "InvalidPart") }
      let tag = "\"\(hex(sum(sorted.flatMap(\.value.sum))))-\(parts.count)\""
      state.files[path] = (sorted.reduce(0) { $0 + $1.value.size }, tag)
      return xml("<CompleteMultipartUploadResult><ETag>\(tag)</ETag></CompleteMultipartUploadResult>")
    case .abort, .delete:
      state.uploads[upload] = nil
      if operation == .delete { state.files[path] = nil }
      return Answer(.bytes(Answer.head(204, [])))
    case .uploads: return xml("<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>")
    case .keys: return xml("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")
    }
  }

  private static func xml(_ text: String) -> Answer { .reply(Array(text.utf8), headers: ["Content-Type: application/xml"]) }
}

extension String {
  /// How often something stands in it.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
