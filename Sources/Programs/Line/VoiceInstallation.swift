import Production
import Sandbox

/// Puts the neural voices into the state folder, by the script that came with the program.
package enum VoiceInstallation {
  /// Takes minutes and needs the network, once. Done again, it changes nothing.
  package static func run(_ installation: Installation, state: String, path: String?) async throws -> String {
    guard installation.speechHost != nil else {
      throw Refusal(
        "The program's speech folder is missing.", wayOut: "Set DROPREEL_DATA to the folder share/dropreel of the installation.")
    }
    let nursery = try Nursery()
    defer { nursery.close() }
    let child = try await nursery.spawn(
      ChildPlan(
        program: installation.voiceInstaller, arguments: ["\(state)/voices"],
        environment: ["LANG": "C.UTF-8", "HOME": state, "PATH": path ?? "/usr/bin:/bin"], workFolder: state))
    for await _ in child.lines {}
    let end = await child.waitUntilEnded()
    guard end.wentWell else {
      throw Refusal(
        "The neural voices were not installed.", wayOut: "Mend what the detail says, then run it again.", detail: end.detail)
    }
    return "\(state)/voices"
  }
}
