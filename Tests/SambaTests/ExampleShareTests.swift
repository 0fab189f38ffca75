import Glibc
import Rig
import Testing

/// The example share that we give to administrators.
@Suite struct ExampleShareTests {
  @Test func sambaUnderstandsIt() throws {
    guard access("/usr/bin/testparm", X_OK) == 0 else {
      NotRun.say("SambaTests/ExampleShareTests", why: "there is no testparm; scripts/setup test installs it")
      return
    }
    var template = Array("/tmp/dropreel-example-XXXXXX".utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
    try #require(descriptor >= 0)
    close(descriptor)
    let output = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(output) }
    let code = try Child.run(
      ["/usr/bin/testparm", "-s", "\(Smbd.project)/systemd/samba/dropreel.conf"], output: output)
    let said = Smbd.read(output)
    #expect(code == 0)
    for word in ["Unknown parameter", "Ignoring", "Invalid", "ERROR", "WARNING"] { #expect(!said.contains(word), "\(said)") }
    for line in [
      "follow symlinks = No", "directory mask = 02770", "oplocks = No", "vfs objects = full_audit catia fruit streams_xattr",
    ] {
      #expect(said.contains(line), "\(line) is not in force:\n\(said)")
    }
  }
}
