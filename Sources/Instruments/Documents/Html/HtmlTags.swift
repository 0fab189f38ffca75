/// A few kinds of elements, as one number: it is asked for every tag of a page.
struct HtmlTags: ExpressibleByArrayLiteral {
  private var bits: UInt128 = 0

  init(arrayLiteral tags: HtmlTag...) { for tag in tags { insert(tag) } }

  mutating func insert(_ tag: HtmlTag) { bits |= UInt128(1) << UInt128(tag.rawValue) }

  mutating func remove(_ tag: HtmlTag) { bits &= ~(UInt128(1) << UInt128(tag.rawValue)) }

  func contains(_ tag: HtmlTag) -> Bool { bits >> UInt128(tag.rawValue) & 1 == 1 }

  func meets(_ other: HtmlTags) -> Bool { bits & other.bits != 0 }
}
