/// A row of another table that an event vouches for: when the row is changed later without an event, `verify` finds it.
enum VouchedRecord {
  case drop(Int64)
  case script(Int64)
  case approval(Int64)
  case call(Int64)
  /// All outputs of a job.
  case outputs(job: Int64)
  /// What a drop's list said of people.
  case leads(drop: Int64)

  init?(_ kind: String, id: Int64) {
    switch kind {
    case "drop": self = .drop(id)
    case "script": self = .script(id)
    case "approval": self = .approval(id)
    case "call": self = .call(id)
    case "outputs": self = .outputs(job: id)
    case "leads": self = .leads(drop: id)
    default: return nil
    }
  }

  var kind: String {
    switch self {
    case .drop: "drop"
    case .script: "script"
    case .approval: "approval"
    case .call: "call"
    case .outputs: "outputs"
    case .leads: "leads"
    }
  }

  var id: Int64 {
    switch self {
    case .drop(let id), .script(let id), .approval(let id), .call(let id), .outputs(job: let id), .leads(drop: let id): id
    }
  }
}
