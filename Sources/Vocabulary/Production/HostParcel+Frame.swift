extension [HostParcel.File] {
  /// How large the frame is in which other pages show it, by the names of its films: upright where none of them is wide.
  package var frame: (width: Int, height: Int) {
    let shapes = compactMap { file -> VideoFormat? in
      let parts = file.name.split(separator: ".")
      return parts.count > 1 && parts.last == "mp4" ? VideoFormat.named(String(parts[parts.count - 2])) : nil
    }
    guard let shape = shapes.first, shapes.allSatisfy({ $0.height >= $0.width }) else { return (640, 360) }
    let width = shape.height * 9 >= shape.width * 16 ? 360 : 480
    return (width, width * shape.height / shape.width)
  }
}
