import Production
import Scripts

/// What people dropped and a stage reads whole: by its size it is told, plainly and once, that it is too large.
extension Workbench {
  func script() throws -> [UInt8] {
    try dropped(
      "given.txt", atMost: ScriptText.largest,
      or: Refusal(
        "The script is larger than \(ScriptText.largest >> 20) MiB.",
        wayOut: "Keep only the script's text in it, save it as plain text, and drop it again."))
  }

  func leads(_ name: String) throws -> [UInt8] {
    try dropped(
      name, atMost: LeadsReading.largest,
      or: Refusal(
        "The list of people is larger than \(LeadsReading.largest >> 20) MiB.",
        wayOut: "Keep only the columns that are spoken of, or split the list, and drop it again."))
  }

  func topics(_ name: String) throws -> [UInt8] {
    try dropped(
      name, atMost: TopicsReading.largest,
      or: Refusal(
        "The table of topics is larger than \(TopicsReading.largest >> 20) MiB.",
        wayOut: "Split it, and drop each part; or drop what is so long as documents."))
  }

  private func dropped(_ name: String, atMost limit: Int, or refusal: Refusal) throws -> [UInt8] {
    guard order.inputs.allSatisfy({ $0.name != name || $0.size <= Int64(limit) }) else { throw refusal }
    return try read(name, atMost: limit)
  }
}
