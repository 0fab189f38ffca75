/// The files of the page that shows a finished video, as results of stages: these lie in no folder.
package enum PageFile {
  /// Where they lie for people.
  package static let folder = "share-page"
  package static let page = "index.html"
  package static let captions = "captions.vtt"
  /// What leads to it; these lie beside its folder.
  package static let mail = "email.html"
  package static let message = "email.eml"
  /// The page as it was made, for whoever writes it again with other words; nothing for people.
  package static let record = "share-page.json"
  private static let prefix = "page "

  package static func artifact(_ name: String) -> String { prefix + name }

  /// As it is called in the page's folder; nil for any other result.
  package static func name(of artifact: String) -> String? {
    artifact.hasPrefix(prefix) ? String(artifact.dropFirst(prefix.count)) : nil
  }

  /// What was drawn for a video and is shown on its page too: the films, each once, and their pictures.
  package static func shown(of drawn: [Artifact]) -> [Artifact] {
    var films: Set<Digest> = []
    return drawn.filter { artifact in
      guard StreamFile.name(of: artifact.name) == nil else { return false }
      if artifact.name.hasSuffix(".mp4") { return films.insert(artifact.digest).inserted }
      return isPoster(artifact.name) || artifact.name == movingPicture
    }
  }

  /// A picture of a few moments.
  package static let movingPicture = "preview.gif"

  package static func isPoster(_ name: String) -> Bool { name.hasPrefix("thumbnail") && name.hasSuffix(".jpg") }
}

/// What the stage that makes the page is told in the notes of its order.
package enum PageNote {
  /// What the page's folder will be called on the web server; not there where it goes onto none.
  package static let job = "page job"
  /// The code of the language that is spoken.
  package static let language = "page language"
  /// There where not all voices are people's own.
  package static let spokenByComputer = "page spoken by a computer"
  /// There where a package for streaming lies beside the films.
  package static let streams = "page streams"
}
