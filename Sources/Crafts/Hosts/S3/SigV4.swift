package import Courier
import Digests
package import Production

/// Signs questions to storage services, as version 4 of Amazon's signatures says. Pure: the time comes from outside.
package struct SigV4: Sendable {
  private let user: String
  private let secret: Credential
  private let region: String

  package init(user: String, secret: Credential, region: String) {
    self.user = user
    self.secret = secret
    self.region = region
  }

  /// What stands for a body that is not signed. Only where the connection itself vouches for it.
  package static let unsigned = "UNSIGNED-PAYLOAD"
  package static let nothing = Digest(of: []).hex
  /// A presigned link is good for seven days at most.
  package static let longestLink: Int64 = 604_800

  private static let algorithm = "AWS4-HMAC-SHA256"

  /// The same question with the headers that prove who asks it. `payload` is the body's digest in hexadecimal, or `unsigned`.
  package func signed(_ call: S3Call, payload: String, at now: Int64) -> S3Call {
    let time = S3Time(seconds: now)
    var call = call
    call.headers += [S3Call.Field("x-amz-content-sha256", payload), S3Call.Field("x-amz-date", time.stamp)]
    let names = Self.signedNames(call)
    let signature = signature(of: Self.canonical(call, payload: payload), at: time)
    call.headers.append(
      S3Call.Field(
        "Authorization",
        "\(Self.algorithm) Credential=\(user)/\(scope(time)), SignedHeaders=\(names), Signature=\(signature)"))
    return call
  }

  /// A link by which anybody may do what the call says, for so many seconds from now on.
  package func link(_ call: S3Call, for seconds: Int64, at now: Int64) throws(Refusal) -> String {
    guard (1...Self.longestLink).contains(seconds) else {
      throw Refusal(
        seconds < 1 ? "The video expires before its link could be used." : "A presigned link is good for seven days at most.",
        wayOut: seconds < 1
          ? "Give it a later expiry."
          : "Let the video expire within seven days, or sign its links by CloudFront (signing = \"cloudfront\").",
        detail: "\(seconds) seconds were asked for")
    }
    let time = S3Time(seconds: now)
    var call = call
    call.query += [
      S3Call.Field("X-Amz-Algorithm", Self.algorithm), S3Call.Field("X-Amz-Credential", "\(user)/\(scope(time))"),
      S3Call.Field("X-Amz-Date", time.stamp), S3Call.Field("X-Amz-Expires", "\(seconds)"),
      S3Call.Field("X-Amz-SignedHeaders", Self.signedNames(call)),
    ]
    let signature = signature(of: Self.canonical(call, payload: Self.unsigned), at: time)
    return "\(call.url)&X-Amz-Signature=\(signature)"
  }

  /// What is signed, in the one way of writing it.
  package static func canonical(_ call: S3Call, payload: String) -> String {
    let headers = signedHeaders(call).map { "\($0.name):\($0.value)\n" }.joined()
    return [call.method.rawValue, call.encodedPath, call.encodedQuery, headers, signedNames(call), payload]
      .joined(separator: "\n")
  }

  private static func signedHeaders(_ call: S3Call) -> [S3Call.Field] {
    (call.headers + [S3Call.Field("host", call.host)])
      .map { header in
        S3Call.Field(header.name.lowercased(), header.value.split(separator: " ").joined(separator: " "))
      }
      .sorted { $0.name < $1.name }
  }

  private static func signedNames(_ call: S3Call) -> String { signedHeaders(call).map(\.name).joined(separator: ";") }

  private func scope(_ time: S3Time) -> String { "\(time.date)/\(region)/s3/aws4_request" }

  private func signature(of canonical: String, at time: S3Time) -> String {
    let text = [Self.algorithm, time.stamp, scope(time), Digest(of: canonical).hex].joined(separator: "\n")
    var key = secret.withBytes { Hmac.sha256(key: Array("AWS4".utf8) + $0, Array(time.date.utf8)) }
    for word in [region, "s3", "aws4_request"] { key = Hmac.sha256(key: key, Array(word.utf8)) }
    return Digest(sha256: Hmac.sha256(key: key, Array(text.utf8))).hex
  }
}
