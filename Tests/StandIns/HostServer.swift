import Glibc
import Synchronization

/// A place where videos are put, without the wire.
package protocol HostStandIn: Sendable {
  mutating func answer(_ request: StandInRequest) -> Answer
}

/// What a host does, once, instead of what it should.
package struct HostFault: Sendable {
  let method: String
  /// A part of the path.
  let path: String
  /// So many such requests go well before.
  var skipped: Int
  let deed: Deed

  package enum Deed: Sendable {
    case answers(Answer)
    /// Does as it should, and its answer is lost.
    case loses
    /// Does as it should, and only when the gate is open.
    case waits(HostGate)
    /// Hears so many bytes of the body, and the connection is cut.
    case cuts(after: Int)
  }

  package init(_ method: String, _ path: String, skipping skipped: Int = 0, _ deed: Deed) {
    self.method = method
    self.path = path
    self.skipped = skipped
    self.deed = deed
  }

  /// A cut is in the middle of a body: what has less is answered.
  var gate: HostGate? { if case .waits(let gate) = deed, skipped == 0 { gate } else { nil } }

  var waitsForBody: Bool { if case .cuts = deed { skipped == 0 } else { false } }

  func fits(_ request: StandInRequest) -> Bool { request.method == method && request.path.contains(path) }
}

/// Holds those that come to it until somebody opens it.
package final class HostGate: Sendable {
  private let isOpen = Atomic(false)
  private let waiting = Atomic(0)

  package init() {}

  /// Somebody has come to it, whether or not it was opened meanwhile.
  package var isReached: Bool { waiting.load(ordering: .sequentiallyConsistent) > 0 }

  package func open() { isOpen.store(true, ordering: .sequentiallyConsistent) }

  func pass() {
    waiting.add(1, ordering: .sequentiallyConsistent)
    while !isOpen.load(ordering: .sequentiallyConsistent) { usleep(5000) }
  }
}

/// A strict host over real HTTP.
package final class HostServer<Place: HostStandIn>: Sendable {
  private let server: StandIn
  private let inside: Inside

  private final class Inside: Sendable {
    let state: Mutex<State>
    /// Bodies that are on their way.
    let coming = Atomic(0)

    init(_ place: Place) { state = Mutex(State(place: place)) }
  }

  private struct State {
    var place: Place
    var faults: [HostFault] = []
  }

  /// `keepsBeginnings`: it keeps what came of a body that broke off, as most do; else nothing of it, as where somebody on the way collects
  /// each before he passes it on.
  package init(_ place: Place, keepsBeginnings: Bool = false) throws {
    let inside = Inside(place)
    self.inside = inside
    server = try StandIn(keepsBeginnings: keepsBeginnings) { head in
      if keepsBeginnings, head.hasBody { inside.coming.add(1, ordering: .sequentiallyConsistent) }
      return inside.state.withLock { state in
        guard let index = state.faults.firstIndex(where: { $0.fits(head) }), state.faults[index].skipped == 0,
          case .cuts(let count) = state.faults[index].deed, head["content-length"].flatMap({ Int($0) }) ?? 0 > count
        else { return nil }
        state.faults.remove(at: index)
        return count
      }
    } answer: { request in
      defer { if keepsBeginnings, request.hasBody { inside.coming.subtract(1, ordering: .sequentiallyConsistent) } }
      // Whoever asks how much it has is told when all of what broke off is counted.
      while keepsBeginnings, !request.hasBody, inside.coming.load(ordering: .sequentiallyConsistent) > 0 { usleep(1000) }
      let gate = inside.state.withLock { state -> HostGate? in
        guard let index = state.faults.firstIndex(where: { $0.gate != nil && $0.fits(request) }) else { return nil }
        return state.faults.remove(at: index).gate
      }
      gate?.pass()
      return inside.state.withLock { state in
        if request.isCut { return state.place.answer(request) }
        guard let index = state.faults.firstIndex(where: { $0.fits(request) && !$0.waitsForBody }) else {
          return state.place.answer(request)
        }
        guard state.faults[index].skipped == 0 else {
          state.faults[index].skipped -= 1
          return state.place.answer(request)
        }
        switch state.faults.remove(at: index).deed {
        case .answers(let answer): return answer
        case .loses:
          _ = state.place.answer(request)
          return .reset
        case .cuts, .waits: return state.place.answer(request)
        }
      }
    }
  }

  package var url: String { server.url }
  package var port: UInt16 { server.port }
  package var heard: [StandInRequest] { server.heard }
  package var complaints: [String] { server.complaints }
  package var place: Place { inside.state.withLock(\.place) }

  package func heard(_ method: String, _ path: String) -> [StandInRequest] {
    heard.filter { $0.method == method && $0.path.contains(path) }
  }

  package func change(_ change: @Sendable (inout Place) -> Void) { inside.state.withLock { change(&$0.place) } }
  package func does(_ faults: HostFault...) { inside.state.withLock { $0.faults += faults } }
}

extension StandInRequest {
  var hasBody: Bool { (self["content-length"].flatMap { Int($0) } ?? 0) > 0 }

  var steps: [String] { (path.split(separator: "?").first ?? "").split(separator: "/").map(String.init) }

  /// What is asked behind the question mark.
  var query: [String: String] {
    path.split(separator: "?", maxSplits: 1).dropFirst().first.map { FormText.fields(String($0)) } ?? [:]
  }

  /// "bytes 0-9/20", or "bytes */20" with neither place.
  var contentRange: (first: Int?, last: Int?, size: Int)? {
    guard let text = self["content-range"], text.hasPrefix("bytes ") else { return nil }
    let halves = text.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let size = Int(halves[1]) else { return nil }
    if halves[0] == "*" { return (nil, nil, size) }
    let places = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard places.count == 2, let first = Int(places[0]), let last = Int(places[1]), first <= last, last < size else { return nil }
    return (first, last, size)
  }
}

/// A form as it is sent.
enum FormText {
  static func fields(_ text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { plain(String($0)) }
      fields[halves[0]] = halves.count > 1 ? halves[1] : ""
    }
    return fields
  }

  static func plain(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
