/// One step of a walk through an XML text.
enum MarkupStep {
  case enter(MarkupName, attributes: [String: String])
  case leave(MarkupName)
  case text(String)
}

/// A walk through a small XML text, step by step. Large ones are walked through by a `MarkupVisitor`, which copies nothing.
final class MarkupWalk {
  private let parse: MarkupParse

  init(_ visit: @escaping (MarkupStep) throws -> Void) { parse = MarkupParse(Steps(visit)) }

  func feed(_ bytes: [UInt8]) throws { try parse.feed(bytes) }

  func finish() throws { try parse.finish() }

  private final class Steps: MarkupVisitor {
    private let visit: (MarkupStep) throws -> Void
    private var names: [MarkupName] = []
    let hears = true

    init(_ visit: @escaping (MarkupStep) throws -> Void) { self.visit = visit }

    func meet(_ name: MarkupName) { names.append(name) }
    func enter(_ name: Int, _ attributes: MarkupAttributes) throws {
      try visit(.enter(names[name], attributes: attributes.copied))
    }
    func leave(_ name: Int) throws { try visit(.leave(names[name])) }
    func hear(_ text: UnsafeBufferPointer<UInt8>) throws { try visit(.text(unsafe String(decoding: text, as: UTF8.self))) }
  }
}
