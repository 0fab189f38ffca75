extension Duration {
  /// As the system wants to be told how long to wait: the next millisecond up, and never less than none.
  var milliseconds: Int {
    if self <= .zero { return 0 }
    return Int(clamping: components.seconds * 1000 + 1 + components.attoseconds / 1_000_000_000_000_000)
  }
}
