import Digests
import Production
import Store

extension Ledger {
  /// Writes down what a drop of several files consists of. A claim that is begun again has them as they are now.
  func keep(_ parts: [DropPart], ofDrop id: Int64, _ database: Connection) throws {
    try database.run("DELETE FROM drop_parts WHERE drop_id = ?1", id)
    for (place, part) in parts.enumerated() {
      try database.run(
        "INSERT INTO drop_parts (drop_id, place, path, device, inode, size, modified, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        id, place, Self.bytes(ofPath: part.path), Int64(bitPattern: part.device), Int64(bitPattern: part.inode), part.size,
        part.modified.microseconds, part.digest.bytes)
    }
  }

  /// client, path, device, inode, size, modified, digest, shape, id.
  func drop(_ row: borrowing Row, from column: Int, _ database: Connection) throws -> Drop {
    let shape: DropShape = try Self.word(row.text(column + 7))
    return Drop(
      client: try Self.client(row.text(column)), path: Self.path(fromBytes: row.blob(column + 1)), shape: shape,
      size: row.integer(column + 4), modified: Moment(microseconds: row.integer(column + 5)),
      device: UInt64(bitPattern: row.integer(column + 2)), inode: UInt64(bitPattern: row.integer(column + 3)),
      digest: try Self.digest(row.blob(column + 6)),
      parts: shape == .file ? [] : try parts(ofDrop: row.integer(column + 8), database))
  }

  private func parts(ofDrop id: Int64, _ database: Connection) throws -> [DropPart] {
    try database.rows(
      "SELECT path, device, inode, size, modified, digest FROM drop_parts WHERE drop_id = ?1 ORDER BY place", id
    ) { row in
      DropPart(
        path: Self.path(fromBytes: row.blob(0)), size: row.integer(3), modified: Moment(microseconds: row.integer(4)),
        device: UInt64(bitPattern: row.integer(1)), inode: UInt64(bitPattern: row.integer(2)),
        digest: try Self.digest(row.blob(5)))
    }
  }

  /// Drops whose parts are not those that their digest is over: the chain vouches for that digest.
  func wrongParts(_ database: Connection) throws -> [String] {
    try database.rows(
      """
      SELECT id, shape, digest FROM drops WHERE state <> 'claiming' AND (shape <> 'file' OR id IN (SELECT drop_id FROM drop_parts))
      UNION ALL SELECT drop_id, NULL, NULL FROM drop_parts WHERE drop_id NOT IN (SELECT id FROM drops)
      """
    ) { row -> String? in
      let id = row.integer(0)
      let shape = row.textOrNil(1).flatMap(DropShape.init(rawValue:))
      if let shape, shape != .file, let parts = try? parts(ofDrop: id, database),
        Digest(ofParts: parts, shape: shape).bytes == row.blob(2)
      {
        return nil
      }
      return "The parts of the drop \(id) were changed after they were recorded."
    }.compactMap { $0 }
  }

  /// Names of a path cannot hold a slash, so a slash can stand between them.
  static func bytes(ofPath path: [[UInt8]]) -> [UInt8] { Array(path.joined(separator: [UInt8(ascii: "/")])) }

  static func path(fromBytes bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
  }
}
