/// Something in an answer that keeps it from being used, said so that a model can mend it.
struct Fault: Hashable, Sendable {
  let sentence: String
  /// It could pass if nothing better comes: the length is a little off.
  let isMild: Bool

  init(_ sentence: String, isMild: Bool = false) {
    self.sentence = sentence
    self.isMild = isMild
  }
}

struct Faults: Error {
  let all: [Fault]

  init(_ all: [Fault]) { self.all = all }
  init(_ sentence: String) { all = [Fault(sentence)] }
}
