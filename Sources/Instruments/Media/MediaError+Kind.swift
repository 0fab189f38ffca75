import CLibav
import Glibc
package import Production

extension MediaError {
  /// Whether trying again may help: a full disk passes, a broken file does not.
  package var kind: Failure.Kind {
    switch cause {
    case .cancelled: .restart
    case .call(_, let code, _, _): Self.passing.contains(where: { clibav_error($0) == code }) ? .passing : .input
    case .system(_, let errno): Self.passing.contains(errno) ? .passing : .input
    case .refused, .locked, .damaged, .misfit: .input
    }
  }

  private static let passing = [ENOSPC, EDQUOT, EIO, ENOMEM, EMFILE, ENFILE, EAGAIN]
}
