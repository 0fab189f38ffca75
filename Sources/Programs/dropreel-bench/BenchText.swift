/// Text without end, the same each time: sentences made of a few parts.
enum BenchText {
  private static let subjects = [
    "the bank", "a saver", "each account", "the interest", "an early start", "the council", "every fee",
  ]
  private static let verbs = ["pays for", "keeps", "raises", "depends on", "changes", "explains", "is part of"]
  private static let objects = [
    "the sum that was paid in before", "what is left after the first year", "a rate that nobody knows beforehand",
    "the larger part of all that people own", "the plan that was made in the spring", "half of what was promised",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
  private static let towns = [
    "Ulm", "Linz", "Graz", "Bern", "Genoa", "Porto", "Ghent", "Turku", "Vilnius", "Cork", "Leeds", "Lyon",
  ]

  /// No two of the first forty thousand are the same: what stands again and again at a page's edge is taken for its header.
  static func sentence(_ number: Int) -> String {
    let (subject, verb, object) = (subjects[number % 7], verbs[number / 7 % 7], objects[number / 49 % 6])
    let (month, town) = (months[number / 294 % 12], towns[number / 3528 % 12])
    return "In \(month) at \(town) \(subject) \(verb) \(object), as table \(number % 90 + 1) shows."
  }

  static func markdown(chapters: Int) -> String {
    var text = ""
    for chapter in 0..<chapters {
      text += "# Chapter \(chapter + 1)\n\n"
      for paragraph in 0..<30 {
        let start = (chapter * 30 + paragraph) * 5
        text += (start..<start + 5).map(sentence).joined(separator: " ") + "\n\n"
        if paragraph % 10 == 9 {
          text += "- \(sentence(start))\n- **\(sentence(start + 1))**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        }
      }
    }
    return text
  }

  /// Two columns, a header and a number on each page.
  static func pdf(pages: Int) -> String {
    var file = "%PDF-1.4\n"
    var places: [Int] = []
    func add(_ body: String) {
      places.append(file.utf8.count)
      file += "\(places.count) 0 obj\n\(body)\nendobj\n"
    }
    add("<< /Type /Catalog /Pages 2 0 R >>")
    let kids = (0..<pages).map { "\(4 + $0 * 2) 0 R" }.joined(separator: " ")
    add("<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>")
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for page in 0..<pages {
      add(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents \(5 + page * 2) 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
      )
      let content = Self.page(page)
      add("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    let start = file.utf8.count
    file += "xref\n0 \(places.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    return file + "trailer\n<< /Size \(places.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
  }

  private static func page(_ page: Int) -> String {
    var content = "BT /F1 8 Tf 72 760 Td (How savings grow) Tj ET BT /F1 8 Tf 300 30 Td (\(page + 1)) Tj ET\n"
    for column in 0..<2 {
      content += "BT /F1 9 Tf 11 TL \(column == 0 ? 54 : 320) 730 Td\n"
      var words = (0..<40).flatMap { sentence(page * 80 + column * 40 + $0).split(separator: " ") }[...]
      for _ in 0..<60 {
        var line = ""
        while let word = words.first, line.utf8.count + word.utf8.count < 56 {
          line += (line.isEmpty ? "" : " ") + word
          words.removeFirst()
        }
        content += "(\(line)) Tj T*\n"
      }
      content += "ET\n"
    }
    return content
  }
}
