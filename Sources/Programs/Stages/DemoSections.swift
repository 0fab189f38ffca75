import Production
import Scripts
import Voices

/// The sections of a demo's script, with what is said in each.
struct DemoSections: Sendable {
  let all: [One]

  struct One: Hashable, Sendable {
    /// Nil for what is said before the first heading, and for the takeaway at the end.
    let section: Section?
    /// What is said in it, as a voiceover calls its lines; nothing where the recording speaks for itself.
    let parts: [Part]

    var mark: Timecode? { section?.start }
  }

  init(of script: Script) {
    var all: [One] = []
    var open: (section: Section?, parts: [Part])?
    func close() { if let open { all.append(One(section: open.section, parts: open.parts)) } }
    for (index, line) in script.lines.enumerated() {
      if let section = line.section {
        close()
        open = (section, [])
      }
      if open == nil { open = (nil, []) }
      if !line.isSilent { open?.parts.append(.line(index)) }
    }
    close()
    if !script.takeaway.isEmpty { all.append(One(section: nil, parts: [.takeaway])) }
    self.all = all
  }

  var saysNothing: Bool { all.allSatisfy(\.parts.isEmpty) }
  /// Whether there is one in which only the recording is heard.
  var hasSilent: Bool { all.contains(where: \.parts.isEmpty) }
}
