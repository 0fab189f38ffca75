internal import CLibxml

/// One step of a walk through an XML text.
enum MarkupStep {
  case enter(MarkupName, attributes: [String: String])
  case leave(MarkupName)
  case text(String)
}

/// An element's name with the namespace that it is of, whatever prefix a file gives it.
struct MarkupName: Hashable {
  let space: String
  let name: String
}

/// Why an XML text was not walked through to its end.
enum MarkupTrouble: Error, Hashable {
  case damaged(detail: String)
  /// It declares entities of its own, or what it is made of: no office program does.
  case declares
}

/// Walks through an XML text as it comes in, without a tree: nothing is fetched, nothing is expanded.
///
/// It is safe because the parser lives as long as this does and is freed once, and is only used while this is alive, which is what the
/// parser's calls come back to.
@safe final class MarkupWalk {
  private let visit: (MarkupStep) throws -> Void
  private var parser: xmlParserCtxtPtr?
  private var stopped: (any Error)?

  init(_ visit: @escaping (MarkupStep) throws -> Void) {
    self.visit = visit
    var calls = unsafe xmlSAXHandler()
    unsafe calls.initialized = XML_SAX2_MAGIC
    unsafe calls.startElementNs = { context, name, _, space, _, _, count, _, attributes in
      unsafe MarkupWalk.at(context)?.enter(name, space, count, attributes)
    }
    unsafe calls.endElementNs = { context, name, _, space in
      unsafe MarkupWalk.at(context)?.step(.leave(MarkupWalk.name(name, space)))
    }
    unsafe calls.characters = { context, bytes, count in
      guard let bytes = unsafe bytes, count > 0 else { return }
      let text = unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
      unsafe MarkupWalk.at(context)?.step(.text(text))
    }
    unsafe calls.cdataBlock = unsafe calls.characters
    unsafe calls.internalSubset = { context, _, _, _ in unsafe MarkupWalk.at(context)?.stop(MarkupTrouble.declares) }
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe parser = xmlCreatePushParserCtxt(&calls, this, nil, 0, nil)
    unsafe xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
  }

  deinit { unsafe xmlFreeParserCtxt(parser) }

  /// Takes the next bytes of the text. The corresponding C function is `xmlParseChunk`.
  func feed(_ bytes: [UInt8]) throws {
    let code = unsafe bytes.withUnsafeBytes { buffer in
      unsafe xmlParseChunk(parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), 0)
    }
    try check(code)
  }

  /// The text is at its end, and must be whole.
  func finish() throws { try check(unsafe xmlParseChunk(parser, nil, 0, 1)) }

  private func check(_ code: Int32) throws {
    if let stopped { throw stopped }
    guard unsafe code != 0 || parser == nil else { return }
    var detail = "XML error \(code)"
    if let error = unsafe xmlCtxtGetLastError(parser), let words = unsafe error.pointee.message {
      detail = unsafe "line \(error.pointee.line): \(String(cString: words))"
    }
    throw MarkupTrouble.damaged(detail: detail)
  }

  private func step(_ step: MarkupStep) {
    guard stopped == nil else { return }
    do {
      try visit(step)
    } catch {
      stop(error)
    }
  }

  private func stop(_ error: any Error) {
    stopped = stopped ?? error
    unsafe xmlStopParser(parser)
  }

  private func enter(
    _ name: UnsafePointer<xmlChar>?, _ space: UnsafePointer<xmlChar>?, _ count: Int32,
    _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    var found: [String: String] = [:]
    // Five pointers each: name, prefix, namespace, where the value begins and where it ends.
    for index in 0..<Int(count) {
      guard let attributes = unsafe attributes, let name = unsafe attributes[index * 5],
        let start = unsafe attributes[index * 5 + 3],
        let end = unsafe attributes[index * 5 + 4]
      else { continue }
      let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
      found[unsafe String(cString: name)] = unsafe String(decoding: value, as: UTF8.self)
    }
    step(.enter(unsafe Self.name(name, space), attributes: found))
  }

  private static func name(_ name: UnsafePointer<xmlChar>?, _ space: UnsafePointer<xmlChar>?) -> MarkupName {
    MarkupName(
      space: unsafe space.map { unsafe String(cString: $0) } ?? "", name: unsafe name.map { unsafe String(cString: $0) } ?? "")
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> MarkupWalk? {
    unsafe context.map { unsafe Unmanaged<MarkupWalk>.fromOpaque($0).takeUnretainedValue() }
  }
}
