import Documents

/// Notices passages that speak to a machine instead of to people.
///
/// Whoever wants a model to obey a document must address the model. Such passages are not sent at all, and so nothing that is said
/// can be traced to them. It is the first fence only: the checks of the script do not rely on it.
enum MachineOrders {
  static func speaks(_ text: String) -> Bool {
    let lower = text.lowercased()
    if phrases.contains(where: lower.contains) { return true }
    let words = Words.all(in: text)
    for (place, word) in words.enumerated() where verbs.contains(word) {
      let near = words[(place + 1)...].prefix(7)
      if near.contains(where: objects.contains), near.contains(where: qualifiers.contains) { return true }
    }
    return false
  }

  /// A document without such passages. The paragraph that gives an order is left out whole: its other sentences may be what is ordered.
  static func left(out document: StructuredDocument) -> StructuredDocument {
    var clean = document
    if let title = clean.title, speaks(title) { clean.title = nil }
    clean.blocks = document.blocks.compactMap { block in
      var block = block
      switch block.content {
      case .heading(_, let text), .paragraph(let text), .quote(let text): return speaks(text) ? nil : block
      case .list(let items, let ordered): block.content = .list(items: items.filter { !speaks($0) }, ordered: ordered)
      case .table(let rows): block.content = .table(rows: rows.filter { !speaks($0.joined(separator: " ")) })
      case .code: break
      }
      return block
    }
    return clean
  }

  private static let verbs: Set<String> = [
    "ignore", "disregard", "forget", "override", "bypass", "discard", "ignoriere", "ignorieren", "vergiss", "missachte",
    "ignorez",
    "ignore", "oublie", "oubliez", "ignora", "olvida", "ignorar", "esqueça", "dimentica", "negeer", "vergeet",
  ]
  private static let objects: Set<String> = [
    "instruction", "instructions", "prompt", "prompts", "rules", "guidelines", "directions", "orders", "context", "constraints",
    "anweisungen", "anweisung", "regeln", "vorgaben", "consignes", "règles", "instrucciones", "reglas", "instruções", "regras",
    "istruzioni", "regole", "instructies", "regels",
  ]
  private static let qualifiers: Set<String> = [
    "previous", "prior", "above", "earlier", "your", "all", "any", "preceding", "foregoing", "system", "everything", "these",
    "vorherigen", "vorigen", "bisherigen", "obigen", "deine", "ihre", "alle", "précédentes", "toutes", "vos", "anteriores", "tus",
    "sus", "todas", "precedenti", "tutte", "tue", "vorige", "eerdere", "je",
  ]
  private static let phrases = [
    "system prompt", "system message", "systemprompt", "developer mode", "jailbreak", "<|", "|>", "[inst]", "<<sys>>",
    "### instruction", "### system", "new instructions:", "instead output", "output only", "output exactly",
    "output the following",
    "output the word", "output this", "respond only with", "respond with exactly", "answer only with", "reply only with",
    "print the following", "as an ai ", "as a language model", "if you are an ai", "if you are a language model",
    "note to ai", "note to the ai", "attention ai", "dear ai", "instructions for the model", "instructions to the model",
    "message to the model", "begin data ", "end data ", "\"speaker\":", "\"lines\":", "\"takeaway\":",
  ]
}
