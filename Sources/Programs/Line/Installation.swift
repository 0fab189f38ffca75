import Digests
import Files
import FoundationEssentials
import Production
import Settings

/// Where the program finds what it came with.
package struct Installation: Hashable, Sendable {
  /// The other program, which runs one stage and ends.
  package var worker: String
  /// Characters, backgrounds and music that every client has.
  package var assets: String
  /// Fonts that the system does not have; nil when there are none.
  package var fonts: String?
  /// The speech host's program text.
  package var speechHost: String?
  /// The folder of the neural voices; nil when they were not installed.
  package var voices: String?

  /// Looks in DROPREEL_DATA, then in share/dropreel beside the program's prefix, then in the source tree that it was built in.
  package static func find(state: String, environment: [String: String]) -> Installation? {
    guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return nil }
    let folder = parent(of: program)
    let places = [environment["DROPREEL_DATA"], "\(parent(of: folder))/share/dropreel"].compactMap { $0 }
    for place in places where isFolder("\(place)/assets") {
      return Installation(
        worker: worker(beside: folder), assets: "\(place)/assets", fonts: ifThere("\(place)/fonts"),
        speechHost: ifThere("\(place)/speech/host.py"),
        voices: voices(environment) ?? ifThere("\(state)/voices") ?? ifThere("\(place)/voices"))
    }
    guard let tree = sourceTree(above: folder) else { return nil }
    return Installation(
      worker: worker(beside: folder), assets: "\(tree)/inbox-example/assets", fonts: ifThere("\(tree)/.build/fonts"),
      speechHost: ifThere("\(tree)/scripts/speech/host.py"),
      voices: voices(environment) ?? ifThere("\(state)/voices") ?? ifThere("\(tree)/.build/voices"))
  }

  /// Whether the neural voices can be used.
  package var hasNeuralVoices: Bool { voices != nil && speechHost != nil }

  /// Whether the neural voices speak where these settings hold.
  func speaksNeurally(_ settings: ServiceSettings) -> Bool { settings.voices.engine != .flite && hasNeuralVoices }

  /// The script that installs them; it lies beside the speech host's program.
  var voiceInstaller: String { speechHost.map { "\(Self.parent(of: $0))/install" } ?? "scripts/speech/install" }

  /// The digest of all that films are drawn with, by name and content.
  func assetsDigest() throws -> Digest {
    var sha256 = Sha256()
    var pending: [[FileName]] = [[]]
    let root = try Folder.open(assets)
    while let path = pending.popLast() {
      let folder = try root.folder(path)
      for entry in try folder.entries().sorted(by: { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) }) {
        sha256.update(Array(entry.name.bytes) + [0])
        switch entry.kind {
        case .folder: pending.append(path + [entry.name])
        case .file: sha256.update(try folder.file(entry.name).digest().bytes)
        case .link, .other: continue
        }
      }
    }
    return sha256.finish()
  }

  /// Known by the programs of the speech host, and by the lists of the packages and models that they run on.
  func speechEdition() throws -> String {
    guard let speechHost else { return "" }
    let folder = try Folder.open(Self.parent(of: speechHost))
    var sha256 = Sha256()
    for entry in try folder.entries().sorted(by: { $0.name.bytes.lexicographicallyPrecedes($1.name.bytes) })
    where entry.kind == .file && [".py", ".txt"].contains(where: entry.name.description.hasSuffix) {
      sha256.update(Array(entry.name.bytes) + [0])
      sha256.update(try folder.file(entry.name).digest().bytes)
    }
    return String(sha256.finish().hex.prefix(16))
  }

  private static func voices(_ environment: [String: String]) -> String? { environment["DROPREEL_VOICES"].flatMap(ifThere) }

  /// Beside the program, or beside the folder of a test bundle.
  private static func worker(beside folder: String) -> String {
    let candidates = ["\(folder)/dropreel-worker", "\(parent(of: folder))/lib/dropreel/dropreel-worker"]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "\(folder)/dropreel-worker"
  }

  private static func sourceTree(above folder: String) -> String? {
    var place = folder
    while place.count > 1 {
      if FileManager.default.fileExists(atPath: "\(place)/Package.swift"), isFolder("\(place)/inbox-example/assets") {
        return place
      }
      place = parent(of: place)
    }
    return nil
  }

  private static func ifThere(_ path: String) -> String? { FileManager.default.fileExists(atPath: path) ? path : nil }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
