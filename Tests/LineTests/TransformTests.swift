import Files
import Glibc
import Production
import Rig
import Testing

/// Videos that are changed by the line: dropped with a job file, back in outbox/ with a sentence of what was done.
@Suite(.timeLimit(.minutes(10))) struct TransformTests {
  private static func shell(_ command: String) throws -> String {
    let stream = try #require(popen("{ \(command) ; } 2>&1", "r"))
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { output += buffer[..<count] }
    let text = String(decoding: output, as: UTF8.self)
    try #require(pclose(stream) == 0, "\(command): \(text)")
    return text
  }

  private static func film(_ path: String, seconds: Int = 4) throws {
    _ = try shell(
      "ffmpeg -v error -nostdin -y -f lavfi -i testsrc2=size=160x90:rate=25 -f lavfi -i sine -t \(seconds) -c:v libx264 -preset veryfast -g 25 -c:a aac '\(path)'"
    )
  }

  private static func frames(_ path: String) throws -> String {
    try shell(
      "ffprobe -v error -count_frames -select_streams v -show_entries stream=nb_read_frames -of default=nw=1:nk=1 '\(path)'")
  }

  @Test func aVideoIsCutByTheJobFileBesideIt() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/aside")
    try Self.film("\(rig.share())/aside/talk.mp4")
    let original = try rig.bytes("acme/aside/talk.mp4")
    try rig.write(
      "kind = \"transform\"\ndo = \"trim\"\nfrom = \"0:01\"\nto = 3\nfile = \"talk.mp4\"\n", to: "acme/inbox/talk.job.toml")
    try rig.move("acme/aside/talk.mp4", to: "acme/inbox/talk.mp4")
    try await rig.wait(for: "talk", toBe: .completed)
    #expect(rig.names("acme/inbox") == [])
    #expect(rig.names("acme/review") == [])
    #expect(rig.names("acme/outbox/talk").contains("talk.mp4"))
    #expect(try Self.frames("\(rig.share())/outbox/talk/talk.mp4") == "50\n")
    #expect(rig.names("acme/outbox/talk/source") == ["talk.job.toml", "talk.mp4"])
    #expect(try rig.bytes("acme/outbox/talk/source/talk.mp4") == original)
    let how = try rig.read("acme/outbox/talk/how-it-was-made.txt")
    #expect(how.contains("The video was cut from 0:01 to 0:03: all 50 pictures are as they were."), "\(how)")
    #expect(try await rig.run("verify").code == 0)
    try await rig.stop()
  }

  @Test func aFolderAndACommandDoTheSame() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/Joined")
    try Self.film("\(rig.share())/Joined/2.mp4", seconds: 1)
    try Self.film("\(rig.share())/Joined/10.mp4", seconds: 2)
    try rig.write("kind = \"transform\"\ndo = \"merge\"\n", to: "acme/Joined/job.toml")
    try rig.move("acme/Joined", to: "acme/inbox/Joined")
    try await rig.wait(for: "joined", toBe: .completed)
    #expect(try Self.frames("\(rig.share())/outbox/joined/joined.mp4") == "75\n")

    try Self.film("\(rig.path)/talk.mp4", seconds: 2)
    let said = try await rig.run("transform", "resize", "\(rig.path)/talk.mp4", "--set", "height=46", "--wait")
    #expect(said.code == 0, "\(said)")
    #expect(try Self.frames("\(rig.share())/outbox/talk-resize/talk-resize.mp4") == "50\n")
    let unknown = try await rig.run("transform", "resize", "\(rig.path)/talk.mp4", "--set", "hight=46")
    #expect(unknown.code != 0 && rig.names("acme/inbox") == [], "\(unknown)")
    // No job comes of what intake gives back; it is waited for all the same.
    try rig.write("style = \"tech\"\n", to: "two.job.toml")
    let refused = try await rig.run(
      "transform", "trim", "\(rig.path)/talk.mp4", "\(rig.path)/two.job.toml", "--from", "1", "--wait")
    #expect(refused.code != 0 && refused.output.contains("failed/talk-trim"), "\(refused)")
    try await rig.stop()
  }

  @Test func whatCannotBeDoneComesBackWithTheReason() async throws {
    let rig = try Rig()
    try rig.configure()
    try await rig.start()
    try rig.makeFolder("acme/Late")
    try Self.film("\(rig.share())/Late/talk.mp4", seconds: 1)
    try rig.write("kind = \"transform\"\ndo = \"trim\"\nfrom = \"5:00\"\n", to: "acme/Late/job.toml")
    try rig.move("acme/Late", to: "acme/inbox/Late")
    try await rig.wait(for: "late", toBe: .failed)
    try await rig.wait("the reason") { rig.names("acme/failed/late").contains { $0.hasPrefix("WHY") } }
    #expect(try rig.read("acme/failed/late/WHY.txt").contains("The cut begins at 5:00, and the video is over at 0:01."))
    // A mistake in the file is told with its line, and nothing is made of it.
    try rig.makeFolder("acme/Wrong")
    try Self.film("\(rig.share())/Wrong/talk.mp4", seconds: 1)
    try rig.write("kind = \"transform\"\ndo = \"trim\"\nwidth = 640\nfrom = 1\n", to: "acme/Wrong/job.toml")
    try rig.move("acme/Wrong", to: "acme/inbox/Wrong")
    try await rig.wait("the mistake") { rig.exists("acme/failed/wrong/WHY.txt") }
    let why = try rig.read("acme/failed/wrong/WHY.txt")
    #expect(why.contains("width says nothing to trim"), "\(why)")
    #expect(why.contains("job.toml:3"), "\(why)")
    try await rig.stop()
  }
}
