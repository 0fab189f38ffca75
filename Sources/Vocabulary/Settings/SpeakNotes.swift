import FoundationEssentials
package import Production

/// What is told of the account of paid voices to who speaks, or looks at a script, in the notes of an order.
package enum SpeakNotes {
  package static let account = "voice account"
  /// How many jobs may speak at the same time, and so share the places of the account.
  package static let sharers = "voice sharers"
  /// That there is an account, whoever speaks.
  package static let hasAccount = "voice account is there"
  /// The languages that the account's model speaks, with spaces between; not there where nobody knows.
  package static let languages = "voice languages"
  /// The beginning of the facts of a speaking stage that say which free voice speaks for a paid one, and why.
  package static let fallback = "fallback."

  package static func written(_ account: VoiceAccount) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(account), as: UTF8.self)
  }

  /// Nil where no account is set up.
  package static func account(in notes: [String: String]) throws -> VoiceAccount? {
    try notes[account].map { try JSONDecoder().decode(VoiceAccount.self, from: Data($0.utf8)) }
  }
}
