import Production
import Settings

extension Checkup {
  /// Whether each language model that writes for somebody can be asked and paid.
  func models(_ secrets: Secrets) -> [Finding] {
    let used = Set(settings.clients.flatMap { settings.writers(of: $0.name).map(\.name) })
    var findings = settings.models.filter { used.contains($0.name) }.map { model -> Finding in
      if model.key.isEmpty { return Finding(.good, "model \(model.name)", "\(model.model) at \(model.base), without a key") }
      if secrets[model.key] != nil {
        return Finding(.good, "model \(model.name)", "\(model.model) at \(model.base); the key \(model.key) is there")
      }
      return Finding(
        .bad, "model \(model.name)", "the key \(model.key) is not there",
        mend: "Give it to the service as a systemd credential of that name, or as DROPREEL_KEY_\(model.key.uppercased()).")
    }
    if findings.isEmpty { return [] }
    if settings.budget.drafting == .zero || settings.budget.month == .zero {
      findings.append(
        Finding(
          .notable, "models", "budget.drafting_dollars or budget.month_dollars is 0, so only models without a price are asked",
          mend: "Set both in config.toml to what drafts may cost in a month."))
    }
    return findings
  }
}
