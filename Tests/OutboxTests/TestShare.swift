import Files
import Glibc
import Production
import Testing

@testable import Outbox

/// A share in a folder of its own, gone with its owner.
final class TestShare: Sendable {
  let path: String
  let root: Folder
  let outbox: Outbox

  init() throws {
    var template = Array("/tmp/outbox-test-XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return mkdtemp(start) != nil
    }
    try #require(isMade)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    root = try Folder.open(path)
    let share = try root.makeFolder(.known("acme"))
    outbox = Outbox(share: share, clock: .fixed(secondsFromUTC: 0))
    try outbox.prepareShare()
  }

  deinit {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    if let parent = try? Folder.open("/tmp"), let name = FileName(name) { try? parent.removeTree(name) }
  }

  var share: Folder { outbox.share }

  /// A service that was just started again on the same share.
  func restarted() throws -> Outbox {
    let next = Outbox(share: share, clock: .fixed(secondsFromUTC: 0))
    try next.prepareShare()
    return next
  }

  func folder(_ path: String) throws -> Folder {
    var folder = share
    for part in path.split(separator: "/") { folder = try folder.makeFolder(try #require(FileName(String(part)))) }
    return folder
  }

  private func place(_ path: String) throws -> (Folder, FileName) {
    let parts = path.split(separator: "/").map(String.init)
    let name = try #require(FileName(parts.last ?? ""))
    return (try folder(parts.dropLast().joined(separator: "/")), name)
  }

  /// What a person puts there.
  func put(_ text: String, at path: String) throws {
    let (folder, name) = try place(path)
    try folder.write(name, Array(text.utf8))
  }

  func text(at path: String) throws -> String? {
    let (folder, name) = try place(path)
    return try folder.read(name, atMost: 1 << 22).map { String(decoding: $0, as: UTF8.self) }
  }

  func link(_ path: String, to target: String) throws { try #require(symlink(target, "\(self.path)/acme/\(path)") == 0) }

  func rename(_ path: String, to newName: String) throws {
    let (folder, name) = try place(path)
    let next = try #require(FileName(newName))
    try folder.move(name, to: folder, as: next, replacing: false)
  }

  func names(in path: String) throws -> [String] { try folder(path).entries().map(\.name.description).sorted() }

  /// Every file below a folder of the share with its content; empty folders with a slash.
  func tree(_ path: String = "") throws -> [String: String] { try Self.tree(of: folder(path), prefix: "") }

  private static func tree(of folder: Folder, prefix: String) throws -> [String: String] {
    var tree: [String: String] = [:]
    for entry in try folder.entries() {
      let name = prefix + entry.name.description
      if entry.kind == .folder {
        let inner = try Self.tree(of: folder.folder(entry.name), prefix: name + "/")
        if inner.isEmpty { tree[name + "/"] = "" }
        tree.merge(inner) { $1 }
      } else {
        tree[name] = String(decoding: try folder.read(entry.name, atMost: 1 << 22) ?? [], as: UTF8.self)
      }
    }
    return tree
  }
}
