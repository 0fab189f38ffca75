/// What is told to who reads settings files, in the notes of an order.
package enum SettingsNotes {
  /// The number of the first file that lies among the client's assets; those before it were dropped, or lie in the inbox.
  package static let firstAsset = "first asset"
}
