import Production

extension SettingKind where Value == Timecode {
  /// A moment of a video, as players show it: "1:02:03.5", "0:10", or seconds.
  static var moment: Self {
    SettingKind { value throws(Unfit) in
      let wayOut = "Write it as players show it, for example \"1:30\" or \"0:10.5\", or as seconds."
      switch value.content {
      case .whole(let seconds) where (0...86_400).contains(seconds): return Timecode(seconds: Double(seconds))
      case .number(let seconds) where (0...86_400).contains(seconds): return Timecode(seconds: seconds)
      case .text(let text):
        if let moment = Timecode(clock: text) { return moment }
        throw Unfit(problem: "must be a moment, but is \(value.shown)", wayOut: wayOut)
      case .whole, .number: throw Unfit(problem: "must lie within a day, but is \(value.shown)", wayOut: wayOut)
      default: throw .type("a moment", example: "\"1:30\"", got: value)
      }
    } shown: {
      $0.seconds.plain
    }
  }
}

extension SettingKind where Value == String {
  /// A file that was dropped too; never a path that leads anywhere else.
  static var fileName: Self {
    SettingKind { value throws(Unfit) in
      guard case .text(let text) = value.content else { throw .type("a file's name", example: "\"recording.mp4\"", got: value) }
      guard !text.isEmpty, text.utf8.count <= 1024, text.unicodeScalars.allSatisfy(\.isPrintable),
        !text.split(separator: "/", omittingEmptySubsequences: false).contains(where: { $0.isEmpty || $0 == ".." || $0 == "." })
      else {
        throw Unfit(
          problem: "must be the name of a file that lies beside it, but is \(value.shown)",
          wayOut: "Write the name alone, for example \"recording.mp4\".")
      }
      return text
    } shown: {
      $0.quoted
    }
  }
}

extension SettingKind {
  /// The same, or nothing where the file does not say it.
  var orAbsent: SettingKind<Value?> {
    SettingKind<Value?> { value throws(Unfit) in
      try read(value)
    } shown: {
      $0.map(shown) ?? "\"\""
    }
  }
}
