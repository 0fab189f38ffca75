import Films
import Media
import Testing

@Suite struct ThumbnailTests {
  private static let size = StillPicture.Size(width: 320, height: 240)

  /// Nothing is harder to compress than noise.
  private static let noise: [UInt8] = {
    var state: UInt64 = 1
    return (0..<320 * 240 * 4).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return UInt8(truncatingIfNeeded: state >> 40)
    }
  }()

  @Test func isAsGoodAsFits() throws {
    let best = try Thumbnail.jpeg(Self.noise.span.bytes, stride: 320 * 4, size: Self.size)
    let small = try Thumbnail.jpeg(Self.noise.span.bytes, stride: 320 * 4, size: Self.size, largest: 40_000)
    #expect(best.count > 40_000)
    #expect(small.count <= 40_000)
    #expect(best.starts(with: [0xFF, 0xD8]) && small.starts(with: [0xFF, 0xD8]))
    #expect(best.suffix(2) == [0xFF, 0xD9])
  }
}
