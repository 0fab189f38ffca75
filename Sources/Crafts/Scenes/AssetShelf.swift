import Digests
package import Drawing
import Glibc
package import Production

/// A picture on the shelf, known by its place and its content.
package struct Asset: Hashable, Sendable {
  /// `characters/thabo/standing.svg`
  package let path: String
  package let digest: Digest

  /// Whether it is a drawing that moves.
  package var isAnimation: Bool { path.hasSuffix(".json") }
}

/// The pictures that films are made with: `characters/NAME/POSE`, `backgrounds/STYLE`, `icons/NAME`, in any kind of picture.
///
/// Names come from people's scripts. One that is more than a plain name finds nothing.
package final class AssetShelf {
  private let sources: [(String) -> [UInt8]?]
  private var found: [String: Asset?] = [:]
  private var owners: [String: Int] = [:]
  private var pictures: [Asset: Picture] = [:]
  private var aspects: [Asset: Double] = [:]
  /// The source that each was found in.
  private var origins: [Asset: Int] = [:]
  /// Of pictures that were found and not read yet.
  private var contents: [Asset: [UInt8]] = [:]
  private var contentBytes = 0
  private var pixels = 0
  private let mostPixels: Int

  private static let mostContentBytes = 16 << 20

  /// Makes a shelf out of anything that can give a path's bytes; what the first one has goes before what the next ones have.
  /// Of pictures made of pixels it keeps so many pixels, by default 96 MB.
  package init(sources: [(String) -> [UInt8]?], mostPixels: Int = 24_000_000) {
    self.sources = sources
    self.mostPixels = mostPixels
  }

  package convenience init(read: @escaping (String) -> [UInt8]?) { self.init(sources: [read]) }

  /// Makes a shelf of folders; what the first one has goes before what the next ones have.
  package convenience init(folders: [String]) { self.init(sources: folders.map(Self.source)) }

  /// What a folder has, by the path below it.
  package static func source(_ folder: String) -> (String) -> [UInt8]? { { AssetFile.bytes(at: "\(folder)/\($0)") } }

  /// Finds a picture by its place, without the ending: `["icons", "piggy-bank"]`.
  package func asset(_ names: String...) -> Asset? {
    guard names.allSatisfy({ AssetPlace.isPlain($0) }) else { return nil }
    let stem = names.joined(separator: "/")
    if let known = found[stem] { return known }
    // A character is wholly of one source: two hands would have drawn its body and its mouth.
    let asked = names.count == 3 && names[0] == AssetSettings.characters ? owner(of: names[1]) : nil
    let asset = find(stem, in: asked.map { [$0] } ?? Array(sources.indices))
    found[stem] = .some(asset)
    return asset
  }

  /// Finds a picture by all of its path, as a brand's own settings name it.
  package func asset(at path: String) -> Asset? {
    if let known = found[path] { return known }
    let asset = sources.indices.lazy.compactMap { self.keep(path, from: $0) }.first
    found[path] = .some(asset)
    return asset
  }

  /// Finds something that is no picture, by its place without the ending, the endings in order.
  package func bytes(_ names: String..., endings: [String]) -> (path: String, bytes: [UInt8])? {
    guard names.allSatisfy({ AssetPlace.isPlain($0) }) else { return nil }
    for source in sources {
      for ending in endings {
        let path = "\(names.joined(separator: "/")).\(ending)"
        if let bytes = source(path) { return (path, bytes) }
      }
    }
    return nil
  }

  /// Whether a picture is on any but the last source: somebody's own, and not what comes with the program.
  package func isOwn(_ asset: Asset) -> Bool { origins[asset].map { $0 < sources.count - 1 } ?? false }

  /// Reads a picture that `asset` found; drawings once for as long as the shelf lives.
  package func picture(_ asset: Asset) throws -> Picture {
    if let picture = pictures[asset] { return picture }
    let picture = try read(asset)
    let size = picture.pixelSize.map { $0.width * $0.height } ?? 0
    if pixels + size > mostPixels {
      // What is drawn of them is kept as tiles, and they can be read again.
      pictures = pictures.filter { $0.value.pixelSize == nil }
      pixels = 0
    }
    pixels += size
    pictures[asset] = picture
    return picture
  }

  /// A picture's own width divided by its height; known without keeping its pixels.
  package func aspect(_ asset: Asset) throws -> Double {
    if let known = aspects[asset] ?? pictures[asset]?.aspect { return known }
    let picture = try read(asset)
    if picture.pixelSize == nil { pictures[asset] = picture }
    aspects[asset] = picture.aspect
    return picture.aspect
  }

  private func read(_ asset: Asset) throws -> Picture {
    let known = contents.removeValue(forKey: asset)
    contentBytes -= known?.count ?? 0
    guard let bytes = known ?? bytes(of: asset) else { throw SceneError.missing(asset.path) }
    return try Picture(bytes, name: asset.path)
  }

  private func bytes(of asset: Asset) -> [UInt8]? {
    sources.lazy.compactMap { $0(asset.path) }.first { Digest(of: $0) == asset.digest }
  }

  private func owner(of character: String) -> Int? {
    if let known = owners[character] { return known }
    let stem = "\(AssetSettings.characters)/\(character)/standing"
    let owner = sources.indices.first { find(stem, in: [$0]) != nil }
    owners[character] = owner
    return owner
  }

  private func find(_ stem: String, in places: [Int]) -> Asset? {
    for place in places {
      for ending in AssetKind.picture.endings {
        if let asset = keep("\(stem).\(ending)", from: place) { return asset }
      }
    }
    return nil
  }

  private func keep(_ path: String, from place: Int) -> Asset? {
    guard let bytes = sources[place](path) else { return nil }
    let asset = Asset(path: path, digest: Digest(of: bytes))
    if origins[asset] == nil { origins[asset] = place }
    guard pictures[asset] == nil, contents[asset] == nil else { return asset }
    if contentBytes + bytes.count > Self.mostContentBytes { (contents, contentBytes) = ([:], 0) }
    contents[asset] = bytes
    contentBytes += bytes.count
    return asset
  }
}

/// Reading one file of the shelf; a file that is no plain file, or is too large to be a picture, is not there.
private enum AssetFile {
  static func bytes(at path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= Picture.mostBytes else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
      let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      filled += count
    }
    return bytes
  }
}
