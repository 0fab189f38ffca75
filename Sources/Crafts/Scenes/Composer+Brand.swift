import Drawing
import Production

// A brand's logo and its watermark, where nothing else is.
extension Composer {
  /// Each at one place for the whole film: one that is free in every scene; else one that is free for most of the time.
  func marks(of brand: Brand) throws -> BrandMarks {
    var occupied: [Timeline.Scene.Kind: Set<Box>] = [:]
    for scene in scenes {
      // Late in a scene everything is in its place.
      for frame in Set([scene.first + scene.count * 2 / 3, scene.end - 1]) {
        occupied[scene.kind, default: []].formUnion(try picture(at: frame).boxesToKeepFree(layout))
      }
    }
    let choices = choices(of: occupied.keys.sorted { $0.rawValue < $1.rawValue })
    var marks = BrandMarks()
    for mark in try BrandMark.all(of: brand, layout: layout, shelf: cast.shelf) {
      var missing = Set(occupied.keys)
      for kinds in choices {
        guard let box = mark.place(in: layout, among: Array(Set(kinds.flatMap { occupied[$0] ?? [] }))) else { continue }
        for kind in kinds {
          marks.layers[kind, default: []].append(mark.layer(in: box))
          occupied[kind, default: []].insert(box)
        }
        missing.subtract(kinds)
        break
      }
      guard !missing.isEmpty else { continue }
      let kinds = missing.map(\.rawValue).sorted().joined(separator: " or ")
      marks.notes.append(
        """
        There is no free place for the \(mark.role) in a scene of this kind: \(kinds). A smaller picture or another place may find one.
        """)
    }
    return marks
  }

  /// All choices of kinds of scenes but none, those that are seen for longest first.
  private func choices(of kinds: [Timeline.Scene.Kind]) -> [[Timeline.Scene.Kind]] {
    var choices: [[Timeline.Scene.Kind]] = [[]]
    for kind in kinds { choices += choices.map { $0 + [kind] } }
    func frames(_ kinds: [Timeline.Scene.Kind]) -> Int {
      scenes.reduce(0) { $0 + (kinds.contains($1.kind) ? $1.count : 0) }
    }
    return choices.dropFirst().sorted { frames($0) > frames($1) }
  }
}

/// Where a brand's logo and its watermark are seen.
struct BrandMarks {
  /// By the kind of scene.
  var layers: [Timeline.Scene.Kind: [Layer]] = [:]
  /// Where they are not, in words for a person.
  var notes: [String] = []
}

/// A logo or a watermark, and where it would like to stand.
struct BrandMark {
  let role: Layer.Role
  let asset: Asset
  let opacity: Double
  /// Where it would like to stand, the best first.
  let wanted: [Box]

  /// The logo first: the watermark gives way to it.
  static func all(of brand: Brand, layout: FrameLayout, shelf: AssetShelf) throws -> [BrandMark] {
    let short = min(layout.frame.width, layout.frame.height)
    var marks: [BrandMark] = []
    if let logo = brand.logo {
      let corners = try [MarkPosition.topLeft, .topRight, .bottomLeft, .bottomRight].map {
        try box(of: logo, high: 0.05 * short, wide: 0.4 * layout.safe.width, at: $0, layout, shelf)
      }
      marks.append(BrandMark(role: .logo, asset: logo, opacity: 1, wanted: corners))
    }
    if let watermark = brand.watermark {
      let box = try box(
        of: watermark, high: 0.08 * short, wide: 0.25 * layout.safe.width, at: brand.watermarkPosition, layout, shelf)
      marks.append(BrandMark(role: .watermark, asset: watermark, opacity: brand.watermarkOpacity, wanted: [box]))
    }
    return marks
  }

  private static func box(
    of asset: Asset, high: Double, wide: Double, at position: MarkPosition, _ layout: FrameLayout, _ shelf: AssetShelf
  ) throws -> Box {
    let aspect = try shelf.aspect(asset)
    let width = min(wide, high * aspect)
    let height = width / aspect
    let safe = layout.safe
    let (left, right) = (safe.x, safe.right - width)
    let (top, bottom) = (safe.y, safe.bottom - height)
    let (x, y) =
      switch position {
      case .topLeft: (left, top)
      case .topRight: (right, top)
      case .bottomLeft: (left, bottom)
      case .bottomRight: (right, bottom)
      case .center: (safe.midX - width / 2, safe.midY - height / 2)
      }
    return Box(x: x, y: y, width: width, height: height)
  }

  /// Close to where it would like to stand; else the nearest place there is, and a smaller one where there is none.
  func place(in layout: FrameLayout, among obstacles: [Box]) -> Box? {
    func place(_ wanted: Box, in room: Box) -> Box? {
      FreePlace(room: room, obstacles: obstacles, clearance: 32 * layout.scale, step: max(1, 16 * layout.scale))
        .box(nearest: wanted)
    }
    let near = 48 * layout.scale
    for box in wanted {
      if let found = place(box, in: box.inset(by: -near).intersection(layout.safe)) { return found }
    }
    // Not smaller than a logo may be.
    return wanted.first.flatMap { first in [1, 0.8].lazy.compactMap { place(first.scaled(by: $0), in: layout.safe) }.first }
  }

  func layer(in box: Box) -> Layer { Layer(role, .picture(asset, box, at: 1), opacity: opacity) }
}

extension PictureDescription {
  /// Texts, what they stand on, and faces: nothing may lie over these.
  func boxesToKeepFree(_ layout: FrameLayout) -> [Box] {
    layers.flatMap { layer -> [Box] in
      switch layer.role {
      case .backdrop, .mouth, .logo, .watermark: []
      case .scene: []
      case .speaker, .listener: [layout.face(in: layer.box)]
      case .progress, .header, .title, .bubble, .name, .caption, .icon, .card, .takeaway, .ornament: [layer.box]
      }
    }
  }
}
