/// What to start, where and with what.
package struct ChildPlan: Hashable, Sendable {
  /// The path of the program; no search path is used.
  package let program: String
  /// Without the program's own name.
  package let arguments: [String]
  /// All that the child finds in its environment; the service's own is not handed on.
  package let environment: [String: String]
  package let workFolder: String
  /// Open descriptors that the child gets as 3, 4, and so on. They are borrowed until `spawn` has returned.
  package let descriptors: [Int32]
  /// 0 is ordinary, 19 is the most modest.
  package let niceness: Int32

  package init(
    program: String, arguments: [String] = [], environment: [String: String] = [:], workFolder: String,
    descriptors: [Int32] = [], niceness: Int32 = 0
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.workFolder = workFolder
    self.descriptors = descriptors
    self.niceness = niceness
  }
}
