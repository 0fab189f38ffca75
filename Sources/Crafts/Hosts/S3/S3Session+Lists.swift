import Courier
import Documents
import Production

/// What lies in the bucket.
extension S3Session {
  /// A file that is being sent in parts.
  struct Begun {
    let key: String
    let id: String
    /// Seconds since 1970.
    let began: Int64?
  }

  /// Those whose key begins so. The corresponding operation is ListMultipartUploads.
  func uploads(below prefix: String) throws -> [Begun] {
    var found: [Begun] = []
    var markers: [S3Call.Field] = []
    // Each answer has up to a thousand.
    for _ in 0..<10 {
      let query = [S3Call.Field("uploads", ""), S3Call.Field("prefix", prefix)] + markers
      let reply = try ask(place.call(.get, "", query: query))
      guard let list = MarkupElement.read(reply.body) else { throw problem(reply) }
      for upload in list.all("Upload") {
        guard let key = upload["Key"]?.text, key.hasPrefix(prefix), let id = upload["UploadId"]?.text else { continue }
        found.append(Begun(key: key, id: id, began: upload["Initiated"].flatMap { S3Time.seconds(of: $0.text) }))
      }
      guard list["IsTruncated"]?.text == "true", let key = list["NextKeyMarker"]?.text, !key.isEmpty else { break }
      markers = [S3Call.Field("key-marker", key), S3Call.Field("upload-id-marker", list["NextUploadIdMarker"]?.text ?? "")]
    }
    return found
  }
}
