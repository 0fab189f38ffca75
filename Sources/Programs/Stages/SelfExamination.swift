import Drawing
import FoundationEssentials
import Media
import Production
import Scenes
import Speech

/// What the worker finds when it looks at itself, for `dropreel doctor`: each thing is tried, not only looked for.
enum SelfExamination {
  static func run() -> [ExaminedItem] { [fonts(), characters(), encoders(), builtInVoices()] }

  private static func assets() throws -> AssetSource {
    let environment = ProcessInfo.processInfo.environment
    return try AssetSource([], folder: environment["DROPREEL_ASSETS"], fonts: environment["DROPREEL_FONTS"])
  }

  private static func fonts() -> ExaminedItem {
    do {
      let fonts = try assets().fonts()
      let isRight = fonts.headingFamily == "Poppins" && fonts.bodyFamily == "Inter"
      return ExaminedItem(
        topic: "fonts", isGood: isRight, isNeeded: false,
        words: "\(fonts.headingFamily) for titles, \(fonts.bodyFamily) for texts",
        mend: isRight ? nil : "Poppins and Inter look best: run scripts/setup, or install fonts-inter.")
    } catch {
      return ExaminedItem(
        topic: "fonts", isGood: false, isNeeded: true, words: "no font can be used: \(error)",
        mend: "Install them: apt-get install fontconfig fonts-inter fonts-lato")
    }
  }

  private static func characters() -> ExaminedItem {
    let shelf = try? assets().shelf()
    let missing = ["thabo", "lerato"].filter { shelf?.asset("characters", $0, "standing") == nil }
    return ExaminedItem(
      topic: "characters", isGood: missing.isEmpty, isNeeded: true,
      words: missing.isEmpty ? "Thabo and Lerato are there" : "missing: \(missing.joined(separator: ", "))",
      mend: missing.isEmpty ? nil : "Set DROPREEL_DATA to the folder share/dropreel of the installation.")
  }

  /// Encodes one small picture and a moment of silence.
  private static func encoders() -> ExaminedItem {
    do {
      let video = VideoTrack(width: 64, height: 64, framesPerSecond: 10)
      let pixels = [UInt8](repeating: 128, count: 64 * 64 * 4)
      var encoder = try SceneEncoder.open(video, file: "examination.mp4")
      var picture = try PlanarPicture(video, file: "examination.mp4")
      try picture.draw(pixels.span.bytes, stride: 64 * 4)
      try encoder.show(picture, count: 2)
      let scene = try encoder.finish()
      var voice = try SoundEncoder(SoundTrack(), file: "examination.mp4")
      try voice.hear([Float](repeating: 0, count: 9600).span)
      var writer = try MovieWriter(
        path: "examination.mp4", video: video, parameters: scene.parameters, sound: try voice.finish())
      try writer.append(scene)
      try writer.finish()
      return ExaminedItem(topic: "encoders", isGood: true, isNeeded: true, words: "H.264 and AAC work", mend: nil)
    } catch {
      return ExaminedItem(
        topic: "encoders", isGood: false, isNeeded: true, words: "a film cannot be encoded: \(error)",
        mend: "Install libavcodec with libx264: apt-get install libavcodec59 libavformat59")
    }
  }

  private static func builtInVoices() -> ExaminedItem {
    do {
      let sound = try FliteEngine().speak("One two three.", voice: FliteEngine.voices[0])
      let isGood = sound.samples.contains { abs($0) > 0.01 }
      return ExaminedItem(
        topic: "built-in voices", isGood: isGood, isNeeded: true, words: isGood ? "speak" : "are silent", mend: nil)
    } catch {
      return ExaminedItem(
        topic: "built-in voices", isGood: false, isNeeded: true, words: "do not speak: \(error)",
        mend: "Install them: apt-get install libflite1")
    }
  }
}
