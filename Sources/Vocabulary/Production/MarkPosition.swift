/// Where a brand's watermark stands.
package enum MarkPosition: String, Hashable, Sendable, Codable, CaseIterable {
  case topLeft = "top_left"
  case topRight = "top_right"
  case bottomLeft = "bottom_left"
  case bottomRight = "bottom_right"
  case center
}
