/// Even noise that is the same for the same seed: SplitMix64.
package struct SeededNoise: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// From 0 up to, but not including, 1.
  package mutating func next() -> Float { Float(bits() >> 40) / Float(1 << 24) }

  /// Between -1 and 1, most often near 0: the difference of two even ones.
  package mutating func triangular() -> Float {
    let bits = bits()
    return Float(Int32(bits >> 40) - Int32(bits >> 16 & 0xFF_FFFF)) / Float(1 << 24)
  }

  private mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
