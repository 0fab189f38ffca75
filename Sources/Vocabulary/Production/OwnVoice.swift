/// A voice that speaks on this machine and costs nothing.
package enum OwnVoice: String, Sendable, CaseIterable {
  case heart, kumo, slt, rms
}
