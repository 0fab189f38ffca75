import Digests
package import Drawing
import Glibc
package import Production

/// A picture on the shelf, known by its place and its content.
package struct Asset: Hashable, Sendable {
  /// `characters/thabo/standing.svg`
  package let path: String
  package let digest: Digest
}

/// The pictures that films are made with: `characters/NAME/POSE`, `backgrounds/STYLE`, `icons/NAME`, each as SVG or PNG.
///
/// Names come from people's scripts. One that is more than a plain name finds nothing.
package final class AssetShelf {
  private let read: (String) -> [UInt8]?
  private var found: [String: Asset?] = [:]
  private var pictures: [Asset: Picture] = [:]
  private var contents: [Asset: [UInt8]] = [:]

  /// Makes a shelf out of anything that can give a path's bytes.
  package init(read: @escaping (String) -> [UInt8]?) { self.read = read }

  /// Makes a shelf of folders; what the first one has goes before what the next ones have.
  package convenience init(folders: [String]) {
    self.init { path in
      for folder in folders {
        if let bytes = AssetFile.bytes(at: "\(folder)/\(path)") { return bytes }
      }
      return nil
    }
  }

  /// Finds a picture by its place, without the ending: `["icons", "piggy-bank"]`.
  package func asset(_ names: String...) -> Asset? {
    guard names.allSatisfy(Self.isPlain) else { return nil }
    let stem = names.joined(separator: "/")
    if let known = found[stem] { return known }
    for ending in ["svg", "png"] {
      guard let bytes = read("\(stem).\(ending)") else { continue }
      let asset = Asset(path: "\(stem).\(ending)", digest: Digest(of: bytes))
      contents[asset] = bytes
      found[stem] = .some(asset)
      return asset
    }
    found[stem] = .some(nil)
    return nil
  }

  /// Finds something that is no picture, by its place without the ending, the endings in order.
  package func bytes(_ names: String..., endings: [String]) -> (path: String, bytes: [UInt8])? {
    guard names.allSatisfy(Self.isPlain) else { return nil }
    for ending in endings {
      let path = "\(names.joined(separator: "/")).\(ending)"
      if let bytes = read(path) { return (path, bytes) }
    }
    return nil
  }

  /// Reads a picture that `asset` found; once for as long as the shelf lives.
  package func picture(_ asset: Asset) throws -> Picture {
    if let picture = pictures[asset] { return picture }
    guard let bytes = contents.removeValue(forKey: asset) ?? read(asset.path) else { throw SceneError.missing(asset.path) }
    let picture = try Picture(bytes, name: asset.path)
    pictures[asset] = picture
    return picture
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 100
      && name.unicodeScalars.allSatisfy {
        $0 == "-" || $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
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
