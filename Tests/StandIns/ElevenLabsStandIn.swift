import FoundationEssentials
import Glibc
import Pages

/// ElevenLabs, as strict as the real service: what it does not know, it refuses. It bills characters, and keeps a history.
package struct ElevenLabsStandIn: Sendable {
  package let key: String
  /// What happens with the next lines that it accepts; then it says them.
  package var plays: [SpeechPlay]
  /// Credits that the account has.
  package var limit = 1_000_000
  package private(set) var used = 0
  package private(set) var history: [Item] = []
  /// The texts that it accepted, whatever became of them.
  package private(set) var asked: [String] = []
  /// The key may not look back.
  package var historyIsShut = false
  /// The key may look back, and not fetch what it finds.
  package var downloadIsShut = false
  /// The longest page of the history, whatever is asked for.
  package var longestHistoryPage = 1000
  /// How far this clock is ahead of ours, in seconds.
  package var clockIsAhead: Int64 = 0

  /// How many lines it says at the same time, and how many of these places others of the account take.
  package var places = 5
  package var others = 0
  package private(set) var mostAtOnce = 0
  private var atWork = 0

  /// A line came in, and is not answered yet.
  package mutating func enter() {
    atWork += 1
    mostAtOnce = max(mostAtOnce, atWork)
  }

  package mutating func leave() { atWork -= 1 }

  package struct Item: Hashable, Sendable {
    package let id: String
    package let voice: String
    package let text: String
    package let request: String
    package let model: String
    let settings: JSON
    package let at: Int64
    /// When the history knows of it.
    package let known: Int64
    package let from: Int
    package let to: Int
  }

  package static let voices: [(id: String, name: String, gender: String)] = [
    ("EXAVITQu4vr4xnSDxMaL", "Sarah - Mature, Reassuring, Confident", "female"),
    ("Xb7hH8MSUJpSbSDYk0k2", "Alice - Clear, Engaging Educator", "female"),
    ("onwK4e9ZLuTAKqWW03F9", "Daniel - Steady Broadcaster", "male"),
    ("cjVigY5qzO86Huf0OWal", "Eric - Smooth, Trustworthy", "male"),
    ("cgSgspJ2msm6clMCkdW9", "Jessica - Playful, Bright, Warm", "female"),
  ]
  package static let models: [(id: String, factor: Double, longest: Int)] = [
    ("eleven_multilingual_v2", 1, 10_000), ("eleven_flash_v2_5", 0.5, 40_000),
  ]

  package static let languages = ["en", "de", "es", "fr", "pt-br"]

  package init(key: String, plays: [SpeechPlay] = []) {
    self.key = key
    self.plays = plays
  }

  package mutating func answer(_ request: StandInRequest) -> Answer {
    let parts = request.path.split(separator: "?", maxSplits: 1).map(String.init)
    let (path, query) = (parts[0], Self.query(parts.count > 1 ? parts[1] : ""))
    guard request["xi-api-key"] == key else { return Self.error(401, "invalid_api_key", "Invalid API key") }
    if request.method == "POST", request["content-type"]?.hasPrefix("application/json") != true {
      return Self.faults([("body", "Input should be a valid dictionary")])
    }
    let steps = path.split(separator: "/").map(String.init)
    switch (request.method, steps) {
    case ("GET", ["v2", "voices"]): return voicePage(query)
    case ("GET", ["v1", "models"]) where query.isEmpty: return models()
    case ("GET", ["v1", "user", "subscription"]) where query.isEmpty: return subscription()
    case ("GET", ["v1", "history"]): return historyPage(query)
    case ("POST", ["v1", "history", "download"]): return download(request)
    case ("POST", let steps) where steps.count == 4 && steps[..<2] == ["v1", "text-to-speech"] && steps[3] == "with-timestamps":
      return speech(request, voice: steps[2], query)
    default: return Self.error(404, "not_found", "Not Found")
    }
  }

  private static func query(_ text: String) -> [String: String] {
    var query: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      query[halves[0]] = halves.count > 1 ? halves[1] : ""
    }
    return query
  }

  // MARK: - Lists

  /// Two voices a page, so that whoever reads one page only misses some.
  private func voicePage(_ query: [String: String]) -> Answer {
    guard query.keys.allSatisfy({ ["page_size", "next_page_token"].contains($0) }),
      (1...100).contains(Int(query["page_size"] ?? "10") ?? 0), let start = Int(query["next_page_token"] ?? "0")
    else { return Self.faults([("query.page_size", "Input should be less than or equal to 100")]) }
    let page = Self.voices[min(start, Self.voices.count)...].prefix(2)
    let end = start + page.count
    let list = page.map { voice in
      JSON.object([
        .init("voice_id", .text(voice.id)), .init("name", .text(voice.name)), .init("category", .text("premade")),
        .init("labels", .object([.init("gender", .text(voice.gender))])), .init("settings", .none),
      ])
    }
    let hasMore = end < Self.voices.count
    return Self.reply(
      .object([
        .init("voices", .array(list)), .init("has_more", .flag(hasMore)), .init("total_count", .integer(5)),
        .init("next_page_token", hasMore ? .text(String(end)) : .none),
      ]))
  }

  private func models() -> Answer {
    Self.reply(
      .array(
        Self.models.map { model in
          JSON.object([
            .init("model_id", .text(model.id)), .init("name", .text(model.id)), .init("can_do_text_to_speech", .flag(true)),
            .init("maximum_text_length_per_request", .integer(Int64(model.longest))), .init("token_cost_factor", .integer(1)),
            .init(
              "languages",
              .array(Self.languages.map { .object([.init("language_id", .text($0)), .init("name", .text($0))]) })),
            .init(
              "model_rates",
              .object([
                .init("character_cost_multiplier", .decimal("\(model.factor)")),
                .init("cost_discount_multiplier", .decimal("1.0")),
              ])),
          ])
        }))
  }

  private func subscription() -> Answer {
    Self.reply(
      .object([
        .init("tier", .text("creator")), .init("character_count", .integer(Int64(used))),
        .init("character_limit", .integer(Int64(limit))), .init("max_credit_limit_extension", .integer(0)),
        .init("status", .text("active")), .init("next_character_count_reset_unix", .none),
      ]))
  }

  private func historyPage(_ query: [String: String]) -> Answer {
    guard query.keys.allSatisfy({ ["page_size", "voice_id", "start_after_history_item_id"].contains($0) }),
      let size = Int(query["page_size"] ?? "100"), (1...1000).contains(size)
    else { return Self.faults([("query.page_size", "Input should be less than or equal to 1000")]) }
    if historyIsShut { return Self.mayNot("speech_history_read") }
    let known = history.filter { $0.known <= now && (query["voice_id"] == nil || $0.voice == query["voice_id"]) }
    var rest = Array(known.reversed())
    if let after = query["start_after_history_item_id"] {
      guard let place = rest.firstIndex(where: { $0.id == after }) else { return Self.error(400, "invalid_history_item", "None") }
      rest.removeFirst(place + 1)
    }
    let page = rest.prefix(min(size, longestHistoryPage))
    return Self.reply(
      .object([
        .init("history", .array(page.map(\.written))), .init("has_more", .flag(page.count < rest.count)),
        .init("last_history_item_id", page.last.map { .text($0.id) } ?? .none),
      ]), headers: ["Date: \(Self.date(now))"])
  }

  private var now: Int64 { Int64(Date().timeIntervalSince1970) + clockIsAhead }

  private static func date(_ seconds: Int64) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    var text = [CChar](repeating: 0, count: 40)
    let count = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    return String(decoding: text.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func mayNot(_ permission: String) -> Answer {
    error(401, "missing_permissions", "The API key you used is missing the permission \(permission)")
  }

  private func download(_ request: StandInRequest) -> Answer {
    if downloadIsShut { return Self.mayNot("speech_history_download") }
    guard let body = try? JSON.read(request.body), body.members?.map(\.name) == ["history_item_ids", "output_format"],
      body["output_format"]?.text == "wav", let id = body["history_item_ids"]?.array?.first?.text,
      let item = history.first(where: { $0.id == id })
    else { return Self.error(400, "invalid_history_item", "No such item") }
    let sound = StandInSound(item.text)
    return .reply(sound.wav, headers: ["Content-Type: audio/wav"])
  }

  // MARK: - Speech

  private mutating func speech(_ request: StandInRequest, voice: String, _ query: [String: String]) -> Answer {
    guard query == ["output_format": "pcm_24000"] else {
      return Self.faults([("query.output_format", "Input should be one of the formats")])
    }
    guard let body = try? JSON.read(request.body) else { return Self.faults([("body", "JSON decode error")]) }
    let faults = Self.faults(in: body)
    if !faults.isEmpty { return Self.faults(faults) }
    guard Self.voices.contains(where: { $0.id == voice }) else {
      return Self.error(404, "voice_not_found", "A voice with the voice_id \(voice) was not found.")
    }
    let text = body["text"]?.text ?? ""
    guard let model = Self.models.first(where: { $0.id == body["model_id"]?.text ?? "eleven_multilingual_v2" }) else {
      return Self.error(400, "model_not_found", "A model with that id does not exist")
    }
    let count = text.unicodeScalars.count
    guard count <= model.longest else { return Self.error(400, "max_character_limit_exceeded", "Too long") }
    guard atWork + others <= places else {
      return Self.error(429, "too_many_concurrent_requests", "Too many concurrent requests")
    }
    asked.append(text)
    let credits = Int((Double(count) * model.factor).rounded(.up))
    return play(text, voice, model.id, body["voice_settings"] ?? .none, credits)
  }

  private static func faults(in body: JSON) -> [(String, String)] {
    guard let members = body.members else { return [("body", "Input should be a valid dictionary")] }
    var faults: [(String, String)] = []
    for member in members {
      let isFit =
        switch member.name {
        case "text": member.value.text.map { !$0.isEmpty } ?? false
        case "model_id", "previous_text", "next_text": member.value.text != nil
        case "voice_settings": areFit(member.value)
        default: false
        }
      if !isFit { faults.append(("body.\(member.name)", "Extra inputs are not permitted, or not as they should be")) }
    }
    if body["text"] == nil { faults.append(("body.text", "Field required")) }
    return faults
  }

  private static func areFit(_ settings: JSON) -> Bool {
    guard let members = settings.members else { return false }
    return members.allSatisfy { member in
      let number: Double? =
        switch member.value {
        case .integer(let number): Double(number)
        case .decimal(let text): Double(text)
        default: nil
        }
      switch member.name {
      case "stability", "similarity_boost", "style": return number.map { (0...1).contains($0) } ?? false
      case "speed": return number.map { (0.7...1.2).contains($0) } ?? false
      case "use_speaker_boost": return member.value.flag != nil
      default: return false
      }
    }
  }

  private mutating func play(_ text: String, _ voice: String, _ model: String, _ settings: JSON, _ credits: Int) -> Answer {
    let play = plays.isEmpty ? .says : plays.removeFirst()
    switch play {
    case .tooMany: return Self.error(429, "too_many_concurrent_requests", "Too many concurrent requests")
    case .busy: return Self.error(429, "system_busy", "The system is busy", headers: ["retry-after: 0"])
    case .refuses(let status, let code): return Self.error(status, code, "Played")
    case .findsFault: return Self.faults([("body.text", "Played")])
    case .failsBefore(let status): return .reply(Array("<html>upstream</html>".utf8), status: status)
    case .dropsUnheard: return .reset
    case .says, .saysWithoutTimes, .saysExpanded, .saysWithWrongTimes, .saysSlowly, .isCutOff, .failsAfter, .goesSilent,
      .saysLate:
      break
    }
    guard used + credits <= limit else {
      return Self.error(
        401, "quota_exceeded",
        "This request exceeds your quota. You have \(max(0, limit - used)) credits remaining, while \(credits) credits are required."
      )
    }
    let number = history.count + 1
    let late = if case .saysLate(let seconds) = play { seconds } else { Int64(0) }
    history.append(
      Item(
        id: "item\(number)", voice: voice, text: text, request: "req\(number)", model: model, settings: settings, at: now,
        known: now + late, from: used, to: used + credits))
    used += credits
    return said(text, play, credits, "req\(number)")
  }

  private func said(_ text: String, _ play: SpeechPlay, _ credits: Int, _ request: String) -> Answer {
    let body = Array(StandInSound(text).answer(play).source.utf8)
    let headers = [
      "Content-Type: application/json", "request-id: \(request)", "character-cost: \(credits)",
      "current-concurrent-requests: \(atWork + others)",
      "maximum-concurrent-requests: \(places)",
    ]
    let head = Answer.head(200, headers + ["Content-Length: \(body.count)"])
    switch play {
    case .isCutOff: return Answer(.bytes(head + body.prefix(body.count / 2)), .pause(milliseconds: 20), .reset)
    case .goesSilent, .saysLate: return .silence
    case .failsAfter(let status): return .reply(Array("<html>upstream</html>".utf8), status: status)
    case .saysSlowly:
      var answer = Answer(.bytes(head))
      let piece = body.count / 8 + 1
      for start in stride(from: 0, to: body.count, by: piece) {
        answer.steps += [.pause(milliseconds: 100), .bytes(Array(body[start..<min(start + piece, body.count)]))]
      }
      return answer
    default: return .reply(body, headers: headers)
    }
  }

  // MARK: - Forms

  static func reply(_ body: JSON, headers: [String] = []) -> Answer { .json(body.source, headers: headers) }

  private static func error(_ status: Int, _ code: String, _ message: String, headers: [String] = []) -> Answer {
    let detail = JSON.object([.init("status", .text(code)), .init("message", .text(message))])
    return .json(JSON.object([.init("detail", detail)]).source, status: status, headers: headers)
  }

  private static func faults(_ faults: [(place: String, what: String)]) -> Answer {
    let list = faults.map { fault in
      JSON.object([
        .init("loc", .array(fault.place.split(separator: ".").map { .text(String($0)) })), .init("msg", .text(fault.what)),
        .init("type", .text("value_error")),
      ])
    }
    return .json(JSON.object([.init("detail", .array(list))]).source, status: 422)
  }
}

extension ElevenLabsStandIn.Item {
  /// As the history lists it.
  fileprivate var written: JSON {
    .object([
      .init("history_item_id", .text(id)), .init("request_id", .text(request)), .init("voice_id", .text(voice)),
      .init("model_id", .text(model)), .init("settings", settings), .init("text", .text(text)), .init("date_unix", .integer(at)),
      .init("character_count_change_from", .integer(Int64(from))), .init("character_count_change_to", .integer(Int64(to))),
      .init("content_type", .text("audio/mpeg")), .init("state", .text("created")), .init("source", .text("TTS")),
    ])
  }
}
