import Courier
import Files
import Glibc
import Hosts
import Production
import Settings

/// A finished video to a host, or what else is to be done there. It decodes nothing, and never fails: what went wrong is a fact.
enum HostStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    do {
      if let logs = try LogNotes(bench.order.notes) { return try LogFetching.run(logs, at: bench) }
      guard let notes = try HostNotes(bench.order.notes) else {
        throw Refusal("No host is named.", wayOut: "Tell your administrator.")
      }
      guard let host = host(of: notes.host) else {
        throw HostProblem(
          .unfit, Refusal("\(notes.host.name) is a folder of the service's machine.", wayOut: "Tell your administrator."))
      }
      let dock = UploadDock(at: bench, notes.host)
      switch notes.order {
      case .put(let parcel): return try HostNotes.facts(of: try host.put(parcel, at: dock))
      case .change(let copy, let details): return try HostNotes.facts(of: try host.change(copy, to: details, at: dock))
      case .remove(let copy):
        try host.remove(copy, at: dock)
        return [:]
      case .look(let copy): return try HostNotes.facts(of: try host.look(at: copy, at: dock))
      }
    } catch let problem as HostProblem {
      return try HostNotes.facts(of: problem)
    } catch let error as CourierError {
      return try HostNotes.facts(
        of: HostProblem(
          error.isPassing ? .passing : .key,
          Refusal(error.sentence, wayOut: "It is tried again by itself.", detail: error.description)))
    }
  }

  /// Nil for one that the service itself looks after.
  private static func host(of account: HostAccount) -> (any VideoHost)? {
    switch account.kind {
    case .folder: nil
    case .s3: S3Host(account)
    case .peertube: PeerTubeHost(account)
    case .vimeo: VimeoHost(account)
    case .youtube: YouTubeHost(account)
    }
  }
}

/// Where a worker that uploads meets the service.
final class UploadDock: HostDock {
  private let bench: Workbench
  private let messenger: Messenger
  private let host: HostAccount
  private var credentials: [String: Credential] = [:]

  init(at bench: Workbench, _ host: HostAccount) {
    self.bench = bench
    self.host = host
    let named = [host.endpoint, host.url].compactMap { Network.host(of: $0) }
    messenger = Messenger(network: Network(namedHosts: Set(named))) { bench.isStillThere() }
  }

  func secret(_ name: String) throws -> Credential {
    if let known = credentials[name] { return known }
    guard case .answer(_, let value?)? = bench.ask(.ask(question: .key, key: name)) else {
      throw HostProblem(
        .key,
        Refusal("There is no key named \(name), which \(host.name) needs.", wayOut: "Set it, then restart the service."))
    }
    let credential = Credential(value)
    credentials[name] = credential
    return credential
  }

  func open(_ file: HostParcel.File) throws -> File { try bench.open(file.name) }

  func send(_ request: CourierRequest) throws(CourierError) -> CourierReply { try messenger.send(paced(request, among: 1)) }

  func send(
    atMost most: Int, next: () throws -> CourierRequest?, heard: (Int, Result<CourierReply, CourierError>) throws -> Void
  ) throws {
    try messenger.send(atMost: most) {
      try next().map { paced($0, among: most) }
    } heard: {
      try heard($0, $1)
    }
  }

  /// No faster than the service says now: others may be on their way too.
  private func paced(_ request: CourierRequest, among count: Int) -> CourierRequest {
    guard let stretch = request.stretch else { return request }
    var request = request
    if case .answer(_, let value?)? = bench.ask(.ask(question: .pace, key: "")), let pace = Int(value), pace > 0 {
      request.bytesPerSecond = max(1024, pace / count)
      request.deadlines = .sending(stretch.count, bytesPerSecond: request.bytesPerSecond)
    }
    return request
  }

  func keep(handle: String) throws {
    guard case .answer(_, .some)? = bench.ask(.ask(question: .handle, key: handle)) else {
      throw HostProblem(
        .passing,
        Refusal("The service did not remember what was begun.", wayOut: "It is tried again by itself."))
    }
  }

  func sent(_ bytes: Int64, of all: Int64) {
    bench.progress(all > 0 ? Double(bytes) / Double(all) : 0, "uploading to \(host.name)")
  }

  func rest(_ pause: Duration) {
    let end = ContinuousClock.now + pause
    while case let left = end - .now, left > .zero, !isWrappingUp {
      usleep(UInt32(max(1, min(left, .milliseconds(500)) / .microseconds(1))))
      bench.isStillThere()
    }
  }

  var isWrappingUp: Bool { bench.isWrappingUp }

  var now: Int64 { Int64(time(nil)) }
}
