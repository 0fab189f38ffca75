import Films
import Media
import Production
import Scenes
import Scripts
import Voices

extension FilmPlanning {
  /// The film's chapters: its sections, where it has some; else what is asked in it.
  var chapters: [Chapter] {
    if demo != nil { return Chapters.of(sections, length: length, opening: opening) }
    let lines = approved.script.lines
    let places = voiceover.lines.compactMap { line -> (Int, Timecode)? in
      if case .line(let index) = line.part, lines.indices.contains(index) { return (index, opening + line.start) }
      return nil
    }
    let sections = places.compactMap { index, start in
      lines[index].section.map { Chapter(start: start, title: String($0.title.prefix(100))) }
    }
    let questions = places.compactMap { index, start in
      lines[index].speaker == approved.settings.questioner.name
        ? Chapter(start: start, title: String(lines[index].text.prefix(100))) : nil
    }
    return Chapters.of(sections.count > 1 ? sections : questions, length: length, opening: opening)
  }

  /// Of a demo: all of its sections, each with its name.
  var sections: [Chapter] {
    (demo?.chapters ?? []).map { Chapter(start: opening + $0.start, title: String($0.title.prefix(100))) }
  }

  /// As platforms read them in a description.
  var chapterList: String { chapters.map { "\n\(FilmClock.text($0.start)) \($0.title)" }.joined() }
}
