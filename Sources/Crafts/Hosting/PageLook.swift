import Digests
import FoundationEssentials
import Pages
import Production

/// How pages look and what runs on them, and the policy that lets nothing else in.
struct PageLook {
  let sheet: PageCode
  let script: PageCode

  init(_ palette: PagePalette) {
    sheet = PageCode(builtIn: PackageResources.page_css).knowing([
      ("band", palette.band.value), ("band-ink", palette.bandText.value), ("button", palette.button.value),
      ("button-ink", palette.buttonText.value), ("accent-light", palette.accentOnLight.value),
      ("accent-dark", palette.accentOnDark.value),
    ])
    script = PageCode(builtIn: PackageResources.player_js)
  }

  /// Only what lies beside the page is loaded, and only this sheet and this script count. Where a page is opened as a file, `file:` is what
  /// browsers call that; on a web server it lets nothing in.
  var policy: String {
    """
    default-src 'none'; media-src 'self' file:; img-src 'self' file: data:; connect-src 'self'; script-src '\(Self.mark(script))'; \
    style-src '\(Self.mark(sheet))'; base-uri 'none'; form-action 'none'
    """
  }

  /// A page's own mark, so that no browser asks the server for one.
  static let icon: StaticString = "data:,"

  private static func mark(_ code: PageCode) -> String {
    "sha256-" + Data(Digest(of: code.source).bytes).base64EncodedString()
  }
}
