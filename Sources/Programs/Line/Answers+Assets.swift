import Production
import Settings

extension Answers {
  func assets(of client: ClientName?) async throws -> [ClientAssets] {
    var all: [ClientAssets] = []
    for keeper in try keepers(of: client) {
      await settleAssets(keeper)
      all.append(ClientAssets(client: keeper.client.name, assets: house.assetBook.index(of: keeper.client.name).cards))
    }
    return all
  }

  func brands(of client: ClientName?) async throws -> [ClientBrands] {
    var all: [ClientBrands] = []
    for keeper in try keepers(of: client) {
      await settleAssets(keeper)
      let index = house.assetBook.index(of: keeper.client.name)
      all.append(ClientBrands(client: keeper.client.name, brands: index.brands.map(index.card)))
    }
    return all
  }

  func check(_ name: String?, of client: ClientName?) async throws -> [ClientBrands] {
    var all: [ClientBrands] = []
    var missing: Refusal?
    for keeper in try keepers(of: client) {
      do {
        all.append(
          ClientBrands(
            client: keeper.client.name,
            brands: try await ask(keeper, atMost: Self.drawing) { try await $0.checkBrands(name) }))
      } catch let refusal as Refusal where name != nil && client == nil {
        // Only one of the clients may have it.
        missing = missing ?? refusal
      }
    }
    if let missing, all.isEmpty { throw missing }
    return all
  }

  /// A sheet for each brand is drawn by a worker, on a machine that may be busy with films.
  private static let drawing = Duration.seconds(300)

  /// A share that is away is told of as it was.
  private func settleAssets(_ keeper: ShareKeeper) async { try? await ask(keeper) { try await $0.settleAssets() } }

  private func keepers(of client: ClientName?) throws -> [ShareKeeper] {
    guard let client else { return keepers }
    let found = keepers.filter { $0.client.name == client }
    guard !found.isEmpty else {
      throw Refusal("There is no client \(client) in config.toml.", wayOut: "See the clients with: dropreel doctor")
    }
    return found
  }
}
