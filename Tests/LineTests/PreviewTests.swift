import Files
import Media
import Production
import Rig
import Testing

/// What people see and hear before they approve.
@Suite(.timeLimit(.minutes(10))) struct PreviewTests {
  @Test func `A draft is seen and heard, and what is changed in it too`() async throws {
    let rig = try Rig()
    try rig.configure(previews: true)
    try await rig.start()
    try rig.write(WholeWayTests.document, to: "acme/inbox/Why tides rise.md")
    let review = "acme/review/why-tides-rise"
    try await rig.wait("the preview") { rig.exists("\(review)/preview.mp4") }
    let first = try seconds(of: "\(review)/preview.mp4", rig)
    #expect(first > 4)
    let note = try #require(rig.names(review).first { $0.hasPrefix("HOW TO APPROVE") })
    let words = try rig.read("\(review)/\(note)")
    #expect(
      words.contains("preview.mp4") && words.contains("a draft: small, quickly made, and said by the free voices"), "\(words)")

    // The old one is gone as soon as the text says something else.
    try rig.write(WholeWayTests.edited, to: "\(review)/script.txt")
    try await rig.wait("the first preview to go") { !rig.exists("\(review)/preview.mp4") }
    try await rig.wait("the second one") { rig.exists("\(review)/preview.mp4") }
    #expect(try seconds(of: "\(review)/preview.mp4", rig) < first)

    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait(for: "why-tides-rise", toBe: .completed)
    #expect(rig.names("acme/review") == [])
    #expect(!rig.names("acme/outbox/why-tides-rise/script").contains { $0.hasSuffix(".mp4") })
  }

  /// Played through: there is as much sound as picture, and it is no silence.
  private func seconds(of path: String, _ rig: Rig) throws -> Double {
    let film = try MovieReader(path: "\(rig.path)/\(path)").playThrough()
    let seconds = Double(film.samples) / 48_000
    #expect(abs(Double(film.pictures) / 10 - seconds) < 0.3, "\(film.pictures) pictures, \(film.samples) samples")
    var sound = try MovieReader(path: "\(rig.path)/\(path)")
    var loudest: Float = 0
    while let piece = try sound.next() {
      if case .sound(let sound) = consume piece { loudest = max(loudest, sound.samples.map(abs).max() ?? 0) }
    }
    #expect(loudest > 0.05)
    return seconds
  }

  @Test func `A script that is told to many is heard as some of them will hear it`() async throws {
    let rig = try Rig()
    try rig.configure(previews: true)
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write(DemoScriptTests.template, to: "acme/inbox/spring/script.txt")
    try rig.write(DemoScriptTests.leads, to: "acme/inbox/spring/leads.csv")
    let review = "acme/review/spring"
    try await rig.wait("a film of each sample") { rig.exists("\(review)/sample 1.mp4") && rig.exists("\(review)/sample 2.mp4") }
    #expect(try seconds(of: "\(review)/sample 1.mp4", rig) > 3)
    // What is written into the template, they say too.
    try rig.write(DemoScriptTests.template + "Bye.\n", to: "\(review)/script.txt")
    try await rig.wait("the samples of the change") {
      try rig.exists("\(review)/sample 1.mp4") && rig.read("\(review)/sample 1.txt").contains("Bye.")
    }
    #expect(!rig.names(review).contains { $0.contains("(2)") }, "\(rig.names(review))")
    try rig.write(DemoScriptTests.template, to: "\(review)/script.txt")
    try await rig.wait("the first samples again") {
      try rig.exists("\(review)/sample 1.mp4") && !rig.read("\(review)/sample 1.txt").contains("Bye.")
    }
  }

  @Test func `A template with mistakes says so at once, and is looked at again when it is mended`() async throws {
    let rig = try Rig()
    try rig.configure(previews: true)
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    let template = DemoScriptTests.template
    try rig.write(template.replacing("{{first_name|there}}", with: "{{frist_name}}"), to: "acme/inbox/spring/script.txt")
    try rig.write(DemoScriptTests.leads, to: "acme/inbox/spring/leads.csv")
    let review = "acme/review/spring"
    func note(_ start: String) -> String? { rig.names(review).first { $0.hasPrefix(start) } }
    try await rig.wait("the note") { note("NEEDS MENDING - 1 problem in the script") != nil }
    #expect(note("HOW TO APPROVE") == nil)
    let words = try rig.read("\(review)/\(note("NEEDS MENDING") ?? "")")
    #expect(!words.contains("0 people") && !words.contains("sample 1.mp4") && words.contains("cannot be used yet"), "\(words)")
    let marked = try rig.read("\(review)/script.txt")
    #expect(marked.hasPrefix("#! This text cannot be used yet."), "\(marked)")

    // Mended as an editor saves it, with the lines still there.
    try rig.write(marked.replacing("{{frist_name}}", with: "{{first_name|there}}"), to: "\(review)/script.txt")
    try await rig.wait("the way to approve") { note("HOW TO APPROVE") != nil && note("NEEDS MENDING") == nil }
    try await rig.wait("the samples") { rig.exists("\(review)/sample 1.mp4") && rig.exists("\(review)/sample 1.txt") }
    #expect(try rig.read("\(review)/\(note("HOW TO APPROVE") ?? "")").contains("One approval is for 3 people"), "\(rig.tree())")
    #expect(try !rig.read("\(review)/script.txt").contains("cannot be used yet"))
    let table = try rig.read("\(review)/batch.csv")
    #expect(table.contains("0001,2,ready"), "\(table)")
    #expect(!rig.names(review).contains { $0.contains("(2)") })
    // What was looked at is known after a restart.
    try await rig.stop()
    try await rig.start()
    try await rig.settle()
    #expect(!rig.names(review).contains { $0.contains("(2)") } && note("HOW TO APPROVE") != nil, "\(rig.names(review))")
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait("the approval") { try rig.story("spring")?.card.state != .draft }
  }

  @Test func `Of many people three are heard, and approval waits for none of them`() async throws {
    let rig = try Rig()
    try rig.configure(previews: true)
    try await rig.start()
    try rig.makeFolder("acme/inbox/spring")
    try rig.write(DemoScriptTests.template, to: "acme/inbox/spring/script.txt")
    let people = ["Ada;Lovelace", "Bo;Diddley", "Cy;Young", "Di;Prince", "Ed;Wood"].enumerated().map {
      "\($1);p\($0)@x.org;Firm \($0);Retail"
    }
    try rig.write(
      "Vorname;Nachname;E-Mail;Firma;Branche\n" + people.joined(separator: "\n") + "\n", to: "acme/inbox/spring/leads.csv")
    let review = "acme/review/spring"
    try await rig.wait("a film of each sample") { (1...3).allSatisfy { rig.exists("\(review)/sample \($0).mp4") } }
    #expect(!rig.exists("\(review)/sample 4.mp4"))
    for number in 1...3 { #expect(try seconds(of: "\(review)/sample \(number).mp4", rig) > 3) }
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait("the approval") { try rig.story("spring")?.card.state != .draft }
  }

  @Test func `What is approved meanwhile needs none`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(previews: true)
    try await rig.start()
    try rig.write(DecisionTests.script("I am slow. [preview: wait \(rig.path)/signs]"), to: "acme/inbox/slow.txt")
    let review = "acme/review/slow"
    func isBeingMade() -> Bool { rig.names("state/work").contains { $0.hasPrefix("preview") } }
    try await rig.wait("the preview to be begun") { isBeingMade() }
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait("it to be given up") { !isBeingMade() }
    try await rig.wait(for: "slow", toBe: .completed)
    #expect(!rig.log.contains("A preview could not be made"))
  }

  @Test func `A text that changes while it is filmed is filmed anew`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(previews: true)
    try await rig.start()
    try rig.write(DecisionTests.script("I am slow. [preview: wait \(rig.path)/signs]"), to: "acme/inbox/slow.txt")
    let review = "acme/review/slow"
    try await rig.wait("the preview to be begun") { rig.names("state/work").contains { $0.hasPrefix("preview") } }
    let text = DecisionTests.script("I am quick.")
    try rig.write(text, to: "\(review)/script.txt")
    // The worker gives back what it was given.
    try await rig.wait("the preview of the new text") { rig.exists("\(review)/preview.mp4") }
    #expect(try rig.read("\(review)/preview.mp4") == text)
  }

  @Test func `A kill loses no preview`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(previews: true)
    try await rig.start()
    try rig.write(DecisionTests.script("I am slow. [preview: wait \(rig.path)/signs]"), to: "acme/inbox/slow.txt")
    try await rig.wait("the preview to be begun") { rig.names("state/work").contains { $0.hasPrefix("preview") } }
    try await rig.killService()
    try rig.makeFolder("signs")
    try rig.write("", to: "signs/slow.preview")
    try await rig.start()
    try await rig.wait("the preview") { rig.exists("acme/review/slow/preview.mp4") }
  }

  private func note(_ review: String, _ rig: Rig) throws -> String {
    try rig.names(review).first { $0.hasPrefix("HOW TO APPROVE") }.map { try rig.read("\(review)/\($0)") } ?? ""
  }

  @Test(arguments: ["fail until 3", "crash until 2"])
  func `What goes wrong once is made all the same`(trouble: String) async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(line: "first_pause_seconds = 0.1", previews: true)
    try await rig.start()
    try rig.write(DecisionTests.script("I am weak. [preview: \(trouble)]"), to: "acme/inbox/weak.txt")
    try await rig.wait("the preview") { rig.exists("acme/review/weak/preview.mp4") }
    #expect(rig.log.contains("A preview could not be made"))
  }

  @Test func `What never comes is not promised, and a changed text is filmed again`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(line: "first_pause_seconds = 0.1", previews: true)
    try await rig.start()
    try rig.write(DecisionTests.script("I am bad. [preview: refuse]"), to: "acme/inbox/bad.txt")
    let review = "acme/review/bad"
    try await rig.wait("the reason") { try note(review, rig).contains("There is no preview. The trial went wrong.") }
    #expect(try !note(review, rig).contains("preview.mp4"))
    try rig.write(DecisionTests.script("I am good."), to: "\(review)/script.txt")
    try await rig.wait("the preview") { rig.exists("\(review)/preview.mp4") }
    try await rig.wait("the note") { try note(review, rig).contains("preview.mp4") }
  }

  @Test func `What is approved and taken back is filmed again`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(grace: "60", previews: true)
    try await rig.start()
    try rig.write(DecisionTests.script("I am slow. [preview: wait \(rig.path)/signs]"), to: "acme/inbox/slow.txt")
    let review = "acme/review/slow"
    func isBeingMade() -> Bool { rig.names("state/work").contains { $0.hasPrefix("preview") } }
    try await rig.wait("the preview to be begun") { isBeingMade() }
    try rig.move("\(review)/script.txt", to: "\(review)/script approved.txt")
    try await rig.wait("the approval") { rig.names(review).contains { $0.hasPrefix("APPROVED") } }
    try rig.move("\(review)/script approved.txt", to: "\(review)/script.txt")
    try rig.makeFolder("signs")
    try rig.write("", to: "signs/slow.preview")
    try await rig.wait("the preview") { rig.exists("\(review)/preview.mp4") }
  }

  /// It is tried again later, and nobody waits for that at the stop.
  @Test func `A preview that could not be laid down does not delay the stop`() async throws {
    let rig = try Rig(worker: "trial-worker")
    try rig.configure(line: "stop_seconds = 2\nfirst_pause_seconds = 60\nlongest_pause_seconds = 60", previews: true)
    try rig.makeFolder("signs")
    try await rig.start()
    try rig.write(DecisionTests.script("This is slow. [preview: wait \(rig.path)/signs]"), to: "acme/inbox/slow.txt")
    try await rig.wait("the draft") { rig.names("acme/review/slow").contains { $0.hasPrefix("HOW TO APPROVE") } }
    try await rig.wait("the preview to be begun") { rig.names("state/work").contains { $0.hasPrefix("preview") } }
    // What the service keeps of the folder cannot be read.
    let mark = "acme/.dropreel/shown/slow"
    try await rig.wait("the mark") { rig.exists(mark) }
    try rig.remove(mark)
    try rig.makeFolder(mark)
    try rig.write("", to: "signs/slow.preview")
    try await rig.wait("it to be missed") { rig.log.contains("A preview could not be made") }
    try await rig.stop()
    #expect(!rig.log.contains("A share does not answer"), "\(rig.log.suffix(2000))")
  }
}
