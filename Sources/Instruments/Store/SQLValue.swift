/// The storage classes of SQLite that are bound; NULL is a nil.
package enum SQLValue: Hashable, Sendable {
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}
