import Production
import Settings
import Testing

@Suite struct TransformSettingsTests {
  private func read(_ text: String, file: String = "talk.job.toml") throws -> TransformOrder? {
    try FolderSettings.decode(Array(text.utf8), file: file, over: .defaults).transform
  }

  private func mistakes(_ text: String, file: String = "talk.job.toml") -> [String] {
    do {
      _ = try read(text, file: file)
      return []
    } catch let mistakes as SettingMistakes {
      return mistakes.all.map { "\($0.line): \($0.sentence)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func readsEachOfThem() throws {
    let head = "kind = \"transform\"\n"
    #expect(
      try read(head + "do = \"trim\"\nfrom = \"1:02.5\"\nto = 70\nfile = \"talk.mp4\"")
        == TransformOrder(file: "talk.mp4", .trim(from: Timecode(seconds: 62.5), to: Timecode(seconds: 70))))
    #expect(try read(head + "do = \"merge\"\nfiles = [\"a.mp4\", \"b.mp4\"]")?.transform == .merge(files: ["a.mp4", "b.mp4"]))
    #expect(try read(head + "do = \"resize\"\nheight = 720")?.transform == .resize(width: nil, height: 720))
    #expect(try read(head + "do = \"compress\"\nmegabytes = 24.5")?.transform == .compress(.megabytes(24.5)))
    #expect(try read(head + "do = \"compress\"\nkilobits = 800")?.transform == .compress(.kilobits(800)))
    #expect(
      try read(head + "do = \"watermark\"\nposition = \"top_left\"\nopacity = 0.5")?.transform
        == .watermark(picture: nil, position: .topLeft, opacity: 0.5))
    #expect(try read(head + "do = \"normalise\"")?.transform == .normalise(loudness: -14))
    #expect(try read(head + "do = \"concat\"\nintro = \"i.mp4\"")?.transform == .concat(intro: "i.mp4", outro: nil))
    #expect(try read(head + "do = \"extract_audio\"\nas = \"mp3\"")?.transform == .extractAudio(kind: .mp3))
    #expect(try read(head + "do = \"replace_audio\"\naudio = \"v.wav\"")?.transform == .replaceAudio(audio: "v.wav"))
    #expect(try read(head + "do = \"sprites\"\nevery_seconds = 2")?.transform == .sprites(every: Timecode(seconds: 2)))
    #expect(try read(head + "do = \"thumbnail\"\nmoment = \"0:03\"")?.transform == .thumbnail(at: Timecode(seconds: 3)))
    #expect(try read("style = \"tech\"") == nil)
  }

  @Test(arguments: [
    ("kind = \"transform\"", "1: kind does not say what is to be done."),
    ("kind = \"transform\"\ndo = \"trimm\"", "2: do cannot be \"trimm\"."),
    ("kind = \"transform\"\ndo = \"trim\"", "2: do does not say what to keep."),
    ("kind = \"transform\"\ndo = \"trim\"\nfrom = 5\nto = 4", "4: to must be later than from."),
    ("kind = \"transform\"\ndo = \"trim\"\nfrom = \"soon\"", "3: from must be a moment, but is \"soon\"."),
    ("kind = \"transform\"\ndo = \"trim\"\nfrom = 1\nwidth = 4", "4: width says nothing to trim."),
    ("kind = \"transform\"\ndo = \"resize\"", "2: do does not say how large."),
    (
      "kind = \"transform\"\ndo = \"compress\"\nkilobits = 800\nmegabytes = 1",
      "4: megabytes stands beside kilobits, and only one of them can hold."
    ),
    (
      "kind = \"transform\"\ndo = \"trim\"\nfrom = 1\nfile = \"../x.mp4\"",
      "4: file must be the name of a file that lies beside it, but is \"../x.mp4\"."
    ),
    ("do = \"trim\"\nfrom = 1", "1: do stands in a file that is no transform."),
    ("from = 1", "1: from says something of a transform, and there is none."),
  ])
  func tellsMistakesWithTheirLine(_ text: String, _ mistake: String) {
    #expect(mistakes(text).contains(mistake), "\(mistakes(text))")
  }

  @Test func aFolderIsNoJob() {
    #expect(
      mistakes("kind = \"transform\"\ndo = \"merge\"", file: "inbox/folder.toml") == [
        "1: kind belongs to one job, and not to a folder."
      ])
    #expect(mistakes("kind = \"transform\"\ndo = \"merge\"", file: "myfolder.toml") == [])
  }

  @Test(
    arguments: [
      ("90", 90.0), ("0:10", 10), ("1:02:03.5", 3723.5), ("61:00", 3660), ("1:60", nil), ("-1", nil), ("1e3", nil), ("nan", nil),
      ("", nil),
      ("1:2:3:4", nil), ("99:00:00", nil),
    ] as [(String, Double?)])
  func readsClocks(_ text: String, _ seconds: Double?) { #expect(Timecode(clock: text)?.seconds == seconds) }
}
