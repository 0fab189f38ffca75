import Dispatch
package import Scripts
package import Speech
import Synchronization

extension Recording {
  /// The programme of what was said already: one sound for each utterance, and the voice that said it. All cores work at it.
  package init(_ utterances: [Utterance], said: [(sound: SpokenSound, voice: String)], pacing: Pacing = .standard)
    throws(SpeechError)
  {
    let count = min(utterances.count, said.count)
    let made = Mutex([Int: Result<Take, SpeechError>]())
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let take = Result { () throws(SpeechError) in
        try Take(said[index].sound, saying: utterances[index].spoken, voice: said[index].voice)
      }
      made.withLock { $0[index] = take }
    }
    var takes: [Take] = []
    for index in 0..<count {
      guard let take = made.withLock({ $0[index] }) else { throw .nothingToSay }
      takes.append(try take.get())
    }
    let programme = Programme(utterances, takes, pacing)
    self.init(
      samples: try Mastering().master(programme.samples, truePeak: programme.truePeak, rate: Self.rate),
      voiceover: programme.voiceover)
  }
}
