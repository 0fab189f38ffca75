import Production
import Scenes
import Scripts
import Voices

/// A script and its sound as the plan of a film.
struct FilmPlanning {
  let approved: ApprovedScript
  let voiceover: Voiceover
  /// How a recording is laid under it; nil where it has pictures of its own.
  let demo: DemoLayout?
  /// Whether the speakers are to be seen.
  let showsCharacters: Bool
  let brand: Brand?
  /// What is shown before and after what is said.
  let opening: Timecode
  let closing: Timecode

  init(
    approved: ApprovedScript, voiceover: Voiceover, demo: DemoLayout? = nil, showsCharacters: Bool = true, brand: Brand? = nil,
    opening: Timecode = .zero, closing: Timecode = .zero
  ) {
    self.demo = demo
    (self.approved, self.voiceover, self.showsCharacters, self.brand) = (approved, voiceover, showsCharacters, brand)
    (self.opening, self.closing) = (opening, closing)
  }

  /// Of the whole film.
  var length: Timecode { opening + voiceover.length + closing }

  func plan(in format: VideoFormat) -> FilmPlan {
    var plan = FilmPlan(
      title: approved.script.title, style: approved.script.style, lines: voiceover.lines.map(planned),
      takeaway: approved.script.takeaway, length: voiceover.length, format: format,
      motion: Motion(approved.settings))
    plan.brand = brand
    return plan
  }

  private func planned(_ line: SpokenLine) -> PlannedLine {
    let words = line.words.map { PlannedWord(text: $0.text, start: $0.start, end: $0.end) }
    let character = showsCharacters ? approved.settings(of: line.speaker).character : ""
    // The questioner stands on the left and looks at the explainer, who looks back.
    let side: PlannedLine.Side = line.speaker == approved.settings.questioner.name ? .left : .right
    guard case .line(let index) = line.part, approved.script.lines.indices.contains(index) else {
      return PlannedLine(
        part: .takeaway, speaker: line.speaker, character: character, side: side, pose: "pointing",
        text: approved.script.takeaway, start: line.start, end: line.end, words: words, mouths: line.mouths)
    }
    let written = approved.script.lines[index]
    return PlannedLine(
      part: .line(index), speaker: line.speaker, character: character, side: side, pose: written.pose.rawValue,
      icon: written.icon, text: written.text, start: line.start, end: line.end,
      heading: heading(of: index), words: words, mouths: line.mouths)
  }

  /// The title of the section that a line is in.
  private func heading(of index: Int) -> String? {
    approved.script.lines[...index].last { $0.section != nil }?.section?.title
  }
}
