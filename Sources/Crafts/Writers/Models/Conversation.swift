/// What a model is told: the rules, then who said what.
struct Conversation: Hashable, Sendable {
  let system: String
  var turns: [Turn]

  struct Turn: Hashable, Sendable {
    let role: Role
    let text: String
  }

  enum Role: String, Sendable {
    case user, assistant
  }

  init(system: String, user: String) {
    self.system = system
    turns = [Turn(role: .user, text: user)]
  }

  /// The same conversation after an answer, and what is said to that.
  func after(_ answer: String, saying reply: String) -> Conversation {
    var next = self
    next.turns += [Turn(role: .assistant, text: answer), Turn(role: .user, text: reply)]
    return next
  }

  /// All that is sent, for counting.
  var text: String { ([system] + turns.map(\.text)).joined(separator: "\n") }
}
