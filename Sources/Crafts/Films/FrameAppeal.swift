/// How much there is to see in a picture: sharp edges and light beside dark.
package enum FrameAppeal {
  /// From the brightness of each pixel, row after row; more is better. A flat or blurred picture has next to none.
  package static func score(_ luma: [UInt8], width: Int, height: Int) -> Double {
    guard width > 2, height > 2, luma.count >= width * height else { return 0 }
    var (edges, sum, squares, count) = (0, 0, 0, 0)
    for y in stride(from: 1, to: height - 1, by: 2) {
      for x in stride(from: 1, to: width - 1, by: 2) {
        let place = y * width + x
        let here = Int(luma[place])
        let around = Int(luma[place - 1]) + Int(luma[place + 1]) + Int(luma[place - width]) + Int(luma[place + width])
        edges += abs(4 * here - around)
        sum += here
        squares += here * here
        count += 1
      }
    }
    let mean = Double(sum) / Double(count)
    let contrast = max(0, Double(squares) / Double(count) - mean * mean).squareRoot()
    return Double(edges) / Double(count) * contrast
  }
}
