import Pages
import Production

/// A batch's people for programs that send mails to many: what the list says of each, and where each one's video is. It bears our seal, so that
/// what a person changed is left to that person.
package struct CampaignSheet: Hashable, Sendable {
  package static let name = "campaign.csv"

  private let keys: [String]
  private let rows: [Row]

  /// A person. What is not there yet is empty.
  package struct Row: Hashable, Sendable {
    let values: [String: String]
    let own: [String]

    package init(values: [String: String], title: String = "", link: String = "", thumbnail: String = "", picture: String = "") {
      self.values = values
      own = [title, link, thumbnail, picture]
    }
  }

  /// Merge fields of mail programs are letters, digits and underscores; Mailchimp takes ten of these.
  static let ownColumns = ["video_name", "video_url", "thumb_url", "gif_url"]

  /// `keys` are the list's columns.
  package init(keys: [String], rows: [Row]) {
    let first = [LeadField.email, .firstName, .lastName, .company].map(\.rawValue).filter(keys.contains)
    self.keys = first + keys.filter { !first.contains($0) }
    self.rows = rows
  }

  /// A column of the list that is called as one of ours comes under another name.
  private var head: [String] { keys.map { Self.ownColumns.contains($0) ? "list_\($0)" : $0 } + Self.ownColumns }

  /// The bytes under a name: the seal covers both. It closes the last row; the others have nothing in its column.
  func bytes(named name: [UInt8]) -> [UInt8] {
    let cells = rows.map { row in keys.map { row.values[$0] ?? "" } + row.own }
    let last = CSV.row(cells.last ?? Array(repeating: "", count: head.count))
    let text =
      "\u{FEFF}" + CSV.row(head + ["written_by"]) + cells.dropLast().map { CSV.row($0 + [""]) }.joined() + last.dropLast() + ",("
    return Seal.sealed(text, name: name, ending: .text)
  }
}
