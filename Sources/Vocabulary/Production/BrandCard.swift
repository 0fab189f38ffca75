/// A brand among a client's assets, and what came of looking at it.
package struct BrandCard: Hashable, Sendable, Codable {
  package let name: String
  /// Below the brand's folder.
  package let files: [String]
  /// Of the files that are not used.
  package var problems: [Refusal]
  /// What somebody may want to mend although it is used.
  package var remarks: [String]
  /// Where the sheet lies that shows it, below the share; nil where none was drawn.
  package var sheet: String?

  package init(name: String, files: [String], problems: [Refusal], remarks: [String], sheet: String? = nil) {
    self.name = name
    self.files = files
    self.problems = problems
    self.remarks = remarks
    self.sheet = sheet
  }
}

/// One client's assets.
package struct ClientAssets: Hashable, Sendable, Codable {
  package let client: ClientName
  package let assets: [AssetCard]

  package init(client: ClientName, assets: [AssetCard]) {
    self.client = client
    self.assets = assets
  }
}

/// One client's brands.
package struct ClientBrands: Hashable, Sendable, Codable {
  package let client: ClientName
  package let brands: [BrandCard]

  package init(client: ClientName, brands: [BrandCard]) {
    self.client = client
    self.brands = brands
  }
}
