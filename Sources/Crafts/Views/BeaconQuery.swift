import Production

/// What a page's beacon says behind the question mark.
struct BeaconQuery {
  private(set) var view: UInt64 = 0
  private(set) var event: Beacon.Event?
  private(set) var percent = -1
  private var rung = Field.none
  private var source = Field.none
  private var medium = Field.none
  private var campaign = Field.none

  /// Nil where it does not name a view and an event, as every beacon of ours does.
  init?(_ bytes: RawSpan, _ query: Field) {
    var place = query.start
    while place < query.end {
      let end = bytes.first(UInt8(ascii: "&"), from: place, to: query.end)
      let equals = bytes.first(UInt8(ascii: "="), from: place, to: end)
      take(bytes, Field(start: place, end: equals), Field(start: min(equals + 1, end), end: end))
      place = end + 1
    }
    guard view != 0, event != nil else { return nil }
  }

  private mutating func take(_ bytes: RawSpan, _ name: Field, _ value: Field) {
    guard let key = Self.key(ShortName(bytes, name)) else { return }
    switch key {
    case .view: view = Self.view(bytes, value)
    case .event: event = Self.event(ShortName(bytes, value))
    case .percent: percent = value.count <= 3 ? bytes.number(value).map(Int.init) ?? -1 : -1
    case .rung: rung = value
    case .source: source = value
    case .medium: medium = value
    case .campaign: campaign = value
    }
  }

  private static func key(_ name: ShortName) -> Beacon.Key? {
    for key in keys where key.name == name { return key.key }
    return nil
  }

  private static func event(_ name: ShortName) -> Beacon.Event? {
    for event in events where event.name == name { return event.event }
    return nil
  }

  // Made once: every beacon is compared with them.
  private static let keys = Beacon.Key.allCases.map { (name: ShortName($0.rawValue), key: $0) }
  private static let events = Beacon.Event.allCases.map { (name: ShortName($0.rawValue), event: $0) }

  /// 16 hexadecimal digits; 0 for anything else.
  private static func view(_ bytes: RawSpan, _ value: Field) -> UInt64 {
    guard value.count == 16 else { return 0 }
    var number: UInt64 = 0
    for place in value.start..<value.end {
      guard let digit = Unescaped.digit(bytes[place]) else { return 0 }
      number = number << 4 | UInt64(digit)
    }
    return number
  }

  /// What it adds to a view at a time.
  func mark(_ fragment: inout ViewFragment, second: Int64) {
    switch event {
    case .start: fragment.marks.insert(.started)
    // One after the other: a list of marks costs more than all the rest of a line.
    case .reached:
      fragment.marks.insert(.started)
      fragment.marks.formUnion(.reached(percent: percent))
    case .end:
      fragment.marks.insert(.started)
      fragment.marks.formUnion(.reached(percent: 100))
    case .pause: fragment.marks.insert(.paused)
    case .wait: fragment.waits |= 1 << UInt64(second & 63)
    case .cta: fragment.marks.insert(.cta)
    case .like: fragment.marks.insert(.liked)
    case .share: fragment.marks.insert(.shared)
    case .quality, nil: break
    }
  }

  /// By it the same words of its origin are known.
  func originMark(_ bytes: RawSpan, _ key: ByteMarks, _ seed: UInt64) -> UInt64 {
    key.mark(bytes, campaign, key.mark(bytes, medium, key.mark(bytes, source, key.mark(bytes, rung, seed))))
  }

  /// Where the view came from, as the page's address said.
  func name(_ bytes: RawSpan, in origin: inout ViewOrigin) {
    func text(_ field: Field) -> String {
      Unescaped.text(Array(bytes.bytes(field).prefix(300)), times: 1, plusIsBlank: true).shortened
    }
    (origin.quality, origin.source) = (text(rung), text(source))
    (origin.medium, origin.campaign) = (text(medium), text(campaign))
  }
}

extension String {
  /// What is longer is nobody's name for anything.
  var shortened: String { utf8.count <= 100 ? self : String(decoding: utf8.prefix(97), as: UTF8.self) + "…" }
}
