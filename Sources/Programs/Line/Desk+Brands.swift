import Files
import Outbox
import Production
import Settings

extension Desk {
  /// Looks at one brand, or at all of them, and lays a sheet beside each brand.toml that shows it.
  func checkBrands(_ name: String?) async throws -> [BrandCard] {
    try await settleAssets()
    if let name {
      guard let folder = FileName(name), let brands = FileName(AssetSettings.brands),
        (try? share.folder([Self.name(of: .assets), brands, folder])) != nil
      else { throw noBrand(name) }
      return [try await check(name, folder)]
    }
    var cards: [BrandCard] = []
    for name in house.assetBook.index(of: client.name).brands {
      if let folder = FileName(name) { cards.append(try await check(name, folder)) }
    }
    return cards
  }

  private func check(_ name: String, _ folder: FileName) async throws -> BrandCard {
    var index = house.assetBook.index(of: client.name)
    var card = index.card(ofBrand: name)
    var settings = clientNow.job
    settings.brand = name
    let result = try await hands.drawBrand(index.inputs(for: settings), settings, clientNow)
    card.remarks += result.facts.sorted { NaturalOrder.precedes($0.key, $1.key) }.map(\.value)
    guard let artifact = result.artifacts.first,
      let bytes = try house.store.read(artifact.digest, atMost: Int(Outbox.largestSheet))
    else {
      return card
    }
    index = house.assetBook.index(of: client.name)
    guard try outbox.showStyleSheet(bytes, ofBrand: folder, known: index.sheets[name]) else {
      card.remarks.append(
        "\(AssetKind.styleSheet) is a file of yours, or is open somewhere: rename or close it, and the sheet is drawn.")
      return card
    }
    index.sheets[name] = artifact.digest
    try house.assetBook.keep(index, of: client.name)
    card.sheet = "\(ShareFolder.assets.rawValue)/\(AssetSettings.brands)/\(name)/\(AssetKind.styleSheet)"
    return card
  }
}
