import Production

/// Reads a PowerPoint presentation (.pptx, .pptm, .ppsx, .potx): its slides in their order, without the hidden ones.
///
/// Of each slide its title comes first, as a heading, then what the speaker says to it (the notes: whole sentences, mostly), then what
/// stands on it, as people read: from top to bottom, from left to right.
struct SlideReader {
  private let package: OfficePackage
  private let slides: [String]
  /// What belongs to the slides: their relations, their notes, their diagrams.
  private var relations: [String: OfficeRelations] = [:]
  private var diagrams: [String: StructuredDocument.Block] = [:]

  init(_ main: String, in package: OfficePackage) throws {
    self.package = package
    let list = SlideList()
    try package.walk(main, list)
    guard list.isPresentation else { throw OfficeTrouble.noText }
    let main = try OfficeRelations(of: main, in: package)
    var seen: Set<String> = []
    slides = list.ids.compactMap { id in main[id].flatMap { $0.isOutside ? nil : $0.target } }.filter { seen.insert($0).inserted }
    relations = try OfficeRelations.all(of: slides, in: package)
    let shown = relations.values.flatMap(\.all).filter { $0.type == "diagramData" && !$0.isOutside }.map(\.target)
    diagrams = try DiagramText.read(Set(shown), in: package)
  }

  func document() throws -> OfficeDraft {
    let tongues = TongueCount()
    let notes = slides.compactMap { relations[$0]?.part("notesSlide") }
    package.expect(slides + notes)
    var bodies: [String: SlideBody] = [:]
    var owners: [String: OfficeRelations] = [:]
    for (part, own) in relations { owners[OfficePackage.key(part)] = own }
    let tally = SlideTally()
    try package.walk(slides + notes, atMost: OfficePackage.mostBytes) { part in
      let own = owners[part] ?? OfficeRelations()
      let body = SlideBody(own, tongues, tally) { id in own[id].flatMap { diagrams[OfficePackage.key($0.target)] } }
      bodies[part] = body
      return body
    }
    var blocks: [StructuredDocument.Block] = []
    for part in slides {
      guard let slide = bodies[OfficePackage.key(part)], !slide.isHidden else { continue }
      let notes = relations[part]?.part("notesSlide").flatMap { bodies[OfficePackage.key($0)] }
      blocks += Self.blocks(of: slide, notes: notes).map { blocks.isEmpty ? $0 : Self.asSection($0) }
      guard blocks.count <= DocumentBounds.blocks else { throw OfficeTrouble.tooLong(limit: DocumentBounds.bytes) }
    }
    return OfficeDraft(title: Self.title(of: blocks), blocks: blocks, language: tongues.language(usual: nil, farEast: nil))
  }

  private static func title(of blocks: [StructuredDocument.Block]) -> String? {
    if case .heading(1, let text)? = blocks.first?.content { text } else { nil }
  }

  /// Only the first slide's title can be that of the whole.
  private static func asSection(_ block: StructuredDocument.Block) -> StructuredDocument.Block {
    guard case .heading(1, let text) = block.content else { return block }
    return StructuredDocument.Block(.heading(level: 2, text: text))
  }

  private static func blocks(of slide: SlideBody, notes: SlideBody?) -> [StructuredDocument.Block] {
    let shapes = inReadingOrder(slide.shapes.filter { !isAside($0.kind) })
    let said = notes?.shapes.filter { $0.kind == "body" }.flatMap(\.blocks) ?? []
    return shapes.filter { isTitle($0.kind) }.flatMap(\.blocks) + said
      + shapes.filter { !isTitle($0.kind) }.flatMap(\.blocks)
  }

  private static func isTitle(_ kind: String?) -> Bool { kind == "title" || kind == "ctrTitle" }

  /// What stands on every slide.
  private static func isAside(_ kind: String?) -> Bool { ["dt", "ftr", "sldNum", "hdr", "sldImg"].contains(kind) }

  /// What lies where its layout puts it comes first, in the order of the file; then line by line.
  private static func inReadingOrder(_ shapes: [SlideBody.Shape]) -> [SlideBody.Shape] {
    /// Half an inch: what lies beside each other is seldom exactly so.
    let line = 457_200
    return shapes.enumerated().sorted { first, second in
      switch (first.element.place, second.element.place) {
      case (nil, nil): return first.offset < second.offset
      case (nil, _): return true
      case (_, nil): return false
      case (let one?, let other?):
        let rows = (one.y / line, other.y / line)
        return rows.0 != rows.1 ? rows.0 < rows.1 : one.x != other.x ? one.x < other.x : first.offset < second.offset
      }
    }.map(\.element)
  }

  /// The slides' ids, in their order.
  private final class SlideList: MarkupVisitor {
    private enum Sign { case presentation, slide, other }
    private var signs: [Sign] = []
    var ids: [String] = []
    var isPresentation = false
    let hears = false

    func meet(_ name: MarkupName) {
      let isOurs = name.space.contains("presentationml")
      signs.append(!isOurs ? .other : name.name == "presentation" ? .presentation : name.name == "sldId" ? .slide : .other)
    }

    func enter(_ name: Int, _ attributes: MarkupAttributes) {
      switch signs[name] {
      case .presentation: isPresentation = true
      case .slide: if let id = attributes.relation("id") { ids.append(id) }
      case .other: return
      }
    }

    func leave(_ name: Int) {}
    func hear(_ text: UnsafeBufferPointer<UInt8>) {}
  }
}
