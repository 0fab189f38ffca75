import CToml

/// What toml++ made of one file; owned here and freed with it.
@safe struct TomlTree: ~Copyable {
  private let tree: OpaquePointer

  /// Parses, or throws what is wrong with the syntax.
  ///
  /// The corresponding C function is `ctoml_parse`.
  init(_ bytes: [UInt8]) throws(TomlSyntaxMistake) {
    let parsed = unsafe bytes.withUnsafeBytes { unsafe ctoml_parse($0.bindMemory(to: CChar.self).baseAddress, $0.count) }
    guard let parsed = unsafe parsed else {
      throw TomlSyntaxMistake(place: .start, problem: "there is not enough memory to read it")
    }
    var line: UInt32 = 0
    var column: UInt32 = 0
    if let mistake = unsafe ctoml_mistake(parsed, &line, &column) {
      let place = TomlPlace(line: Int(line), column: Int(column))
      let problem = unsafe String(cString: mistake)
      unsafe ctoml_free(parsed)
      throw TomlSyntaxMistake(place: place, problem: problem)
    }
    unsafe tree = parsed
  }

  deinit { unsafe ctoml_free(tree) }

  /// The root table, copied into Swift values.
  var root: TomlValue {
    var nodeCount = 0
    var textLength = 0
    let nodes = unsafe UnsafeBufferPointer(start: ctoml_nodes(tree, &nodeCount), count: nodeCount)
    let texts = unsafe UnsafeRawBufferPointer(start: ctoml_texts(tree, &textLength), count: textLength)
    var next = 0
    return unsafe Self.value(at: &next, nodes, texts)
  }

  /// Reads one value and all that is in it; `next` moves behind it. The depth is limited before the parse.
  private static func value(
    at next: inout Int, _ nodes: UnsafeBufferPointer<ctoml_node>, _ texts: UnsafeRawBufferPointer
  ) -> TomlValue {
    let node = unsafe nodes[next]
    next += 1
    let content: TomlValue.Content
    switch node.kind {
    case CTOML_TABLE:
      var entries: [TomlEntry] = []
      for _ in 0..<node.children {
        let child = unsafe nodes[next]
        entries.append(
          TomlEntry(
            key: unsafe text(texts, child.key_start, child.key_length),
            place: TomlPlace(line: Int(child.key_line), column: Int(child.key_column)),
            value: unsafe value(at: &next, nodes, texts)))
      }
      content = .table(entries)
    case CTOML_ARRAY:
      var values: [TomlValue] = []
      for _ in 0..<node.children { unsafe values.append(value(at: &next, nodes, texts)) }
      content = .array(values)
    case CTOML_TEXT: content = .text(unsafe text(texts, node.text_start, node.text_length))
    case CTOML_WHOLE: content = .whole(node.whole)
    case CTOML_NUMBER: content = .number(node.number)
    case CTOML_FLAG: content = .flag(node.whole != 0)
    default: content = .date
    }
    return TomlValue(place: TomlPlace(line: Int(node.line), column: Int(node.column)), content: content)
  }

  private static func text(_ texts: UnsafeRawBufferPointer, _ start: Int, _ length: Int) -> String {
    unsafe String(decoding: texts[start..<start + length], as: UTF8.self)
  }
}
