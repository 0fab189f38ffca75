/// The library that stands between the daemon and the kernel, compiled from its source beside these tests.
package struct Shim: Sendable {
  package let path: String

  /// Compiles it into a folder.
  package init(in folder: String) throws {
    path = "\(folder)/faultshim.so"
    let source = #filePath.split(separator: "/").dropLast(2).reduce("") { "\($0)/\($1)" } + "/FaultShim/faultshim.c"
    let compiler = try RunningProgram(
      "/usr/bin/cc", ["-O1", "-shared", "-fPIC", "-o", path, source, "-ldl"], environment: ["PATH": "/usr/bin:/bin"],
      output: "\(folder)/cc.log")
    guard compiler.wait() == 0 else { throw FaultProblem(FileTree.text("\(folder)/cc.log") ?? "cc failed") }
  }

  /// Faults that come and go by what lies in a folder.
  func environment(controls: String, roots: [String]) -> [String: String] {
    ["LD_PRELOAD": path, "FAULT_ROOTS": roots.joined(separator: ":"), "FAULT_CONTROLS": controls]
  }

  func environment(_ fault: Fault?, in folder: String, roots: [String], log: String, until: String) -> [String: String] {
    var variables = ["LD_PRELOAD": path, "FAULT_ROOTS": roots.joined(separator: ":"), "FAULT_LOG": log]
    guard let fault else { return variables }
    variables["FAULT_AT"] = String(fault.at)
    variables["FAULT_HOW"] = fault.how.rawValue
    variables["FAULT_CALLS"] = fault.calls.map { $0 + "," }.joined()
    if let place = fault.place { variables["FAULT_PATH"] = CallSite.pattern(of: place, in: folder) }
    if fault.syncsLie { variables["FAULT_SYNCS"] = "lie" }
    if fault.isUntilFreed { variables["FAULT_UNTIL"] = until }
    return variables
  }
}
