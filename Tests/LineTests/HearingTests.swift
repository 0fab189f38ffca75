import Production
import Testing

@testable import Line

/// What the service knows of its own hearing, as values.
@Suite struct HearingTests {
  private let start = ContinuousClock.now

  @Test func aBeatThatIsHeardProvesAFolderAndOneThatIsNotMakesItDeaf() {
    var hearing = Hearing()
    #expect(hearing.isPolled)
    hearing.watched()
    #expect(!hearing.isPolled && hearing.state == .watched(isProven: false))
    hearing.beats([1], at: start)
    hearing.heard([2])
    #expect(hearing.state == .watched(isProven: false), "another beat's answer is none")
    hearing.heard([1])
    #expect(hearing.state == .watched(isProven: true) && hearing.verdictDue == nil)

    hearing.beats([3], at: start)
    let verdicts = [4, 5, 60].map { hearing.judge(at: start + .seconds($0)) }
    #expect(verdicts == [false, true, false], "late, and said once")
    #expect(hearing.isPolled && hearing.state == .deaf)
    hearing.watched()
    hearing.beats([4], at: start)
    hearing.heard([4])
    #expect(!hearing.isPolled)
  }

  @Test func aLostPartIsPolledUntilATryAgainWentWell() {
    var hearing = Hearing()
    hearing.watched()
    hearing.lostPart()
    #expect(hearing.isPolled)
    var triesAgain = hearing.triesLostAgain()
    #expect(triesAgain && hearing.isPolled)
    hearing.lostPart()
    triesAgain = hearing.triesLostAgain()
    #expect(triesAgain && hearing.isPolled)
    triesAgain = hearing.triesLostAgain()
    #expect(!triesAgain && !hearing.isPolled)
  }

  @Test func whatIsLookedThroughLongIsLookedThroughLessOften() {
    var pace = PollPace()
    #expect(pace.pause(.seconds(5), atMost: .seconds(30)) == .seconds(5))
    pace.looked(for: .milliseconds(10))
    #expect(pace.pause(.seconds(5), atMost: .seconds(30)) == .seconds(5))
    pace.looked(for: .milliseconds(400))
    #expect(pace.pause(.seconds(5), atMost: .seconds(30)) == .seconds(20))
    pace.looked(for: .seconds(4))
    #expect(pace.pause(.seconds(5), atMost: .seconds(30)) == .seconds(30))
    #expect(PollPace().pause(.seconds(50), atMost: .seconds(30)) == .seconds(30))
  }

  @Test func theMarkSaysWhetherAFolderIsTheShare() throws {
    let acme = try #require(ClientName("acme"))
    let mark = ShareMark.new(for: acme)
    #expect(ShareMark(mark.bytes) == mark)
    #expect(mark != ShareMark.new(for: acme))
    for broken in ["", "id 7", "client acme", "\u{0}\u{1}"] { #expect(ShareMark(Array(broken.utf8)) == nil) }
    func verdict(_ share: ShareMark?, _ state: ShareMark?, isSameFolder: Bool = false) -> ShareMark.Verdict {
      ShareMark.verdict(share: share, state: state, client: acme, isSameFolder: isSameFolder)
    }
    #expect(verdict(mark, mark) == .known(mark))
    #expect(verdict(mark, nil) == .adopted(mark))
    #expect(verdict(nil, mark, isSameFolder: true) == .lost(mark))
    guard case .new = verdict(nil, nil), case .stranger = verdict(nil, mark), case .stranger = verdict(.new(for: acme), mark),
      case .stranger = verdict(.new(for: try #require(ClientName("globex"))), nil)
    else {
      Issue.record("a folder was taken for what it is not")
      return
    }
  }

  @Test func errandsAreBoundedAndKeepTheirOrder() throws {
    let errands = Errands(wake: Wake())
    let job = try #require(JobName("one"))
    errands.beginWork(job)
    #expect(errands.isAtWork(job))
    errands.leave(.began(job))
    errands.endWork(job)
    errands.leave(.show(job))
    errands.leave(.show(job))
    #expect(!errands.isAtWork(job))
    let (list, isWhole) = errands.take()
    #expect(list == [.began(job), .ended(job), .show(job)] && isWhole)
    errands.leave(.show(job))
    errands.putBack(list[1...], isWhole: true)
    #expect(errands.take().errands == [.ended(job), .show(job), .show(job)])
    for number in 0...Errands.most { errands.leave(.show(try #require(JobName("job-\(number)")))) }
    let many = errands.take()
    #expect(many.errands.count == Errands.most && !many.isWhole)
    #expect(errands.take().isWhole)
  }
}
