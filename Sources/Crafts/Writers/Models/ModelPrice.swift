// rounded() is in the C mathematics library, which is linked where this is imported.
import Glibc
import Production

/// What a provider takes for tokens, in billionths of a dollar each: whole numbers, so that a sum is exact.
struct ModelPrice: Hashable, Sendable {
  let tokenIn: Int64
  let tokenOut: Int64
  let cacheRead: Int64
  let cacheWrite: Int64
  /// For each call.
  let call: Int64

  static let free = ModelPrice(tokenIn: 0, tokenOut: 0)

  init(tokenIn: Int64, tokenOut: Int64, cacheRead: Int64? = nil, cacheWrite: Int64? = nil, call: Int64 = 0) {
    self.tokenIn = tokenIn
    self.tokenOut = tokenOut
    self.cacheRead = cacheRead ?? tokenIn
    self.cacheWrite = cacheWrite ?? tokenIn
    self.call = call
  }

  /// What so many tokens cost, rounded up to a millionth of a dollar.
  func cost(_ usage: TokenUse) -> Money {
    let (tokensIn, read, write, out) = (Int64(usage.fresh), Int64(usage.cacheRead), Int64(usage.cacheWrite), Int64(usage.out))
    return Self.money(nanoDollars: call + tokensIn * tokenIn + read * cacheRead + write * cacheWrite + out * tokenOut)
  }

  static func money(nanoDollars: Int64) -> Money { Money(microDollars: (max(0, nanoDollars) + 999) / 1000) }

  /// Dollars in billionths of one; none for what is no price of a token or a call, however dear: so no sum of them overflows.
  static func nanoDollars(_ dollars: Double) -> Int64? {
    guard dollars.isFinite, dollars >= 0, dollars <= 1 else { return nil }
    return Int64((dollars * 1e9).rounded())
  }
}

/// The tokens of one call.
struct TokenUse: Hashable, Sendable {
  /// Read by the model, and not from or into a cache.
  var fresh: Int
  var cacheRead = 0
  var cacheWrite = 0
  var out: Int

  var tokensIn: Int { fresh + cacheRead + cacheWrite }
}

extension ModelPrice {
  /// The price of a model that the settings or our table knows; `prompt` is how many tokens it is to read.
  static func known(_ card: ModelCard, prompt: Int) -> ModelPrice? {
    if let given = given(card) { return given }
    let rows = table.filter { $0.provider == card.provider.rawValue && $0.model == card.model && prompt >= $0.above }
    guard let newest = rows.map(\.date).max() else { return card.provider == .compatible && card.isOnThisMachine ? .free : nil }
    return rows.filter { $0.date == newest }.max { $0.above < $1.above }?.price
  }

  private static func given(_ card: ModelCard) -> ModelPrice? {
    guard let input = card.inputPrice.flatMap({ nanoDollars($0 / 1e6) }),
      let output = card.outputPrice.flatMap({ nanoDollars($0 / 1e6) })
    else { return nil }
    return ModelPrice(tokenIn: input, tokenOut: output)
  }

  private struct Row {
    let date: String
    let provider: String
    let model: String
    let above: Int
    let price: ModelPrice
  }

  private static var table: [Row] {
    String(decoding: PackageResources.prices_tsv, as: UTF8.self).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count == 8, !line.hasPrefix("#"), let above = Int(cells[3]) else { return nil }
      let prices = cells[4...].map { Double($0).flatMap { nanoDollars($0 / 1e6) } }
      guard let tokenIn = prices[0], let tokenOut = prices[1] else { return nil }
      let price = ModelPrice(tokenIn: tokenIn, tokenOut: tokenOut, cacheRead: prices[2], cacheWrite: prices[3])
      return Row(date: cells[0], provider: cells[1], model: cells[2], above: above, price: price)
    }
  }
}

extension ModelCard {
  /// Whether it answers on this machine, where no one takes money for it.
  var isOnThisMachine: Bool {
    guard let scheme = base.firstRange(of: "://") else { return false }
    let authority = base[scheme.upperBound...].prefix { !"/?#".contains($0) }
    guard !authority.contains("@") else { return false }
    let host = authority.hasPrefix("[") ? authority.prefix { $0 != "]" } + "]" : authority.prefix { $0 != ":" }
    return ["localhost", "127.0.0.1", "[::1]"].contains(host.lowercased())
  }
}
