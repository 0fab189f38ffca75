internal import CLibxml

/// Takes the steps of a walk through an XML text.
///
/// A name is met once, before its first step; from then on the steps call it by how many were met before it. So no step compares texts.
protocol MarkupVisitor: AnyObject {
  func meet(_ name: MarkupName)
  /// The attributes can be asked until this returns.
  func enter(_ name: Int, _ attributes: MarkupAttributes) throws
  func leave(_ name: Int) throws
  /// Whether text is wanted just now.
  var hears: Bool { get }
  func hear(_ text: UnsafeBufferPointer<UInt8>) throws
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

/// Walks through an XML text as it comes in, without a tree: nothing is fetched, nothing is expanded, and depth has an end.
///
/// It is safe because the parser lives as long as this does and is freed once, and is only used while this is alive, which is what the
/// parser's calls come back to.
@safe final class MarkupParse {
  private let visitor: any MarkupVisitor
  private let attributes = MarkupAttributes()
  private var parser: xmlParserCtxtPtr?
  private var stopped: (any Error)?
  /// The parser keeps each name once, for as long as it lives: where it lies is what it is.
  private var met: [Place: Int] = [:]
  /// The elements that are open.
  private var path: [Int] = []

  /// No format knows as many; each costs memory, and the parser looks for it among all others.
  private static let mostNames = 10_000

  private struct Place: Hashable {
    let name: UInt
    let space: UInt
  }

  init(_ visitor: any MarkupVisitor) {
    self.visitor = visitor
    var calls = unsafe xmlSAXHandler()
    unsafe calls.initialized = XML_SAX2_MAGIC
    unsafe calls.startElementNs = { context, name, _, space, _, _, count, _, attributes in
      unsafe MarkupParse.at(context)?.enter(name, space, count, attributes)
    }
    unsafe calls.endElementNs = { context, _, _, _ in unsafe MarkupParse.at(context)?.leave() }
    unsafe calls.characters = { context, bytes, count in
      guard let bytes = unsafe bytes, count > 0 else { return }
      unsafe MarkupParse.at(context)?.hear(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    unsafe calls.cdataBlock = unsafe calls.characters
    unsafe calls.internalSubset = { context, _, _, _ in unsafe MarkupParse.at(context)?.stop(MarkupTrouble.declares) }
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe parser = xmlCreatePushParserCtxt(&calls, this, nil, 0, nil)
    // Without XML_PARSE_HUGE there is an end to depth (256), to one attribute and to one text (10 MB each).
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
    // A namespace that is not declared, or another slip that the parser goes on after.
    if let parser = unsafe parser, unsafe parser.pointee.wellFormed == 1 { return }
    var detail = "XML error \(code)"
    if let error = unsafe xmlCtxtGetLastError(parser), let words = unsafe error.pointee.message {
      detail = unsafe "line \(error.pointee.line): \(String(cString: words))"
    }
    throw MarkupTrouble.damaged(detail: detail)
  }

  private func enter(
    _ name: UnsafePointer<xmlChar>?, _ space: UnsafePointer<xmlChar>?, _ count: Int32,
    _ found: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    guard stopped == nil else { return }
    let sign = unsafe self.sign(name, space)
    path.append(sign)
    do {
      unsafe attributes.show(found, count: Int(count))
      defer { unsafe attributes.show(nil, count: 0) }
      try visitor.enter(sign, attributes)
    } catch {
      stop(error)
    }
  }

  private func leave() {
    guard stopped == nil, let sign = path.popLast() else { return }
    do { try visitor.leave(sign) } catch { stop(error) }
  }

  private func hear(_ text: UnsafeBufferPointer<UInt8>) {
    guard stopped == nil, visitor.hears else { return }
    do { unsafe try visitor.hear(text) } catch { stop(error) }
  }

  private func stop(_ error: any Error) {
    stopped = stopped ?? error
    unsafe xmlStopParser(parser)
  }

  private func sign(_ name: UnsafePointer<xmlChar>?, _ space: UnsafePointer<xmlChar>?) -> Int {
    let place = Place(name: UInt(bitPattern: name), space: UInt(bitPattern: space))
    if let sign = met[place] { return sign }
    let sign = met.count
    met[place] = sign
    if sign == Self.mostNames {
      stop(MarkupTrouble.damaged(detail: "there are more than \(Self.mostNames) kinds of elements in it"))
    }
    visitor.meet(
      MarkupName(
        space: unsafe space.map { unsafe String(cString: $0) } ?? "", name: unsafe name.map { unsafe String(cString: $0) } ?? ""))
    return sign
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> MarkupParse? {
    unsafe context.map { unsafe Unmanaged<MarkupParse>.fromOpaque($0).takeUnretainedValue() }
  }
}
