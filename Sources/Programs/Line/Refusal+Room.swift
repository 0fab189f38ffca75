import Production

extension Refusal {
  static func noRoom(_ detail: String = "") -> Refusal {
    Refusal("There is no room left on the disk.", wayOut: "Free some space; the work goes on by itself.", detail: detail)
  }
}
