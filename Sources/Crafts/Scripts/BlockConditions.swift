import Production

/// Conditions that stand on lines of their own, and hold for all lines up to the one that closes them.
struct BlockConditions {
  private struct Block {
    let condition: Template.Condition
    let line: Int
    var isInElse = false
  }

  let values: LeadValues
  private var blocks: [Block] = []
  private(set) var problems: [ScriptProblem] = []
  private(set) var names: [(name: String, line: Int)] = []

  init(_ values: LeadValues) { self.values = values }

  /// Whether a row is to be read: it is no condition itself, and all that it stands in hold.
  mutating func lets(_ row: String, number: Int) -> Bool {
    let text = row.onOneLine
    guard text.hasPrefix("{{"), text.hasSuffix("}}"), case let inside = String(text.dropFirst(2).dropLast(2)),
      !inside.contains("{"), !inside.contains("}"), let tag = try? TemplateParser.tag(inside)
    else { return blocks.allSatisfy { $0.condition.holds(for: values) != $0.isInElse } }
    switch tag {
    case .value: return blocks.allSatisfy { $0.condition.holds(for: values) != $0.isInElse }
    case .open(let condition): open(condition, number)
    case .otherwise:
      if let last = blocks.indices.last, !blocks[last].isInElse {
        blocks[last].isInElse = true
      } else {
        report(.unexpected(tag), number)
      }
    case .close(let isUnless):
      if blocks.last?.condition.isUnless == isUnless { blocks.removeLast() } else { report(.unexpected(tag), number) }
    }
    return false
  }

  mutating func finish() {
    for block in blocks { report(.neverClosed(block.condition), block.line) }
  }

  private mutating func open(_ condition: Template.Condition, _ number: Int) {
    names.append((condition.name, number))
    if blocks.count >= Template.deepest {
      report(.tooDeep, number)
    }
    if blocks.count < 100 { blocks.append(Block(condition: condition, line: number)) }
  }

  private enum Trouble {
    case unexpected(TemplateParser.Tag)
    case neverClosed(Template.Condition)
    case tooDeep
  }

  private mutating func report(_ trouble: Trouble, _ number: Int) {
    let mistake =
      switch trouble {
      case .unexpected(let tag): TemplateParser.unexpected(tag)
      case .neverClosed(let condition): TemplateParser.neverClosed(condition)
      case .tooDeep: TemplateParser.tooDeep
      }
    guard problems.count < ScriptReader.mostProblems else { return }
    problems.append(ScriptProblem(line: number, sentence: mistake.sentence, wayOut: mistake.wayOut))
  }
}
