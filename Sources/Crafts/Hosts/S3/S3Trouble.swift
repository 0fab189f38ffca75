import Courier
import Documents
import Production

/// What an answer of a storage service that is no success means.
struct S3Trouble {
  /// Whether the same may go well at once, or a little later.
  let mayPass: Bool
  let code: String
  let problem: HostProblem

  /// Says why, to whom the account belongs.
  struct Reporter {
    let host: String
    let bucket: String
    let region: String
  }

  init(_ error: CourierError, for reporter: Reporter) {
    code = error.cause.rawValue
    mayPass = error.isPassing
    let name = reporter.host
    if error.isPassing {
      problem = HostProblem(
        .passing,
        Refusal(
          "The host \(name) did not answer as it should.", wayOut: "It is tried again; see that it can be reached from here.",
          detail: error.description))
    } else {
      problem = HostProblem(
        .key,
        Refusal(
          "The host \(name) cannot be asked: \(error.sentence)", wayOut: "Mend its endpoint in config.toml.",
          detail: error.description))
    }
  }

  init(_ reply: CourierReply, for reporter: Reporter, now: Int64) {
    let error = MarkupElement.read(reply.body).flatMap { $0.name == "Error" ? $0 : nil }
    let code = error?["Code"]?.text ?? ""
    let said = error?["Message"]?.text.prefix(300) ?? ""
    let words = Words(
      reporter: reporter, detail: "\(reply.status) \(code)\(said.isEmpty ? "" : ": \(said)")",
      otherRegion: reply.headers["x-amz-bucket-region"] ?? error?["Region"]?.text,
      ahead: reply.headers["date"].flatMap { HTTPDate.seconds(of: $0) }.map { now - $0 })
    self.code = code
    mayPass = Self.passing.contains(code) || code.isEmpty && RetryAdvice.mayPass(reply.status)
    var problem = words.byCode(code) ?? words.byStatus(reply.status)
    if mayPass, case .again(let pause) = RetryAdvice(status: reply.status, headers: reply.headers, now: now) {
      problem.pause = pause
    }
    self.problem = problem
  }

  private static let passing: Set<String> = [
    "InternalError", "SlowDown", "SlowDownRead", "SlowDownWrite", "ServiceUnavailable", "RequestTimeout", "BadDigest",
    "IncompleteBody", "OperationAborted", "ConditionalRequestConflict", "TooManyRequests", "ServerBusy", "Throttling",
  ]
}

/// The sentences for it.
private struct Words {
  let reporter: S3Trouble.Reporter
  let detail: String
  let otherRegion: String?
  /// How many seconds this machine's clock is ahead of the host's.
  let ahead: Int64?

  private func problem(_ cause: HostProblem.Cause, _ sentence: String, _ wayOut: String) -> HostProblem {
    HostProblem(cause, Refusal(sentence, wayOut: wayOut, detail: detail))
  }

  func byCode(_ code: String) -> HostProblem? {
    let host = reporter.host
    return switch code {
    case "InvalidAccessKeyId":
      problem(.key, "The host \(host) does not know our access key.", "Mend user and key of this host in config.toml.")
    case "SignatureDoesNotMatch":
      problem(.key, "The host \(host) does not accept our secret key.", "Mend the secret that key of this host names.")
    case "AccessDenied", "AllAccessDisabled", "AccountProblem":
      problem(
        .key, "The host \(host) does not let us do this.",
        "Give our key the right to put, read, list and delete files in the bucket \(reporter.bucket).")
    case "ExpiredToken", "InvalidToken":
      problem(.key, "Our key for the host \(host) has expired.", "Give this host a new key.")
    case "RequestTimeTooSkewed", "RequestExpired": skewed
    case "NoSuchBucket":
      problem(.key, "The host \(host) has no bucket \(reporter.bucket).", "Make it there, or mend bucket in config.toml.")
    case "QuotaExceeded", "XMinioStorageFull", "XMinioStorageQuotaExceeded", "XMinioAdminBucketQuotaExceeded",
      "InsufficientStorage":
      full
    case "EntityTooLarge": unfit
    case "PermanentRedirect", "TemporaryRedirect", "Redirect", "AuthorizationHeaderMalformed",
      "IllegalLocationConstraintException":
      elsewhere
    case "NoSuchKey", "NoSuchUpload": gone
    default: nil
    }
  }

  func byStatus(_ status: Int) -> HostProblem {
    let host = reporter.host
    return switch status {
    case 301, 302, 307, 308: elsewhere
    case 401, 402, 403:
      problem(
        .key, "The host \(host) refuses our key.",
        "See that user, key and bucket of this host are right, and that the key may put, read, list and delete files there.")
    case 404: gone
    case 413: unfit
    case 507: full
    case 400..<500 where !RetryAdvice.mayPass(status):
      problem(.unfit, "The host \(host) refused this.", "See what it says, and mend this host in config.toml.")
    default: problem(.passing, "The host \(host) is busy or has a problem of its own.", "It is tried again.")
    }
  }

  private var full: HostProblem {
    problem(.full, "The host \(reporter.host) has no room left.", "Make room there, or give it more.")
  }

  private var unfit: HostProblem {
    problem(.unfit, "The host \(reporter.host) does not take files as large as this one.", "Use another host for it.")
  }

  private var gone: HostProblem {
    problem(.gone, "This is not at the host \(reporter.host) any more.", "Publish it again.")
  }

  private var elsewhere: HostProblem {
    guard let otherRegion, !otherRegion.isEmpty, otherRegion != reporter.region else {
      return problem(
        .key, "The bucket \(reporter.bucket) does not answer at the endpoint of the host \(reporter.host).",
        "Give this host the endpoint and the region of its bucket.")
    }
    return problem(
      .key, "The bucket \(reporter.bucket) is in the region \(otherRegion), not in \(reporter.region).",
      "Write region = \"\(otherRegion)\" for the host \(reporter.host) in config.toml.")
  }

  private var skewed: HostProblem {
    let way = "Set this machine's clock, or let it follow a time server; what was refused is then published again."
    guard let ahead, abs(ahead) >= 60 else { return problem(.key, "The clock of this machine is wrong.", way) }
    return problem(
      .key, "The clock of this machine is wrong by \(abs(ahead) / 60) minutes: it is \(ahead > 0 ? "ahead" : "behind").", way)
  }
}
