import Dispatch
import FoundationEssentials
import Glibc

/// Somebody at a machine of their own, connected to the file server: people.py plays that machine.
final class SambaPerson: Person {
  private let line: PeopleLine
  private let queue = DispatchQueue(label: "person")

  init(_ name: String, share: String, port: Int, people socket: String) async throws {
    line = try PeopleLine(socket)
    _ = try await ask(Request(do: "connect", port: port, share: share, user: name, password: Smbd.password))
  }

  struct Request: Encodable {
    var `do`: String
    var port: Int?
    var share: String?
    var user: String?
    var password: String?
    var place: String?
    var other: String?
    var mode: OpenMode?
    var handle: Int?
    var data: String?
    var at: Int?
    var size: Int?
    var modified: Int?
    var replace: Bool?
  }

  struct Answer: Decodable {
    let error: String?
    let number: Int?
    let names: [String]?
    let text: String?
  }

  private func ask(_ request: Request) async throws -> Answer {
    let (line, bytes) = (line, Array(try JSONEncoder().encode(request)))
    let reply = try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try line.ask(bytes) }) }
    }
    let answer = try JSONDecoder().decode(Answer.self, from: Data(reply))
    if let error = answer.error { throw PersonError("\(request.place ?? ""): \(error)") }
    return answer
  }

  func open(_ place: String, _ mode: OpenMode) async throws -> Int {
    guard let handle = try await ask(Request(do: "open", place: place, mode: mode)).number else { throw PersonError("no handle") }
    return handle
  }

  func write(_ bytes: [UInt8], at offset: Int, to handle: Int) async throws {
    _ = try await ask(Request(do: "write", handle: handle, data: Data(bytes).base64EncodedString(), at: offset))
  }

  func setSize(_ size: Int, of handle: Int) async throws { _ = try await ask(Request(do: "size", handle: handle, size: size)) }

  func setModified(_ seconds: Int, of handle: Int) async throws {
    _ = try await ask(Request(do: "time", handle: handle, modified: seconds))
  }

  func close(_ handle: Int) async throws { _ = try await ask(Request(do: "close", handle: handle)) }

  func read(_ place: String) async throws -> [UInt8] {
    let text = try await ask(Request(do: "read", place: place)).text ?? ""
    return Array(Data(base64Encoded: text) ?? Data())
  }

  func rename(_ place: String, to other: String, replacing: Bool) async throws {
    _ = try await ask(Request(do: "rename", place: place, other: other, replace: replacing))
  }

  func makeFolder(_ place: String) async throws { _ = try await ask(Request(do: "make_folder", place: place)) }
  func remove(_ place: String) async throws { _ = try await ask(Request(do: "remove", place: place)) }
  func names(in place: String) async throws -> [String] { try await ask(Request(do: "names", place: place)).names ?? [] }
  func vanish() async throws { _ = try await ask(Request(do: "vanish")) }

  // MARK: - An open Explorer window

  /// From now on the server tells this machine what changes below a folder.
  func watch(_ place: String) async throws { _ = try await ask(Request(do: "watch", place: place)) }

  /// What it was told of so far.
  func told() async throws -> [String] { try await ask(Request(do: "seen")).names ?? [] }
}
