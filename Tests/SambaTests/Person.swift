/// Somebody at a machine, and what that machine does to the share, call by call. Places are relative to the share.
protocol Person: Sendable {
  func open(_ place: String, _ mode: OpenMode) async throws -> Int
  func write(_ bytes: [UInt8], at offset: Int, to handle: Int) async throws
  func setSize(_ size: Int, of handle: Int) async throws
  func setModified(_ seconds: Int, of handle: Int) async throws
  func close(_ handle: Int) async throws
  func read(_ place: String) async throws -> [UInt8]
  func rename(_ place: String, to other: String, replacing: Bool) async throws
  func makeFolder(_ place: String) async throws
  /// A file, or an empty folder.
  func remove(_ place: String) async throws
  func names(in place: String) async throws -> [String]
  /// The lid is closed, or the battery is empty: nothing is said to anybody any more.
  func vanish() async throws
}

enum OpenMode: String, Codable {
  /// Anew, or over what is there.
  case create
  /// What is there, or anew.
  case edit
  /// Only what is there.
  case change
}

extension Person {
  /// As most programs save: one name, from the first byte to the last.
  func save(_ text: String, as place: String) async throws {
    let handle = try await open(place, .create)
    try await write(Array(text.utf8), at: 0, to: handle)
    try await close(handle)
  }

  func rename(_ place: String, to other: String) async throws { try await rename(place, to: other, replacing: false) }

  func text(_ place: String) async throws -> String { String(decoding: try await read(place), as: UTF8.self) }

  /// As Word saves: the new text aside, the old one out of the way, the new one into its place, the old one away.
  func saveAsWord(_ text: String, as place: String, in folder: String) async throws {
    try await save(text, as: "\(folder)/~WRD0001.tmp")
    try await rename("\(folder)/\(place)", to: "\(folder)/~WRL0002.tmp")
    try await rename("\(folder)/~WRD0001.tmp", to: "\(folder)/\(place)")
    try await remove("\(folder)/~WRL0002.tmp")
  }
}
