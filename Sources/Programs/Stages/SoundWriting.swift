import Files
import Glibc
import Production
import Speech
import Voices

/// A recording's samples into a WAV file of the work folder.
enum SoundWriting {
  static func write(_ samples: [Float], to name: String) throws {
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    // A disk without room for it has some again later.
    guard descriptor >= 0 else { throw FileError(call: "open", name: name, code: errno) }
    defer { close(descriptor) }
    do {
      var writer = try WaveWriter(descriptor: descriptor, rate: Recording.rate)
      try writer.append(samples)
      try writer.finish()
    } catch {
      throw error.failure
    }
  }
}
