/// What a file probably is, by the ending of its name. Its content has the last word.
package enum DocumentName {
  /// Nil for what is no document.
  package static func kind(of name: String) -> DropKind? {
    switch ending(of: name) {
    case "md", "markdown", "mkd": .markdown
    case "txt", "text", "": .plainText
    case "html", "htm", "xhtml": .html
    case "docx", "docm", "dotx", "dotm": .docx
    case "odt", "ott": .odt
    case "pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "odp", "otp": .pptx
    case "epub": .epub
    case "rtf": .rtf
    case "pdf": .pdf
    case "csv", "tsv": .table
    default: nil
    }
  }

  /// A few words for a file of which nothing is made.
  package static func words(for name: String) -> String {
    let ending = ending(of: name)
    return kinds.first { $0.endings.contains(ending) }?.words ?? "no document"
  }

  /// Without the dot, in small letters.
  package static func ending(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  private static let kinds: [(words: String, endings: Set<String>)] = [
    ("a picture", ["png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "svg", "psd", "ai", "ico"]),
    ("a video recording", Set(RecordingName.recordingEndings)),
    ("a sound recording", Set(RecordingName.soundEndings)),
    ("an archive", ["zip", "7z", "rar", "gz", "tgz", "tar", "xz", "bz2"]),
    ("a spreadsheet", ["xls", "xlsx", "xlsm", "xlsb", "ods", "jsonl"]),
    ("an Office document of before 2007", ["doc", "dot", "ppt", "pps"]),
    ("settings of something else", ["toml", "ini", "yaml", "yml", "json", "cfg"]),
    ("a program", ["exe", "dll", "so", "app", "msi", "bat", "cmd", "sh", "jar", "js", "py"]),
    ("a link", ["url", "webloc", "lnk", "desktop"]),
  ]
}
