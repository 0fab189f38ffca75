/// The upright stripes of a page in which nothing stands.
struct Stripes {
  private var free: [ClosedRange<Float>]
  private var left = Float.infinity
  private var right = -Float.infinity

  /// Of a part of the page between two sides.
  init(within sides: ClosedRange<Float>, around boxes: [PDFBox] = []) {
    free = [sides]
    cut(by: boxes)
  }

  mutating func cut(by boxes: [PDFBox]) {
    if boxes.count == 1 { return cut(by: boxes[0]) }
    var taken: [(left: Float, right: Float)] = []
    for box in boxes.sorted(by: { $0.left < $1.left }) {
      if let last = taken.last, box.left <= last.right {
        taken[taken.count - 1].right = max(last.right, box.right)
      } else {
        taken.append((box.left, box.right))
      }
      left = min(left, box.left)
      right = max(right, box.right)
    }
    var rest: [ClosedRange<Float>] = []
    var next = 0
    for stripe in free {
      var start = stripe.lowerBound
      while next < taken.count, taken[next].right <= start { next += 1 }
      var probe = next
      while probe < taken.count, taken[probe].left < stripe.upperBound {
        if taken[probe].left > start { rest.append(start...taken[probe].left) }
        start = max(start, taken[probe].right)
        probe += 1
      }
      if start < stripe.upperBound { rest.append(start...stripe.upperBound) }
    }
    free = rest
  }

  /// What stands alone at its height, as most lines do.
  mutating func cut(by box: PDFBox) {
    left = min(left, box.left)
    right = max(right, box.right)
    var index = 0
    while index < free.count {
      let stripe = free[index]
      if box.right <= stripe.lowerBound || box.left >= stripe.upperBound {
        index += 1
      } else if box.left > stripe.lowerBound, box.right < stripe.upperBound {
        free[index] = stripe.lowerBound...box.left
        free.insert(box.right...stripe.upperBound, at: index + 1)
        index += 2
      } else if box.left > stripe.lowerBound {
        free[index] = stripe.lowerBound...box.left
        index += 1
      } else if box.right < stripe.upperBound {
        free[index] = max(box.right, stripe.lowerBound)...stripe.upperBound
        index += 1
      } else {
        free.remove(at: index)
      }
    }
  }

  /// Those with text on both sides.
  func inner(_ narrowest: Float) -> [ClosedRange<Float>] {
    free.filter { $0.lowerBound >= left && $0.upperBound <= right && $0.width >= narrowest }
  }

  func hasInner(_ narrowest: Float) -> Bool {
    free.contains { $0.lowerBound >= left && $0.upperBound <= right && $0.width >= narrowest }
  }

  /// Those that could still come to lie between texts.
  func hasAny(_ narrowest: Float) -> Bool { free.contains { $0.width >= narrowest } }
}
