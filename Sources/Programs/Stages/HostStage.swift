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
      guard let notes = try HostNotes(bench.order.notes) else {
        throw Refusal("No host is named.", wayOut: "Tell your administrator.")
      }
      if case .logs(let order) = notes.order { return try LogFetching.run(order, of: notes.host, at: bench) }
      if case .examine(let probe?) = notes.order {
        try look(for: probe, of: notes.host, at: UploadDock(at: bench, notes.host))
        return [:]
      }
      guard let host = host(of: notes.host) else {
        throw HostProblem(
          .unfit, Refusal("\(notes.host.name) is a folder of the service's machine.", wayOut: "Tell your administrator."))
      }
      let dock = UploadDock(at: bench, notes.host)
      return try HostNotes.facts(of: try carryOut(notes.order, on: host, notes.host, at: dock))
    } catch let problem as HostProblem {
      return try HostNotes.facts(of: problem)
    } catch let error as CourierError {
      return try HostNotes.facts(
        of: HostProblem(
          error.isPassing ? .passing : .key,
          Refusal(error.sentence, wayOut: "It is tried again by itself.", detail: error.description)))
    }
  }

  private static func carryOut(
    _ order: HostOrder, on host: any VideoHost, _ account: HostAccount, at dock: UploadDock
  ) throws -> HostedCopy? {
    switch order {
    case .put(let parcel): return try host.put(parcel, at: dock)
    case .change(let copy, let parcel):
      try find(copy, on: host, account, at: dock)
      return try host.change(try host.bring(parcel, to: copy, at: dock), to: parcel.details, at: dock)
    case .remove(let copy):
      try find(copy, on: host, account, at: dock)
      try host.remove(copy, at: dock)
    case .withdraw(let parcel): try host.withdraw(parcel, at: dock)
    case .examine: try host.examine(at: dock)
    case .look(let copy):
      try find(copy, on: host, account, at: dock)
      return try host.look(at: copy, at: dock)
    case .logs: break
    }
    return nil
  }

  /// What was put into another place than the one that the host's name means now may have been brought along. If it was not, it is there
  /// still: nobody may say that it is gone.
  private static func find(_ copy: HostedCopy, on host: any VideoHost, _ account: HostAccount, at dock: UploadDock) throws {
    guard account.isElsewhere(copy) else { return }
    do {
      _ = try host.look(at: copy, at: dock)
    } catch let problem as HostProblem where problem.cause != .passing {
      throw account.elsewhere(copy)
    }
  }

  /// Whether the web server shows what lies in its folder.
  private static func look(for probe: String, of host: HostAccount, at dock: UploadDock) throws {
    let address = "\(host.url)/\(probe)"
    let detail: String
    switch Result(catching: { () throws(CourierError) in try dock.send(CourierRequest(.get, address, largestAnswer: 1 << 16)) }) {
    case .success(let reply) where reply.status == 200 && reply.body == Array(probe.utf8): return
    case .success(let reply): detail = "HTTP \(reply.status)"
    case .failure(let error): detail = error.description
    }
    throw HostProblem(
      .key,
      Refusal(
        "\(host.url) does not show what lies in \(host.path).",
        wayOut: "Let the web server show that folder at that address, or mend url and path of the host \(host.name).",
        detail: detail))
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
  /// What people call the place.
  private let place: String
  private var credentials: [String: Credential] = [:]
  /// Something else is wanted of this video by now.
  private var isUnwanted = false

  convenience init(at bench: Workbench, _ host: HostAccount) {
    self.init(at: bench, host.name, namedByAdministrator: [host.endpoint, host.url])
  }

  /// Only what the administrator named may be on this machine or in its network.
  init(at bench: Workbench, _ place: String, namedByAdministrator addresses: [String]) {
    self.bench = bench
    self.place = place
    let named = addresses.compactMap { Network.host(of: $0) }
    messenger = Messenger(network: Network(namedHosts: Set(named))) { bench.isStillThere() }
  }

  func secret(_ name: String) throws -> Credential {
    if let known = credentials[name] { return known }
    guard case .answer(_, let value?)? = bench.ask(.ask(question: .key, key: name)) else {
      throw HostProblem(
        .key,
        Refusal("There is no key named \(name), which \(place) needs.", wayOut: "Set it, then restart the service."))
    }
    let credential = Credential(value)
    credentials[name] = credential
    return credential
  }

  /// As often as it is asked for: what was cut is sent again.
  func open(_ file: HostParcel.File) throws -> File { try bench.reopen(file.name) }

  func send(_ request: CourierRequest) throws(CourierError) -> CourierReply { try messenger.send(try paced(request, among: 1)) }

  func send(
    atMost most: Int, next: () throws -> CourierRequest?, heard: (Int, Result<CourierReply, CourierError>) throws -> Void
  ) throws {
    try messenger.send(atMost: most) {
      try next().map { try paced($0, among: most) }
    } heard: {
      try heard($0, $1)
    }
  }

  /// No faster than the service says now, as others may be on their way too; and not at all what nobody wants there any more.
  private func paced(_ request: CourierRequest, among count: Int) throws(CourierError) -> CourierRequest {
    guard let stretch = request.stretch else { return request }
    guard !isUnwanted, case .answer(_, let value?)? = bench.ask(.ask(question: .pace, key: "")), let pace = Int(value) else {
      isUnwanted = true
      throw CourierError(.broken, host: place, detail: "something else is wanted of this video", reached: .notSent)
    }
    guard pace > 0 else { return request }
    var request = request
    request.bytesPerSecond = max(1024, pace / count)
    request.deadlines = .sending(stretch.count, bytesPerSecond: request.bytesPerSecond)
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
    bench.progress(all > 0 ? Double(bytes) / Double(all) : 0, "uploading to \(place)")
  }

  func rest(_ pause: Duration) {
    let end = ContinuousClock.now + pause
    while case let left = end - .now, left > .zero, !isWrappingUp {
      usleep(UInt32(max(1, min(left, .milliseconds(500)) / .microseconds(1))))
      bench.isStillThere()
    }
  }

  var isWrappingUp: Bool {
    bench.listen()
    return bench.isWrappingUp || isUnwanted
  }

  var now: Int64 { Int64(time(nil)) }
}
