import Production
import Settings

extension Checkup {
  /// Whether the account of the paid voices can be used; nothing where none is set up.
  func paidVoices(_ secrets: Secrets) -> [Finding] {
    let account = settings.elevenLabs
    if account.key.isEmpty { return [] }
    guard secrets[account.key] != nil else {
      return [
        Finding(
          .bad, "paid voices", "the key \(account.key) is not there",
          mend: "Give it to the service as a systemd credential of that name, or as DROPREEL_KEY_\(account.key.uppercased()).")
      ]
    }
    let good = Finding(.good, "paid voices", "\(account.model) at \(account.base); the key \(account.key) is there")
    if settings.budget.month > .zero { return [good] }
    return [
      good,
      Finding(
        .notable, "paid voices", "budget.month_dollars is 0, so every job with a paid voice waits",
        mend: "Set it in config.toml to what may be spent in a month."),
    ]
  }
}
