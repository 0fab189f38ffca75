import Ledger
import Production

extension JobRecord {
  /// Whether paid voices are to say it.
  var asksPaidVoices: Bool { !settings.paidVoices.isEmpty }
}
