import Pages
import Production
import Testing

@testable import Hosting

/// The page in a real browser, from a real web server and from a folder.
@Suite struct PageVisitTests {
  private static let playsOn: [Visit.Step] = [.run("document.getElementById('film').play().then(() => 1)")]
  private static let hasEnded = Visit.Step.wait("document.getElementById('film').ended")

  @Test func theServersLogTellsHowFarItWasWatched() throws {
    let folder = try PageFolder()
    try folder.lay(SamplePage.page())
    let report = try Visit(
      folder: folder.path, query: "?utm_source=mail&utm_campaign=spring&who=anna",
      steps: Self.playsOn + [
        .wait("document.getElementById('film').currentTime > 1.1"),
        .run("document.getElementById('film').pause()"),
        .run("document.getElementById('like').click(); document.getElementById('cta').href"),
        .run(
          "document.getElementById('quality').value = '90p'; document.getElementById('quality').dispatchEvent(new Event('change'))"
        ),
        .wait(
          "document.getElementById('film').currentSrc.endsWith('/90p.mp4') && document.getElementById('film').readyState > 2"),
        .run("document.getElementById('film').currentTime > 1"),
      ] + Self.playsOn + [Self.hasEnded]
    ).report()
    #expect(report.trouble.isEmpty)
    #expect(report.values[2] == "https://www.example.com/meeting?from=video&utm_source=mail&utm_campaign=spring")
    #expect(report.values[4] == "True", "another size goes on where the first was")
    let beacons = report.beacons
    #expect(Set(beacons.map { $0["v"] ?? "" }).count == 1)
    #expect(beacons.allSatisfy { ($0["v"] ?? "").wholeMatch(of: /[0-9a-f]{16}/) != nil })
    let told = beacons.filter { $0["e"] == "t" }.compactMap { $0["t"].flatMap(Int.init) }
    #expect(told.sorted() == Array(stride(from: 5, through: 100, by: 5)))
    #expect(beacons.first?["e"] == "start")
    let others = beacons.compactMap { $0["e"] }.filter { $0 != "t" && $0 != "wait" }
    #expect(others == ["start", "pause", "like", "quality", "end"])
    #expect(beacons.first { $0["e"] == "quality" }?["q"] == "90p")
    #expect(beacons.allSatisfy { $0["utm_source"] == "mail" && $0["utm_campaign"] == "spring" && $0["who"] == nil })
    #expect(report.log.filter { $0.contains("/beacon.gif") }.allSatisfy { $0.contains("\" 200 43 ") })
    let server = report.address.split(separator: "/").prefix(2).joined(separator: "//") + "/"
    #expect(report.asked.allSatisfy { $0.hasPrefix(server) || $0.hasPrefix("data:") }, "\(report.asked)")
  }

  /// Others show a picture of it beside a link, and whoever opens it asks nobody for that.
  @Test func anAddressIsForOthersAlone() throws {
    var page = SamplePage.page()
    page.address = WebLink("https://videos.example.com/rain/")
    let folder = try PageFolder()
    try folder.lay(page)
    let report = try Visit(
      folder: folder.path,
      steps: [
        .run("document.querySelector('meta[property=\"og:image\"]').content"),
        .run("document.querySelector('meta[property=\"og:title\"]').content === document.title"),
        .run("document.querySelector('meta[name=\"twitter:card\"]').content"),
      ]
    ).report()
    #expect(report.trouble.isEmpty)
    #expect(report.values == ["https://videos.example.com/rain/thumbnail.jpg", "True", "summary_large_image"])
    let server = report.address.split(separator: "/").prefix(2).joined(separator: "//") + "/"
    #expect(report.asked.allSatisfy { $0.hasPrefix(server) || $0.hasPrefix("data:") }, "\(report.asked)")
  }

  @Test(arguments: [false, true]) func whoOnlyOpensThePageFetchesNothingOfTheFilm(_ hasStream: Bool) throws {
    var page = SamplePage.page()
    page.hasStream = hasStream
    let folder = try PageFolder()
    try folder.lay(page)
    if hasStream { try folder.layStream(of: SamplePage.films[1]) }
    let film = "document.getElementById('film')"
    let report = try Visit(
      folder: folder.path,
      steps: [
        .run("new Promise(done => setTimeout(done, 1000)).then(() => 1)"),
        .run("new URL(\(film).poster).pathname"), .run("document.getElementById('trouble').hidden"),
        .run(
          "document.getElementById('quality').value = '90p'; document.getElementById('quality').dispatchEvent(new Event('change'))"
        ),
        .run("new Promise(done => setTimeout(done, 500)).then(() => \(film).readyState)"),
        .run("(rect => rect.width > 100 && rect.height > 50)(\(film).getBoundingClientRect())"),
      ]
    ).report()
    #expect(report.trouble.isEmpty)
    #expect(!report.log.contains { $0.contains(".mp4") || $0.contains(".m3u8") || $0.contains(".m4s") }, "\(report.log)")
    #expect(report.log.contains { $0.contains(report.values[1]) }, "its poster is shown: \(report.values)")
    #expect(report.values[2] == "True" && report.values[4] == "0" && report.values[5] == "True")
  }

  /// Nobody is answered there but who asks with a signature: also for what lies beside the page.
  @Test func aPageBehindASignedLinkOpensAllThatLiesBesideIt() throws {
    var page = SamplePage.page()
    page.hasStream = true
    let folder = try PageFolder()
    try folder.lay(page)
    try folder.layStream(of: SamplePage.films[1])
    let film = "document.getElementById('film')"
    let report = try Visit(
      folder: folder.path, signed: true, query: "?Policy=p-_~&Signature=s-_~&Key-Pair-Id=K1&utm_source=mail",
      steps: Self.playsOn + [
        .wait("\(film).currentTime > 0.5"),
        .run("\(film).currentSrc.split('/').pop().split('?')[0]"),
        .run("fetch(\(film).poster).then(answer => answer.status)"),
        .run("document.getElementById('trouble').hidden"),
      ]
    ).report()
    #expect(report.values[1] == "180p.mp4" && report.values[2] == "200" && report.values[3] == "True", "\(report.values)")
    #expect(report.beacons.first?["e"] == "start" && report.beacons.first?["utm_source"] == "mail")
    #expect(report.log.filter { $0.contains("/beacon.gif") }.allSatisfy { $0.contains("\" 200 43 ") }, "\(report.log)")
  }

  @Test func aStreamIsPlayedWhereTheBrowserCanAndFilmsElsewhere() throws {
    var page = SamplePage.page()
    page.hasStream = true
    let folder = try PageFolder()
    try folder.lay(page)
    try folder.layStream(of: SamplePage.films[1])
    let steps =
      Self.playsOn + [
        .wait("document.getElementById('film').currentTime > 0.5"),
        .run("document.getElementById('film').currentSrc.split('/').slice(-2).join('/')"),
      ]
    let served = try Visit(folder: folder.path, steps: steps).report()
    #expect(served.trouble.isEmpty)
    #expect(served.values[1] == "hls/master.m3u8")
    #expect(served.beacons.last?["q"] == "90p", "what is seen, not what would fit")
    let opened = try Visit(folder: folder.path, served: false, steps: steps).report()
    #expect(opened.trouble.isEmpty)
    #expect(opened.values[1].hasSuffix("/180p.mp4"))
  }

  @Test func ofSeveralShapesTheOneIsShownThatFitsTheWindow() throws {
    let films = [
      SharePage.Film(file: "tiktok.mp4", width: 108, height: 192, poster: "thumbnail.jpg"),
      SharePage.Film(file: "youtube.mp4", width: 192, height: 108, poster: "thumbnail-wide.jpg"),
    ]
    let folder = try PageFolder()
    try folder.lay(SamplePage.page(films: films))
    let isTall = Visit.Step.run("document.body.className + ' ' + document.getElementById('film').getAttribute('poster')")
    #expect(try Visit(folder: folder.path, steps: [isTall]).report().values == [" thumbnail-wide.jpg"])
    let phone = try Visit(folder: folder.path, width: 390, height: 844, steps: [isTall]).report()
    #expect(phone.values == ["tall thumbnail.jpg"])
    #expect(!phone.asked.contains { $0.hasSuffix("/youtube.mp4") }, "what is not shown is not fetched")
  }

  @Test func whatWasSkippedWasNotWatched() throws {
    let folder = try PageFolder()
    try folder.lay(SamplePage.page())
    let report = try Visit(
      folder: folder.path,
      steps: [
        .run("document.getElementById('film').playbackRate = 2"),
        .run("document.querySelectorAll('#chapters a')[1].click()"), Self.hasEnded,
        .run("document.querySelector('#chapters a[aria-current]').textContent"),
      ]
    ).report()
    #expect(report.trouble.isEmpty)
    #expect(report.values[2] == "0:02What to do")
    let told = report.beacons.filter { $0["e"] == "t" }.compactMap { $0["t"].flatMap(Int.init) }
    #expect(told.sorted() == Array(stride(from: 55, through: 100, by: 5)))
  }

  @Test func fromAFolderItPlaysWithCaptionsAndTellsNobody() throws {
    let folder = try PageFolder()
    try folder.lay(SamplePage.page())
    let report = try Visit(
      folder: folder.path, served: false,
      steps: Self.playsOn + [
        .wait("document.getElementById('film').currentTime > 1.8"),
        .run("[...document.getElementById('film').textTracks[0].activeCues].map(c => c.getCueAsHTML().textContent).join()"),
        .run("document.getElementById('film').textTracks[0].mode"),
        .run("['like', 'share', 'captions'].map(id => document.getElementById(id).hidden).join()"),
        .run("document.getElementById('captions').click(); document.getElementById('film').textTracks[0].mode"),
        .run("document.getElementById('film').webkitAudioDecodedByteCount > 0"),
      ]
    ).report()
    #expect(report.trouble.isEmpty)
    #expect(report.values[1] == "A message that pretends\nto be <b>yours</b>.")
    #expect(report.values[2...] == ["showing", "true,true,false", "hidden", "True"])
    #expect(report.asked.allSatisfy { $0.hasPrefix("file:///tmp/") || $0.hasPrefix("data:") }, "\(report.asked)")
    #expect(!report.asked.contains { $0.contains("beacon") })
  }

  @Test(arguments: [true, false]) func whoAsksNotToBeTrackedIsHeardWhereThePageHonoursIt(_ honours: Bool) throws {
    var settings = SamplePage.withButton
    settings.doNotTrack = honours ? .honour : .ignore
    let folder = try PageFolder()
    try folder.lay(SamplePage.page(settings: settings, films: [SamplePage.films[1]]))
    let report = try Visit(
      folder: folder.path, asksNotTo: true,
      steps: Self.playsOn + [
        .wait("document.getElementById('film').currentTime > 0.3"), .run("document.getElementById('like').hidden"),
        .run("document.getElementById('sizes').hidden"),
      ]
    ).report()
    #expect(report.trouble.isEmpty)
    #expect(report.beacons.isEmpty == honours)
    #expect(report.values[1...] == [honours ? "True" : "False", "True"])
  }

  @Test func hostileWordsRunNothing() throws {
    let hostile = "</script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 2'>"
    var page = SamplePage.page(title: hostile, films: [SamplePage.films[1]])
    page.cues = [.init(start: 0, end: 4000, text: hostile)]
    page.chapters = [.init(start: .zero, clock: "0:00", title: hostile)]
    page.transcript = [.init(speaker: hostile, text: hostile)]
    let folder = try PageFolder()
    try folder.lay(page)
    let report = try Visit(
      folder: folder.path, query: "?utm_source=\"><script>window.harmed=3</script>#t=<img src=x onerror=window.harmed=4>",
      steps: Self.playsOn + [
        .wait("document.getElementById('film').currentTime > 0.2"), .run("String(window.harmed)"),
        .run("document.querySelector('h1').textContent"),
        .run("document.getElementById('film').textTracks[0].activeCues[0].getCueAsHTML().textContent"),
      ]
    ).report()
    #expect(report.trouble.isEmpty)
    #expect(report.values[1...] == ["undefined", hostile, hostile])
  }
}
