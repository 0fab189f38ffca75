/// One thing that the doctor looked at.
struct Finding: Encodable, Hashable, Sendable {
  enum Grade: String, Encodable, Sendable {
    case good, notable, bad

    var mark: String {
      switch self {
      case .good: "[ok] "
      case .notable: "[?]  "
      case .bad: "[BAD]"
      }
    }
  }

  let grade: Grade
  let topic: String
  let words: String
  let mend: String?

  init(_ grade: Grade, _ topic: String, _ words: String, mend: String? = nil) {
    self.grade = grade
    self.topic = topic
    self.words = words
    self.mend = mend
  }
}
