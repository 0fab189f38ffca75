internal import Glibc

/// Decibels and factors of amplitude, one into the other.
package enum Decibels {
  package static func of(_ factor: Double) -> Double { factor > 0 ? 20 * log10(factor) : -.infinity }

  package static func factor(_ decibels: Double) -> Double { pow(10, decibels / 20) }
}
