import Drawing
import Glibc
import Media
import Production

extension Transforming {
  func resize(_ width: Int?, _ height: Int?) throws -> Result {
    let footage = try video()
    let shown = footage.shownSize
    let scales = [width.map { Double($0) / Double(shown.width) }, height.map { Double($0) / Double(shown.height) }]
    let scale = scales.compactMap { $0 }.min() ?? 1
    var plan = Rewriting([.init(footage)])
    plan.pictures = .coded
    plan.size = footage.storedSize(scaledBy: scale)
    guard let size = plan.size, size.width * size.height <= ReadingLimits().pixels else {
      throw Refusal("So large a video cannot be made.", wayOut: "Ask for at most 8192 pixels on a side.")
    }
    let (_, file) = try write(plan, "resizing")
    let after = footage.shown(size)
    return Result(
      files: [file],
      done: "The video was resized from \(shown.width)x\(shown.height) to \(after.width)x\(after.height) pixels.")
  }

  func watermark(_ picture: String?, _ position: MarkPosition, _ opacity: Double) throws -> Result {
    let source = try sources.find(picture, "picture") { $0.isPicture }
    let footage = try video()
    var plan = Rewriting([.init(footage)])
    plan.pictures = .coded
    plan.mark = try mark(of: try read(source), named: source.name, position, opacity, on: footage)
    let (_, file) = try write(plan, "marking")
    let place = position.rawValue.split(separator: "_").joined(separator: " ")
    return Result(
      files: [file], done: "\"\(source.name)\" was laid over the video, at \(place), seen to \(Int((opacity * 100).rounded())) %."
    )
  }

  /// At most a fifth of the video's width and a sixth of its height, a little away from the edges.
  private func mark(
    of bytes: [UInt8], named name: String, _ position: MarkPosition, _ opacity: Double, on footage: Footage
  ) throws -> PictureMark {
    let picture = try Picture(bytes, name: name)
    let shown = footage.shownSize
    let (width, height) = (Double(shown.width), Double(shown.height))
    var markWidth = min(width / 5, height / 6 * picture.aspect)
    if let own = picture.pixelSize { markWidth = min(markWidth, Double(own.width)) }
    let size = StillPicture.Size(
      width: max(2, Int(markWidth) & ~1), height: max(2, Int((markWidth / picture.aspect).rounded()) & ~1))
    let margin = Int(min(width, height) * 0.03) & ~1
    let (right, bottom) = (shown.width - size.width - margin, shown.height - size.height - margin)
    let (x, y) =
      switch position {
      case .topLeft: (margin, margin)
      case .topRight: (right, margin)
      case .bottomLeft: (margin, bottom)
      case .bottomRight: (right, bottom)
      case .center: ((shown.width - size.width) / 2, (shown.height - size.height) / 2)
      }
    var canvas = try Canvas(width: size.width, height: size.height)
    canvas.lay(try picture.tile(width: size.width, height: size.height), atX: 0, y: 0, opacity: opacity)
    var pixels: [UInt8] = []
    try canvas.withPixels { all, stride in
      for row in 0..<size.height {
        for place in row * stride..<row * stride + size.width * 4 {
          pixels.append(all.unsafeLoad(fromByteOffset: place, as: UInt8.self))
        }
      }
    }
    return footage.mark(pixels, size: size, x: x, y: y)
  }

  func read(_ source: TransformSource) throws -> [UInt8] {
    let size = size(of: source)
    guard size <= Picture.mostBytes else {
      throw Refusal("\"\(source.name)\" is too large for a picture.", wayOut: "Save it with fewer pixels.")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    var place = 0
    while place < size {
      let count = bytes[place...].withUnsafeMutableBytes { pread(source.descriptor, $0.baseAddress, $0.count, off_t(place)) }
      guard count > 0 else { throw Refusal("\"\(source.name)\" cannot be read.", wayOut: "Drop it again.") }
      place += count
    }
    return bytes
  }

  // MARK: - Smaller files

  func compress(_ compression: Transform.Compression) throws -> Result {
    let source = try sources.find(order.file, "video") { $0.isVideo }
    let footage = try open(source)
    let before = size(of: source)
    var plan = Rewriting([.init(footage)])
    plan.pictures = .coded
    switch compression {
    case .quality(let factor): plan.coding.rate = .quality(factor)
    case .kilobits(let kilobits): plan.coding.rate = .kilobits(kilobits)
    case .megabytes(let wanted): return try compress(source, footage, to: Int(wanted * 1_000_000), before)
    }
    let (_, file) = try write(plan, "compressing")
    return Result(files: [file], done: "The video was compressed from \(megabytes(before)) to \(megabytes(size(of: file))).")
  }

  /// Two looks: the first tells what each picture needs and what all the rest takes; the second spends what is left on the pictures.
  private func compress(_ source: TransformSource, _ footage: Footage, to wanted: Int, _ before: Int) throws -> Result {
    guard let seconds = footage.facts.duration?.seconds, seconds > 0 else {
      throw Refusal("\"\(source.name)\" does not say how long it is.", wayOut: "Ask for a quality instead of a size.")
    }
    if before <= wanted {
      let (_, file) = try write(Rewriting([.init(footage)]), "copying")
      return Result(files: [file], done: "The video has \(megabytes(before)), which is small enough: nothing was coded anew.")
    }
    // Together with its mark of what each block needs, gone with the work.
    let notes = path("looks")
    defer { for ending in ["", ".mbtree", ".temp", ".mbtree.temp"] { unlink(notes + ending) } }
    var plan = Rewriting([.init(footage)])
    plan.pictures = .coded
    let perSecond = Double(wanted) * 8 / seconds
    let soundBits = footage.soundBits
    if soundBits > perSecond * 0.25 {
      plan.sounds = .coded(bits: Int64(max(24_000, min(soundBits, perSecond * 0.15))))
    }
    var kilobits = max(10, Int((perSecond - min(soundBits, perSecond * 0.25)) / 1000))
    plan.coding.rate = .firstLook(kilobits: kilobits, notes: notes)
    let first = try write(plan, "looking", share: 0...0.4)
    // Sound, index, subtitles: they are the same the second time.
    let rest = size(of: first.file) - first.facts.codedBytes
    let budget = wanted - rest - wanted / 200
    guard Double(budget) * 8 / seconds > 4_000 else {
      unlink(path(first.file))
      throw Refusal(
        "The video cannot be made so small: its sound and its index alone take \(megabytes(rest)).",
        wayOut: "Ask for more megabytes, or cut it first.")
    }
    kilobits = max(4, Int(Double(budget) * 8 / seconds / 1000))
    var best: (file: String, size: Int)?
    for attempt in 0..<4 {
      plan.coding.rate = .secondLook(kilobits: kilobits, notes: notes)
      // Footage is read once from its beginning to its end.
      plan.clips = [.init(try open(source))]
      let made = try write(plan, "compressing", share: (0.4 + 0.15 * Double(attempt))...(0.55 + 0.15 * Double(attempt)))
      let now = size(of: made.file)
      best = (made.file, now)
      if now <= wanted, now >= wanted - wanted / 60 { break }
      // Near enough for the last but one: another might miss by more.
      if attempt >= 2, abs(now - wanted) <= wanted / 50 { break }
      let next = Int((Double(kilobits) * Double(budget) / Double(max(1, made.facts.codedBytes))).rounded())
      if next == kilobits || next < 4 { break }
      kilobits = next
    }
    guard let best, abs(best.size - wanted) <= wanted / 50 else {
      if let best { unlink(path(best.file)) }
      throw Refusal(
        "The video could not be brought to \(megabytes(wanted)).", wayOut: "Ask for another size, or for a quality.")
    }
    return Result(files: [best.file], done: "The video was compressed from \(megabytes(before)) to \(megabytes(best.size)).")
  }
}
