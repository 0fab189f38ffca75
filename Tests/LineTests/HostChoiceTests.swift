import Digests
import Line
import Production
import Testing

/// Which host a video goes to, and why.
@Suite struct HostChoiceTests {
  private let acme: ClientName
  private let video: HostedVideo

  init() throws {
    acme = try #require(ClientName("acme"))
    let files = [HostParcel.File(name: "wide.mp4", digest: Digest(of: "film"), size: 100 << 20)]
    video = HostedVideo(
      job: JobName(fromDrop: "rain") { _ in false }, client: acme,
      wish: HostWish(host: "auto", details: PublishDetails(title: "Rain", privacy: .unlisted)), address: "rain-x", files: files)
  }

  private func host(
    _ name: String, _ kind: HostAccount.Kind, sent dollars: Double = 0, _ change: (inout HostAccount) -> Void = { _ in }
  )
    -> HostAccount
  {
    var host = HostAccount(name: name, kind: kind)
    host.rates.sentGigabyte = Money(microDollars: Int64(dollars * 1_000_000))
    change(&host)
    return host
  }

  private func name(_ outcome: HostChoice.Outcome) -> String? {
    if case .host(let name, _) = outcome { name } else { nil }
  }

  @Test func theCheapestIsTakenAndTheReasonNamesTheOthers() {
    let hosts = [host("far", .s3, sent: 0.09), host("nas", .folder), host("mid", .s3, sent: 0.01)]
    let outcome = HostChoice(hosts: hosts).choose(for: video)
    guard case .host("nas", let reason) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(reason == "nas: $0.00 a month at 100 views; far $0.95, mid $0.11.")
  }

  @Test func aPlanIsPaidWhateverLiesThere() {
    var rates = Rates()
    rates.planMonth = Money(microDollars: 5_000_000)
    rates.storedGigabyteMonth = Money(microDollars: 20_000)
    #expect(rates.month(storing: 0) == Money(microDollars: 5_000_000))
    #expect(rates.month(storing: 100 * Rates.gigabyte) == Money(microDollars: 7_000_000))
  }

  @Test func whatIsFullOrRestsOrDidNotTakeItIsPassedOver() {
    let small = host("nas", .folder) { $0.largestTotal = 150 << 20 }
    let far = host("far", .s3, sent: 0.09)
    let hosts = [small, far]
    #expect(name(HostChoice(hosts: hosts, used: ["nas": 40 << 20]).choose(for: video)) == "nas")
    #expect(name(HostChoice(hosts: hosts, used: ["nas": 60 << 20]).choose(for: video)) == "far")
    #expect(name(HostChoice(hosts: hosts, resting: ["nas": "it refuses the key"]).choose(for: video)) == "far")
    var refused = video
    refused.refusedBy = ["nas"]
    #expect(name(HostChoice(hosts: hosts).choose(for: refused)) == "far")
    let later = HostChoice(hosts: hosts, resting: ["nas": "one", "far": "two"]).choose(for: video)
    #expect(later == .later(Refusal("nas cannot be reached now: one.", wayOut: "It is tried again by itself.")))
  }

  @Test func whatIsPrivateGoesOnlyWhereItStaysSo() {
    var hidden = video
    hidden.wish.details.privacy = .private
    let open = host("nas", .folder)
    let signed = host("far", .s3, sent: 0.09) { $0.signing = .presigned }
    #expect(name(HostChoice(hosts: [open, signed]).choose(for: hidden)) == "far")
    #expect(name(HostChoice(hosts: [open, host("tube", .peertube)]).choose(for: hidden)) == "tube")
    guard case .none(let why) = HostChoice(hosts: [open]).choose(for: hidden) else {
      Issue.record("a folder keeps nothing private")
      return
    }
    #expect(why.sentence == "No host takes this video (nas cannot keep a video private).")
  }

  @Test func whoNamesAHostGetsThatOneOrAnAnswer() {
    var asked = video
    asked.wish.host = "far"
    let hosts = [host("nas", .folder), host("far", .s3, sent: 0.09)]
    #expect(HostChoice(hosts: hosts).choose(for: asked) == .host("far", reason: "far, as it was asked for."))
    asked.wish.host = "moon"
    guard case .none(let why) = HostChoice(hosts: hosts).choose(for: asked) else {
      Issue.record("there is no moon")
      return
    }
    #expect(why.wayOut == "Name one of: nas, far.")
    guard case .none = HostChoice(hosts: []).choose(for: video) else {
      Issue.record("there is no host at all")
      return
    }
  }

  // MARK: - What becomes of it

  private let retry = RetryPolicy(tries: 3, firstPause: .seconds(2), longestPause: .seconds(900), crashesUntilQuarantine: 3)

  private func problem(_ cause: HostProblem.Cause, pause: Duration? = nil) -> HostProblem {
    HostProblem(cause, Refusal("It went wrong.", wayOut: "Wait."), pause: pause)
  }

  @Test func whatPassesIsTriedAgainAndThenAnotherHostIs() {
    var moving = video
    moving.host = "far"
    let far = host("far", .s3)
    #expect(moving.met(problem(.passing), at: far, as: moving, retry: retry, dice: 0) == .seconds(2))
    #expect(moving.met(problem(.passing, pause: .seconds(60)), at: far, as: moving, retry: retry, dice: 0) == .seconds(60))
    #expect(moving.task == .put && moving.host == "far")
    #expect(moving.met(problem(.passing), at: far, as: moving, retry: retry, dice: 0) == .zero)
    #expect(moving.host == nil && moving.refusedBy == [] && moving.task == .put)
    moving.host = "far"
    #expect(moving.met(problem(.full), at: far, as: moving, retry: retry, dice: 0) == .zero)
    #expect(moving.host == nil && moving.refusedBy == ["far"])
  }

  @Test func whatWasAskedOfOneHostWaitsForItOrFailsThere() {
    var asked = video
    asked.wish.host = "far"
    asked.host = "far"
    for cause in [HostProblem.Cause.passing, .key] {
      for _ in 0..<9 { #expect(asked.met(problem(cause), at: host("far", .s3), as: asked, retry: retry, dice: 0) != nil) }
    }
    #expect(asked.task == .put && asked.host == "far")
    #expect(asked.met(problem(.unfit), at: host("far", .s3), as: asked, retry: retry, dice: 0) == nil)
    #expect(asked.state == .failed && asked.task == nil && asked.note?.sentence == "It went wrong.")
    asked.beginAnew()
    asked.host = "far"
    #expect(
      asked.met(problem(.full, pause: .seconds(3600)), at: host("far", .s3), as: asked, retry: retry, dice: 0) == .seconds(3600))
    #expect(asked.task == .put)
  }

  @Test func aWordThatItBeTakenAwayHoldsWhileItIsOnItsWay() {
    var moving = video
    moving.host = "tube"
    moving.task = .unpublish
    let copy = HostedCopy(id: "7", link: "https://tube.example.com/w/7", state: .ready)
    #expect(moving.arrived(copy, at: host("tube", .peertube), as: moving) == .zero)
    #expect(moving.task == .unpublish && moving.copy == copy)
    #expect(moving.met(problem(.gone), at: host("tube", .peertube), as: moving, retry: retry, dice: 0) == nil)
    #expect(moving.state == .unpublished && moving.task == nil)
  }

  @Test func whatIsAskedMeanwhileIsNotForgotten() {
    // It went out as public, and somebody asks for it to be hidden.
    var begun = video
    begun.wish.details.privacy = .public
    begun.beginAnew()
    begun.host = "nas"
    var row = begun
    row.wish.details.privacy = .unlisted
    row.number += 1
    let nas = host("nas", .folder)
    #expect(row.arrived(HostedCopy(id: "rain", link: "", state: .ready), at: nas, as: begun) == .zero)
    #expect(row.task == .change && row.host == "nas" && row.address == "rain" && row.mustMove && row.copy != nil)
    // And it is wanted again while it is being taken away.
    var leaving = row
    leaving.task = .unpublish
    var wanted = leaving
    wanted.task = .change
    wanted.number += 1
    #expect(wanted.left(isOver: false, as: leaving) == .zero)
    #expect(wanted.task == .put && wanted.copy == nil && wanted.address.hasPrefix("rain-"))
  }

  @Test func whatIsToGoAwayIsNeverGivenUpAndWhatWasBegunStays() {
    var leaving = video
    leaving.host = "tube"
    leaving.copy = HostedCopy(id: "7", link: "", state: .ready)
    leaving.state = .ready
    leaving.task = .unpublish
    let tube = host("tube", .peertube)
    for _ in 0..<9 { #expect(leaving.met(problem(.passing), at: tube, as: leaving, retry: retry, dice: 0) != nil) }
    #expect(leaving.met(problem(.unfit), at: tube, as: leaving, retry: retry, dice: 0) == .seconds(6 * 3600))
    #expect(leaving.task == .unpublish && leaving.host == "tube")
    // A half upload is not begun at another host as well.
    var begun = video
    begun.host = "tube"
    begun.handle = "{}"
    for _ in 0..<9 { #expect(begun.met(problem(.passing), at: tube, as: begun, retry: retry, dice: 0) != nil) }
    #expect(begun.host == "tube" && begun.handle == "{}")
  }

  @Test func whatIsToBeHiddenIsNeverGivenUp() {
    var shown = video
    let tube = host("tube", .peertube)
    shown.wish.details.privacy = .public
    _ = shown.arrived(HostedCopy(id: "7", link: "", state: .ready), at: tube, as: shown)
    #expect(shown.inForce == .public)
    shown.wish.details.privacy = .private
    shown.task = .change
    #expect(shown.showsTooMuch)
    for _ in 0..<9 { #expect(shown.met(problem(.passing), at: tube, as: shown, retry: retry, dice: 0) != nil) }
    #expect(shown.met(problem(.unfit), at: tube, as: shown, retry: retry, dice: 0) == .seconds(6 * 3600))
    #expect(shown.task == .change)
    _ = shown.arrived(HostedCopy(id: "7", link: "", state: .ready), at: tube, as: shown)
    #expect(shown.inForce == .private && !shown.showsTooMuch)
    // Words alone are no such matter.
    shown.task = .change
    #expect(shown.met(problem(.unfit), at: tube, as: shown, retry: retry, dice: 0) == nil)
  }

  @Test func aVideoServiceIsAskedAgainUntilItIsReadyAndThenForItsViews() {
    var moving = video
    moving.host = "tube"
    let tube = host("tube", .peertube)
    #expect(moving.arrived(HostedCopy(id: "7", link: "", state: .processing), at: tube, as: moving) == .seconds(60))
    #expect(moving.task == .look)
    // Less and less often, where it takes long.
    #expect(moving.arrived(HostedCopy(id: "7", link: "", state: .processing), at: tube, as: moving) == .seconds(120))
    for _ in 0..<20 { _ = moving.arrived(HostedCopy(id: "7", link: "", state: .processing), at: tube, as: moving) }
    #expect(moving.arrived(HostedCopy(id: "7", link: "", state: .processing), at: tube, as: moving) == .seconds(6 * 3600))
    #expect(moving.arrived(HostedCopy(id: "7", link: "", state: .ready), at: tube, as: moving) == .seconds(86_400))
    var shown = video
    #expect(shown.arrived(HostedCopy(id: "rain-x", link: "", state: .ready), at: host("nas", .folder), as: shown) == nil)
    #expect(shown.task == nil)
    // A link that ends is drawn anew in time.
    var signed = HostedCopy(id: "rain-x", link: "", state: .ready)
    signed.linkEndsAt = Moment(microseconds: 1)
    #expect(shown.arrived(signed, at: host("far", .s3), as: shown) == .seconds(86_400) && shown.task == .look)
  }

  @Test func onlyWhatIsPublicLiesWhereOneCanGuessIt() {
    var moved = video
    moved.wish.details.privacy = .public
    moved.beginAnew()
    #expect(moved.address == "rain" && !moved.mustMove)
    moved.wish.details.privacy = .unlisted
    #expect(moved.mustMove)
    moved.move(on: host("nas", .folder))
    #expect(moved.address.hasPrefix("rain-") && moved.address.count == 21 && !moved.mustMove && moved.host == "nas")
  }
}
