/// What of the budget a stage spends from.
package enum Purse: String, Sendable {
  /// Before anybody has approved: with a limit of its own.
  case drafting
  /// What was approved, or needs no approval.
  case making

  /// The stages that spend from it.
  package var stages: [Stage] { Stage.allCases.filter { StageCard.card(of: $0).purse == self } }
}
