// rounded() is in the C mathematics library, which is linked where this is imported.
import Glibc
package import Production

/// What characters cost with one model of one account.
package struct Tariff: Hashable, Sendable {
  /// Credits for a character.
  package let factor: Double
  /// Millionths of a dollar for a thousand credits.
  package let thousandCredits: Money

  /// By the account's own list of models and the settings, else by our table; a model that nobody knows counts as the dearest.
  package init(_ account: VoiceAccount, _ roster: VoiceRoster) {
    let row = Self.row(of: account.model)
    factor = roster.model(named: account.model)?.factor ?? row?.credits ?? 1
    thousandCredits = account.thousandCredits ?? row?.price ?? Money(microDollars: 100_000)
  }

  /// As many as the provider counts.
  package static func characters(of text: String) -> Int { text.unicodeScalars.count }

  package func credits(for text: String) -> Int { Int((Double(Self.characters(of: text)) * factor).rounded(.up)) }

  /// Rounded up to a millionth.
  package func cost(ofCredits credits: Int) -> Money {
    let (product, isTooMuch) = Int64(credits).multipliedReportingOverflow(by: thousandCredits.microDollars)
    return Money(microDollars: isTooMuch ? .max / 4 : (product + 999) / 1000)
  }

  package func cost(of text: String) -> Money { cost(ofCredits: credits(for: text)) }

  private struct Row {
    let date: String
    let credits: Double
    let price: Money
  }

  private static func row(of model: String) -> Row? {
    let rows = String(decoding: PackageResources.prices_tsv, as: UTF8.self).split(separator: "\n").compactMap { line -> Row? in
      let cells = line.split(separator: "\t").map(String.init)
      guard !line.hasPrefix("#"), cells.count == 4, cells[1] == model, let credits = Double(cells[2]),
        let dollars = Double(cells[3])
      else { return nil }
      return Row(date: cells[0], credits: credits, price: Money(microDollars: Int64((dollars * 1_000_000).rounded())))
    }
    return rows.max { $0.date < $1.date }
  }
}
