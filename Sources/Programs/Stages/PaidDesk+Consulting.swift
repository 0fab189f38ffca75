import Courier
import Production
import Writers

/// For the writer that asks language models.
extension PaidDesk: Consulting {
  func credential(for model: ModelCard) -> Credential? { credential(for: model.payee) }

  func intend(_ key: String, of model: ModelCard, atMost: Money) throws -> Int64 {
    try intend(versioned(key), of: model.payee, atMost: atMost)
  }

  func refused(by model: ModelCard, _ refusal: Refusal) { refused(by: model.payee, refusal) }
}
