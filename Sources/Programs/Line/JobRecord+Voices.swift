import Ledger
import Production

extension JobRecord {
  /// Whether paid voices are to say it. What is told to many people is not said yet by any.
  var asksPaidVoices: Bool { !isBatch && !settings.paidVoices.isEmpty }
}
