import Media
import Production

extension RewritingFacts {
  /// What became of the pictures.
  var pictureWords: String {
    let all = copiedPictures + codedPictures
    if codedPictures == 0 { return "all \(all.grouped) pictures are as they were" }
    if copiedPictures == 0 { return "all \(all.grouped) pictures were coded anew" + (reason.map { ", as \($0)" } ?? "") }
    return "\(copiedPictures.grouped) of \(all.grouped) pictures are as they were, \(codedPictures.grouped) were coded anew"
  }

  /// What became of the sound, where it is worth a word.
  var soundWords: String { codedSounds > 0 ? "; the sound was coded anew" : "" }
}

extension Int {
  /// With a space between thousands.
  var grouped: String {
    var text = ""
    for (index, digit) in String(magnitude).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(" ") }
      text.append(digit)
    }
    return (self < 0 ? "-" : "") + String(text.reversed())
  }
}

extension Timecode {
  /// As players show it: 1:02:03, 0:10, 0:10.5.
  var clock: String {
    let tenths = (microseconds + 50_000) / 100_000
    let (seconds, tenth) = (tenths / 10, tenths % 10)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    let head = hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)"
    return "\(head):\(two(seconds % 60))" + (tenth > 0 ? ".\(tenth)" : "")
  }
}

/// In megabytes, to the hundredth.
func megabytes(_ bytes: Int) -> String {
  let hundredths = (bytes + 5_000) / 10_000
  let rest = hundredths % 100
  return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) MB"
}
