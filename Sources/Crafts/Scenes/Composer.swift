import Drawing
import Production

/// Says for any frame of a film what is to be seen in it.
///
/// Each frame is described by itself, from the plan alone: no frame depends on the one before.
struct Composer {
  let plan: FilmPlan
  let layout: FrameLayout
  let look: Look
  let staging: Staging
  let cast: Cast
  let title: SetText
  let header: SetText
  /// The titles of sections, which take its place.
  let headings: [String: SetText]
  let card: TakeawayCard?
  let names: [String: SetText]
  let backdrop: Layer
  let strategy: RenderStrategy
  /// From cut to cut, whatever happens at the cuts.
  let scenes: [Timeline.Scene]
  let bridge: Bridge
  /// The first frames of the scenes that a bridge leads to.
  private let bridged: Set<Int>
  let livery: Livery?
  /// Whether what everything stands in front of is somebody's own picture.
  let ownsBackdrop: Bool
  /// The brand's logo and watermark.
  private(set) var marks = BrandMarks()

  init(_ plan: FilmPlan, layout: FrameLayout, shelf: AssetShelf, fonts: FontBook) throws {
    let clock = FrameClock(framesPerSecond: plan.format.framesPerSecond)
    let setter = TextSetter(fonts: fonts)
    self.plan = plan
    self.layout = layout
    look = Look(plan.style)
    staging = try Staging(plan, captions: CaptionSetter(setter: setter, layout: layout, clock: clock))
    cast = try Cast(staging.turns, shelf: shelf)
    title = try TitleCard.set(plan.title, layout: layout, look: look, setter: setter)
    header = try Self.header(plan.title, layout: layout, setter: setter)
    var headings: [String: SetText] = [:]
    for heading in Set(plan.lines.compactMap(\.heading)) where !heading.isEmpty {
      headings[heading] = try Self.header(heading, layout: layout, setter: setter)
    }
    self.headings = headings
    let spoken = staging.turns.last { $0.line.part == .takeaway }?.words ?? []
    card =
      staging.takeawayStart == nil ? nil : try TakeawayCard(plan.takeaway, words: spoken, layout: layout, setter: setter)
    var names: [String: SetText] = [:]
    for name in Set(plan.lines.map(\.speaker)) where !name.isEmpty {
      names[name] = try Self.name(name, layout: layout, setter: setter)
    }
    self.names = names
    strategy = RenderStrategy(plan.motion, showing: Self.attractions(of: plan, shelf: shelf))
    backdrop = Self.backdrop(
      plan.style, look: look, shelf: shelf, frame: layout.frame, overscan: strategy.movesCamera ? Camera.overscan : 1)
    scenes = Timeline.scenes(of: staging)
    bridge = Bridge(kind: strategy.transition, clock: clock, frame: layout.frame)
    bridged = bridge.cuts(between: scenes)
    livery = Self.livery(of: plan)
    ownsBackdrop = shelf.asset(AssetKind.backgrounds, plan.style.rawValue).map(shelf.isOwn) ?? false
    if let brand = plan.brand { marks = try marks(of: brand) }
  }

  private static func livery(of plan: FilmPlan) -> Livery? {
    plan.brand?.colours.map { Livery($0, over: Look(plan.style)) }
  }

  /// What there is to see that can move.
  private static func attractions(of plan: FilmPlan, shelf: AssetShelf) -> Set<RenderStrategy.Attraction> {
    let icons = plan.lines.compactMap(\.icon).compactMap { shelf.asset("icons", $0) }
    let figures = plan.lines.flatMap { line in
      ["standing", line.pose].compactMap { shelf.asset("characters", line.character, $0) }
    }
    let isAnimated = (icons + figures).contains { $0.isAnimation }
    return Set((icons.isEmpty ? [] : [.icons]) + (isAnimated ? [.animations] : []))
  }

  /// Where one scene gives way to the next by more than a cut, that is how all in it comes.
  func entersByBridge(at cut: Int) -> Bool { bridged.contains(cut) }

  func picture(at frame: Int) throws -> PictureDescription {
    var layers = [backdrop(at: frame)]
    let closing = staging.takeawayStart.map { frame >= $0 } ?? false
    let kind: Timeline.Scene.Kind = closing ? .takeaway : frame < staging.titleEnd ? .title : .dialogue
    layers += try figures(at: frame, isClosing: closing)
    if closing, let card, let first = staging.takeawayStart {
      layers += card.layers(
        at: frame, since: first, marking: plan.motion.marksWords, enters: !entersByBridge(at: first), look: look,
        shelf: cast.shelf,
        clock: staging.clock)
      layers += progress(at: frame)
    } else if frame < staging.titleEnd {
      layers += TitleCard.layers(title, at: frame, layout: layout, look: look, clock: staging.clock)
    } else {
      layers += progress(at: frame) + headerLayers(at: frame)
      layers += try dialogue(at: frame)
    }
    let picture = PictureDescription(layers: layers + (marks.layers[kind] ?? []))
    return livery?.dressed(picture, keepingBackdrop: ownsBackdrop) ?? picture
  }

  static func backdrop(_ style: VideoStyle, look: Look, shelf: AssetShelf, frame: Box, overscan: Double = 1) -> Layer {
    let asset = shelf.asset("backgrounds", style.rawValue)
    let backdrop = Backdrop(asset: asset, top: look.top, bottom: look.bottom, box: frame, overscan: overscan)
    return Layer(.backdrop, .backdrop(backdrop), scale: 1 / overscan)
  }

  private func backdrop(at frame: Int) -> Layer {
    guard strategy.movesCamera, let number = scenes.lastIndex(where: { $0.first <= frame }) else { return backdrop }
    var layer = backdrop
    layer.scale *= Camera(clock: staging.clock).zoom(at: frame, in: scenes[number], number: number)
    return layer
  }
}

// MARK: - What stands over the whole film

extension Composer {
  private static func header(_ title: String, layout: FrameLayout, setter: TextSetter) throws -> SetText {
    let s = layout.scale
    let style = TextStyle(.heading, size: 42 * s, weight: 600)
    let line = style.size * style.lineHeight
    let box = Box(x: layout.header.x + 40 * s, y: layout.header.y + 8 * s, width: layout.header.width - 80 * s, height: line)
    // On one line if it goes there with hardly smaller letters, else on two.
    let room = TextSetter.Room(box: box, mostLines: 1, smallest: 37 * s)
    let short = try setter.set(title, style: style, colour: Look.paper, in: room)
    guard short.piece.mostLines != nil else { return short }
    let tall = Box(x: box.x, y: box.y, width: box.width, height: layout.header.height - 16 * s)
    return try setter.set(
      title, style: style, colour: Look.paper, in: TextSetter.Room(box: tall, mostLines: 2, smallest: 36 * s))
  }

  private func headerLayers(at frame: Int) -> [Layer] {
    let heading = staging.turn(at: frame).flatMap { staging.turns[$0].line.heading }.flatMap { headings[$0] }
    guard !plan.title.isEmpty || heading != nil else { return [] }
    let s = layout.scale
    let header = heading ?? header
    let text = header.piece
    let width = min(layout.header.width, header.visibleWidth + 72 * s)
    let pill = Box(
      x: layout.header.midX - width / 2, y: text.box.y - 8 * s, width: width, height: text.box.height + 16 * s
    ).onPixels
    let panel = Panel(box: pill, radius: min(pill.height / 2, 36 * s), paint: .flat(Look.board.opacity(0.72)))
    return [Layer(.header, .panel(panel)), Layer(.header, .text(text))]
  }

  /// One dash for each line; what is over and what runs is bright. It moves with the lines, not with the clock: a picture that
  /// changes in every frame costs a hundred times as much.
  private func progress(at frame: Int) -> [Layer] {
    let count = staging.turns.count
    guard count > 1, let current = staging.turn(at: frame) else { return [] }
    let (bar, gap) = (layout.progress, 8 * layout.scale)
    let dashes = min(count, 24)
    let filled = (current + 1) * dashes / count
    let width = (bar.width - Double(dashes - 1) * gap) / Double(dashes)
    guard width >= 1 else { return [] }
    return (0..<dashes).map { index in
      let box = Box(x: bar.x + Double(index) * (width + gap), y: bar.y, width: width, height: bar.height).onPixels
      let colour = index < filled ? look.accent : Look.paper.opacity(0.28)
      return Layer(.progress, .panel(Panel(box: box, radius: box.height / 2, paint: .flat(colour))))
    }
  }
}
