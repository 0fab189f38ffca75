import Digests
import Films
import Glibc
import Production
import Testing

@testable import Stages

/// Single pictures of a recording, at the moments at which people see them.
@Suite struct RecordedStillsTests {
  /// A screen on which something changes every four seconds, and then each time is brighter: a file of three pictures.
  @Test func thePictureThatIsSeenIsShownHoweverLongItStands() throws {
    let path = "/tmp/dropreel-stills-\(getpid())-\(UInt32.random(in: 0...UInt32.max)).mp4"
    defer { unlink(path) }
    let picture = "color=black:s=64x36:r=1/4:d=12,format=yuv420p,geq=lum='16+60*N':cb=128:cr=128"
    try #require(system("ffmpeg -v error -nostdin -y -f lavfi -i \"\(picture)\" -c:v libx264 -bf 0 '\(path)'") == 0)
    let open = try OpenPart(path: path)
    let file = try RecordingFile(descriptor: open.descriptor, name: "a.mp4", digest: Digest(of: []))
    let stills = RecordedStills(OpenRecording([OpenRecording.Part(open: open, file: file)]))
    func brightness(_ seconds: Double) throws -> Int {
      Int(try stills.still(at: Timecode(seconds: seconds), in: stills.size).pixels[0])
    }
    let wanted = try [0, 4, 8].map(brightness)
    #expect(wanted[0] < wanted[1] && wanted[1] < wanted[2])
    #expect(try [0.3, 3, 3.9, 4.1, 6, 7.99, 8.01, 11, 30].map(brightness) == [0, 0, 0, 1, 1, 1, 2, 2, 2].map { wanted[$0] })
  }
}
