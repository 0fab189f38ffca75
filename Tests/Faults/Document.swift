/// A document that people drop.
package struct Document: Hashable, Sendable {
  /// Below inbox/.
  package let path: String
  package let text: String
  /// A folder.toml beside it.
  package var folderSettings: String?
  /// What its job is called.
  package let job: String

  package static let rain = Document(
    path: "rain.md", text: "# Rain barrels\n\nA rain barrel collects water from the roof. It saves drinking water in summer.\n",
    folderSettings: nil, job: "rain")

  package static let bees = Document(
    path: "bees.txt",
    text: "Honeybees\n\nA honeybee visits many flowers in a day. It carries pollen from one flower to the next.\n",
    folderSettings: nil, job: "bees")

  /// In a folder with settings of its own, which a worker reads.
  package static let locks = Document(
    path: "safe/locks.md",
    text: "# Bicycle locks\n\nA good lock weighs more than a kilogram. It holds the frame and one wheel.\n",
    folderSettings: "style = \"tech\"\n", job: "locks")

  /// The same bytes as `rain` once more; the words of its name ask for it. Its settings, which a worker reads, change nothing of what
  /// is made.
  package static let rainAgain = Document(
    path: "soon/rain again.md", text: rain.text, folderSettings: "priority = \"high\"\n", job: "rain-again")

  /// The same bytes as `rain`, and nobody asks to make them again.
  package static let rainCopy = Document(path: "copy.md", text: rain.text, folderSettings: nil, job: "copy")

  package static let batch = [rain, bees, locks]
}
