import Production

/// Topics that a document could be told about, one line each, as people keep, delete, reorder and edit them.
package struct TopicList: Hashable, Sendable, Codable {
  /// The best one first.
  package var topics: [Topic]

  package init(topics: [Topic]) { self.topics = topics }

  package struct Topic: Hashable, Sendable, Codable {
    package let title: String
    /// Why it is suggested, for the person who chooses; empty in a list that a person wrote.
    package let reason: String

    package init(title: String, reason: String = "") {
      self.title = title
      self.reason = reason
    }
  }

  /// More would not be chosen from, but only be scrolled through.
  package static let most = 10
  package static let longestTitle = 120

  /// The text that people edit; reading it gives the same titles back.
  package func printed(about document: String) -> String {
    let lines = topics.enumerated().map { index, topic in
      "\(index + 1). \(topic.title)\n" + (topic.reason.isEmpty ? "" : "   # \(topic.reason)\n")
    }
    return """
      # What could be told about "\(document.onOneLine)", the best first.
      # Keep the lines of which you want a video each, and delete the others. You may change, reorder and add lines.
      # Then rename this file to "topics approved.txt".

      \(lines.joined(separator: "\n"))
      """
  }
}

/// What a list of topics says, and what must be mended in it.
package struct TopicReading: Hashable, Sendable {
  /// To be used only where there is no problem.
  package let list: TopicList
  package let problems: [ScriptProblem]
}

extension ScriptText {
  /// Reads a list of topics: every line is one, whatever number or bullet stands before it.
  package func readTopics() -> TopicReading {
    var topics: [TopicList.Topic] = []
    var problems: [ScriptProblem] = []
    var known: Set<String> = []
    for row in numberedRows where problems.count < ScriptReader.mostProblems {
      let text = row.text.onOneLine
      if text.isEmpty || text.hasPrefix("#") { continue }
      let title = Self.withoutNumber(text)
      guard title.contains(where: { $0.isLetter || $0.isNumber }) else {
        problems.append(
          ScriptProblem(line: row.number, sentence: "No topic stands in this line.", wayOut: "Write one, or delete the line."))
        continue
      }
      guard title.count <= TopicList.longestTitle else {
        problems.append(
          ScriptProblem(
            line: row.number, sentence: "The topic has \(title.count) characters; \(TopicList.longestTitle) are the most.",
            wayOut: "Say it in fewer words."))
        continue
      }
      guard known.insert(title.lowercased()).inserted else {
        problems.append(
          ScriptProblem(line: row.number, sentence: "\"\(title)\" stands here twice.", wayOut: "Delete one of the two lines."))
        continue
      }
      topics.append(TopicList.Topic(title: title))
    }
    if topics.isEmpty, problems.isEmpty {
      problems.append(
        ScriptProblem(
          line: 0, sentence: "No topic is left in the list.",
          wayOut: "Write at least one line; to make nothing, rename the file to \"topics cancel.txt\"."))
    }
    if topics.count > TopicList.most {
      problems.append(
        ScriptProblem(
          line: 0, sentence: "There are \(topics.count) topics in the list; \(TopicList.most) are the most.",
          wayOut: "Delete some of the lines."))
    }
    return TopicReading(list: TopicList(topics: topics), problems: problems)
  }

  /// "3. ", "3) ", "- " and "• " are no part of a topic.
  private static func withoutNumber(_ text: String) -> String {
    if let first = text.first, "-*•–—".contains(first), text.dropFirst().first?.isWhitespace == true {
      return String(text.dropFirst(2)).trimmedOfBlanks
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    guard (1...2).contains(digits.count), let mark = rest.first, ".)".contains(mark),
      rest.dropFirst().first?.isWhitespace == true
    else { return text }
    return String(rest.dropFirst(2)).trimmedOfBlanks
  }
}
