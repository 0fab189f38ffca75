internal import CCmark

/// One step of a walk through a Markdown text.
enum MarkdownStep {
  case enter(MarkdownNode)
  case leave(MarkdownNode)
  case text(String)
  case code(String)
  case codeBlock(String)
  case blank
}

/// A part of a Markdown text that holds others.
enum MarkdownNode: Equatable {
  case heading(level: Int)
  case paragraph, quote
  case list(ordered: Bool)
  case link(target: String)
  case item, table, row, cell, emphasis, image, struck, footnote, other
}

/// A parsed Markdown text; it owns the parser's tree.
///
/// It is safe because the pointer never leaves it, lives as long as it does, and is freed once.
@safe struct MarkdownTree: ~Copyable {
  private let root: OpaquePointer

  /// Parses a text with tables, struck text, bare links and task lists; none where the parser gives up.
  ///
  /// The corresponding C function is `cmark_parser_finish`.
  init?(_ text: String) {
    guard markdownExtensionsAreRegistered, let parser = unsafe cmark_parser_new(Self.options) else { return nil }
    defer { unsafe cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink", "tasklist"] {
      guard let syntax = unsafe cmark_find_syntax_extension(name) else { return nil }
      guard unsafe cmark_parser_attach_syntax_extension(parser, syntax) == 1 else { return nil }
    }
    var text = text
    text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        unsafe cmark_parser_feed(parser, $0, bytes.count)
      }
    }
    guard let root = unsafe cmark_parser_finish(parser) else { return nil }
    unsafe self.root = root
  }

  deinit { unsafe cmark_node_free(root) }

  private static let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8

  /// Visits everything in the order of the text, without recursion: depth costs no stack.
  ///
  /// The corresponding C function is `cmark_iter_next`.
  func walk(_ visit: (MarkdownStep) -> Void) {
    guard let iterator = unsafe cmark_iter_new(root) else { return }
    defer { unsafe cmark_iter_free(iterator) }
    while true {
      let event = unsafe cmark_iter_next(iterator)
      guard event == CMARK_EVENT_ENTER || event == CMARK_EVENT_EXIT, let node = unsafe cmark_iter_get_node(iterator) else {
        return
      }
      if let step = unsafe Self.step(node, entering: event == CMARK_EVENT_ENTER) { visit(step) }
    }
  }

  private static func step(_ node: OpaquePointer, entering: Bool) -> MarkdownStep? {
    let type = unsafe cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_TEXT: return .text(unsafe literal(node))
    case CMARK_NODE_CODE: return .code(unsafe literal(node))
    case CMARK_NODE_CODE_BLOCK: return .codeBlock(unsafe literal(node))
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: return .blank
    // What HTML hides or shows is not for a parser of Markdown to know: it is left out.
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_FOOTNOTE_REFERENCE: return nil
    default:
      let kind = unsafe self.kind(node, type: type)
      return entering ? .enter(kind) : .leave(kind)
    }
  }

  private static func kind(_ node: OpaquePointer, type: cmark_node_type) -> MarkdownNode {
    switch type {
    case CMARK_NODE_HEADING: .heading(level: Int(unsafe cmark_node_get_heading_level(node)))
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: .list(ordered: unsafe cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_EMPH, CMARK_NODE_STRONG: .emphasis
    case CMARK_NODE_LINK: .link(target: unsafe cmark_node_get_url(node).map { unsafe String(cString: $0) } ?? "")
    case CMARK_NODE_IMAGE: .image
    case CMARK_NODE_FOOTNOTE_DEFINITION: .footnote
    default: unsafe extensionKind(node)
    }
  }

  /// The nodes of extensions have numbers that are only given at run time, but fixed names.
  private static func extensionKind(_ node: OpaquePointer) -> MarkdownNode {
    guard let name = unsafe cmark_node_get_type_string(node) else { return .other }
    return switch unsafe String(cString: name) {
    case "table": .table
    case "table_header", "table_row": .row
    case "table_cell": .cell
    case "strikethrough": .struck
    case "tasklist": .item
    default: .other
    }
  }

  private static func literal(_ node: OpaquePointer) -> String {
    guard let text = unsafe cmark_node_get_literal(node) else { return "" }
    return unsafe String(cString: text)
  }
}

/// The parser's list of extensions is filled once in the life of the process, on the first use and under the runtime's lock:
/// the library itself keeps no lock around it.
private let markdownExtensionsAreRegistered: Bool = {
  cmark_gfm_core_extensions_ensure_registered()
  return true
}()
