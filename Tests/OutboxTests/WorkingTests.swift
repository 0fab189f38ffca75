import Files
import Production
import Testing

@testable import Outbox

@Suite struct WorkingTests {
  private func progress(_ fraction: Double, left: Duration? = nil) -> Progress {
    Progress(stage: .picture, fraction: fraction, doing: "scene 1", timeLeft: left)
  }

  @Test func theNameSaysHowFarItIs() throws {
    let share = try TestShare()
    let job = try Samples.job("interest")
    try share.outbox.showWorking(job, in: .outbox, progress(0.1), at: Samples.now)
    #expect(try share.names(in: "outbox/interest") == ["WORKING 10 percent.txt"])
    let inode = try share.folder("outbox/interest").entries().first?.inode
    try share.outbox.showWorking(job, in: .outbox, progress(0.42, left: .seconds(170)), at: Samples.now.advanced(by: .seconds(2)))
    #expect(try share.names(in: "outbox/interest") == ["WORKING 42 percent - about 3 min left.txt"])
    #expect(try share.folder("outbox/interest").entries().first?.inode == inode, "renamed, not written anew")
    try share.outbox.endWorking(job)
    #expect(try share.names(in: "outbox").isEmpty)
  }

  @Test func itIsRenamedAtMostOnceASecond() throws {
    let share = try TestShare()
    let job = try Samples.job("interest")
    for step in 0..<10 {
      let moment = Samples.now.advanced(by: .milliseconds(step * 99))
      try share.outbox.showWorking(job, in: .outbox, progress(Double(step) / 10), at: moment)
    }
    #expect(try share.names(in: "outbox/interest") == ["WORKING 0 percent.txt"])
    try share.outbox.showWorking(job, in: .outbox, progress(0.9), at: Samples.now.advanced(by: .seconds(-3600)))
    #expect(try share.names(in: "outbox/interest") == ["WORKING 90 percent.txt"], "a clock that was set back stops nothing")
  }

  @Test func afterARestartTheOldNameGoesOn() throws {
    let share = try TestShare()
    let job = try Samples.job("interest")
    try share.outbox.showWorking(job, in: .review, progress(0.5), at: Samples.now)
    try share.put("mine", at: "review/interest/WORKING on it myself.txt")
    let next = try share.restarted()
    try next.showWorking(job, in: .review, progress(0.1), at: Samples.now)
    #expect(try share.names(in: "review/interest") == ["WORKING 10 percent.txt", "WORKING on it myself.txt"])
    try next.endWorking(job)
    #expect(try share.names(in: "review/interest") == ["WORKING on it myself.txt"])
  }

  @Test func aFileThatSomebodyRemovedComesBack() throws {
    let share = try TestShare()
    let job = try Samples.job("interest")
    try share.outbox.showWorking(job, in: .outbox, progress(0.1), at: Samples.now)
    try share.folder("outbox/interest").remove(.known("WORKING 10 percent.txt"))
    try share.outbox.showWorking(job, in: .outbox, progress(.nan), at: Samples.now.advanced(by: .seconds(5)))
    #expect(try share.names(in: "outbox/interest") == ["WORKING 0 percent.txt"])
  }
}
