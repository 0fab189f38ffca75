/// What documents carry besides what they say: tables of contents, contacts, calls to order.
enum Boilerplate {
  /// Whether a heading stands over what nobody wants to hear.
  static func isHeading(_ heading: String) -> Bool {
    let text = heading.withoutNumbering.withoutEndMark.lowercased()
    // Who sends a piece of news tells about itself below it.
    if text.hasPrefix("about "), heading.dropFirst(6).first?.isUppercase == true { return true }
    return headings.contains(text) || text.hasPrefix("press contact") || text.hasPrefix("media contact")
  }

  /// Whether a key only files the document.
  static func isKey(_ key: String) -> Bool { keys.contains(key.lowercased()) }

  /// Whether a sentence is about the document, or shouts at its reader.
  static func isSentence(_ sentence: String) -> Bool {
    let lower = sentence.lowercased()
    if lower.contains("immediate release") || lower.contains("all rights reserved") || lower.hasPrefix("copyright") {
      return true
    }
    if lower.contains("minutes of"), lower.contains("approved") { return true }
    if lower.contains("project gutenberg") || lower.contains("[ebook #") { return true }
    if lower.contains(" guide to "), Words.count(sentence) < 14 { return true }
    if starts.contains(where: lower.hasPrefix) { return true }
    return Words.count(sentence) <= 3 && calls.contains(where: lower.hasPrefix)
  }

  /// Whether a line is no title, though it stands where titles stand.
  static func isTitle(_ title: String) -> Bool {
    let text = title.withoutEndMark.lowercased()
    return text.contains("immediate release")
      || ["press release", "pressemitteilung", "draft", "confidential", "readme"].contains(text)
  }

  private static let headings: Set<String> = [
    "agenda", "contents", "table of contents", "outline", "references", "bibliography", "acknowledgements", "acknowledgments",
    "changelog", "licence", "license", "contact", "contacts", "contact us", "questions", "imprint", "disclaimer", "index",
    "see also",
    "further reading", "external links", "footnotes", "appendix", "thank you", "links", "related links", "resources", "foreword",
    "preface", "citation", "credits", "contributing", "inhalt", "inhaltsverzeichnis", "literatur", "quellen", "impressum",
    "kontakt",
    "vorwort", "sommaire", "références", "remerciements", "índice", "referencias", "referências", "contacto", "indice",
    "riferimenti", "contatti", "inhoud", "inhoudsopgave", "bronnen",
  ]

  private static let keys: Set<String> = [
    "date", "place", "present", "apologies", "attendees", "attendance", "absent", "author", "authors", "version", "status",
    "page",
    "phone", "tel", "telephone", "email", "e-mail", "fax", "contact", "press contact", "published", "last updated", "updated",
    "copyright", "tags", "keywords", "doi", "isbn", "datum", "ort", "anwesend", "autor", "stand", "auteur", "fecha", "data",
    "posting date", "release date", "language", "title", "encoding", "character set encoding", "next meeting", "source", "photo",
    "image", "figure",
  ]

  private static let starts = [
    "the meeting closed", "the meeting opened", "the meeting was opened", "the meeting was closed", "next meeting",
    "this page was", "this document was last", "last updated", "click here", "see the table", "see figure", "photo:", "image:",
    "for more information", "for further information", "this document", "this page", "any capitalized terms",
    "any capitalised terms", "capitalized terms", "capitalised terms", "this guide", "in this guide", "in this article",
    "in this chapter", "in this document", "this article", "this report describes", "this paper", "we describe", "see also",
    "read more", "extracted from",
  ]

  private static let calls = [
    "order now", "buy now", "sign up", "subscribe", "learn more", "thank you", "thanks", "shop now", "get started", "contact us",
    "questions", "click", "call us",
  ]
}
