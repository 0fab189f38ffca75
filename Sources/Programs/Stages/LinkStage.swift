import Hosts
import Production

/// What Loom says of a video that lies there. The picture of it is kept as it comes: nothing is decoded where there is a network.
enum LinkStage: StageWork {
  static func run(at bench: Workbench) throws -> [String: String] {
    let notes = bench.order.notes
    guard let link = notes[LinkedVideo.address].flatMap(LoomLink.init) else {
      throw Refusal("Nobody said which video is meant.", wayOut: "Drop its link again.")
    }
    let base = notes[LinkedVideo.base] ?? LoomLink.usualBase
    let dock = UploadDock(at: bench, LoomLink.service, namedByAdministrator: base == LoomLink.usualBase ? [] : [base])
    bench.progress(0, "asking \(LoomLink.service)")
    do {
      let loom = Loom(at: dock, base: base)
      let video = try loom.look(at: link)
      var facts = [LinkedVideo.address: link.address, LinkedVideo.title: video.title]
      if let seconds = video.seconds { facts[LinkedVideo.seconds] = String(seconds) }
      bench.progress(0.5, "fetching its picture")
      return facts.merging(try picture(of: video, by: loom, at: bench)) { $1 }
    } catch let problem as HostProblem {
      throw Failure(problem.refusal, kind: problem.cause == .gone ? .input : .passing, pause: problem.pause)
    }
  }

  /// A video without a picture is one all the same.
  private static func picture(of video: LoomVideo, by loom: Loom, at bench: Workbench) throws -> [String: String] {
    guard let address = video.picture else {
      return [LinkedVideo.pictureMissing: "\(LoomLink.service) names none that may be fetched."]
    }
    do {
      try bench.keep(LinkedVideo.fetched, try loom.fetch(address))
      return [LinkedVideo.hasPicture: "yes"]
    } catch let problem as HostProblem {
      return [LinkedVideo.pictureMissing: "It could not be fetched: \(problem.refusal.sentence)"]
    }
  }
}
