/// What a page and an e-mail say of their own, in the language of the video where that is one of these.
struct PageWords: Sendable {
  /// The code of the language that the words are in.
  let language: String
  let chapters: String
  let quality: String
  let automatic: String
  let captions: String
  let like: String
  let share: String
  let copied: String
  let transcript: String
  let trouble: String
  let spoken: String
  let watch: String

  init(_ language: String) {
    self =
      switch language.prefix(2).lowercased() {
      case "de": .german
      case "fr": .french
      case "es": .spanish
      case "pt": .portuguese
      case "it": .italian
      case "nl": .dutch
      default: .english
      }
  }

  private init(
    _ language: String, chapters: String, quality: String, automatic: String, captions: String, like: String, share: String,
    copied: String, transcript: String, trouble: String, spoken: String, watch: String
  ) {
    (self.language, self.chapters, self.quality, self.automatic) = (language, chapters, quality, automatic)
    (self.captions, self.like, self.share, self.copied) = (captions, like, share, copied)
    (self.transcript, self.trouble, self.spoken, self.watch) = (transcript, trouble, spoken, watch)
  }

  private static let english = PageWords(
    "en", chapters: "Chapters", quality: "Quality", automatic: "Automatic", captions: "Captions", like: "I like it",
    share: "Share", copied: "The link is copied", transcript: "What is said", trouble: "This video cannot be played here.",
    spoken: "The voices in this video were made by a computer.", watch: "Watch the video")
  private static let german = PageWords(
    "de", chapters: "Kapitel", quality: "Qualität", automatic: "Automatisch", captions: "Untertitel", like: "Gefällt mir",
    share: "Teilen", copied: "Der Link ist kopiert", transcript: "Was gesagt wird",
    trouble: "Dieses Video kann hier nicht abgespielt werden.",
    spoken: "Die Stimmen in diesem Video hat ein Computer erzeugt.", watch: "Video ansehen")
  private static let french = PageWords(
    "fr", chapters: "Chapitres", quality: "Qualité", automatic: "Automatique", captions: "Sous-titres", like: "J’aime",
    share: "Partager", copied: "Le lien est copié", transcript: "Ce qui est dit",
    trouble: "Cette vidéo ne peut pas être lue ici.",
    spoken: "Les voix de cette vidéo ont été créées par un ordinateur.", watch: "Voir la vidéo")
  private static let spanish = PageWords(
    "es", chapters: "Capítulos", quality: "Calidad", automatic: "Automática", captions: "Subtítulos", like: "Me gusta",
    share: "Compartir", copied: "El enlace está copiado", transcript: "Lo que se dice",
    trouble: "Este vídeo no se puede reproducir aquí.",
    spoken: "Las voces de este vídeo fueron creadas por un ordenador.", watch: "Ver el vídeo")
  private static let portuguese = PageWords(
    "pt", chapters: "Capítulos", quality: "Qualidade", automatic: "Automática", captions: "Legendas", like: "Gosto",
    share: "Partilhar", copied: "A ligação está copiada", transcript: "O que é dito",
    trouble: "Este vídeo não pode ser reproduzido aqui.",
    spoken: "As vozes deste vídeo foram criadas por um computador.", watch: "Ver o vídeo")
  private static let italian = PageWords(
    "it", chapters: "Capitoli", quality: "Qualità", automatic: "Automatica", captions: "Sottotitoli", like: "Mi piace",
    share: "Condividi", copied: "Il link è copiato", transcript: "Che cosa viene detto",
    trouble: "Questo video non può essere riprodotto qui.",
    spoken: "Le voci di questo video sono state create da un computer.", watch: "Guarda il video")
  private static let dutch = PageWords(
    "nl", chapters: "Hoofdstukken", quality: "Kwaliteit", automatic: "Automatisch", captions: "Ondertiteling",
    like: "Vind ik leuk", share: "Delen", copied: "De link is gekopieerd", transcript: "Wat er wordt gezegd",
    trouble: "Deze video kan hier niet worden afgespeeld.",
    spoken: "De stemmen in deze video zijn door een computer gemaakt.", watch: "Bekijk de video")
}
