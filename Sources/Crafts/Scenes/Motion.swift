package import Production

/// How a film moves, as it was asked for.
package struct Motion: Hashable, Sendable {
  package var text: TextAnimation
  package var marksWords: Bool
  package var burnsCaptions: Bool
  package var transition: Transition
  package var render: RenderChoice

  package init(
    text: TextAnimation = .fadeIn, marksWords: Bool = true, burnsCaptions: Bool = true, transition: Transition = .cut,
    render: RenderChoice = .auto
  ) {
    self.text = text
    self.marksWords = marksWords
    self.burnsCaptions = burnsCaptions
    self.transition = transition
    self.render = render
  }

  package init(_ settings: JobSettings) {
    self.init(
      text: settings.text, marksWords: settings.marksWords, burnsCaptions: settings.burnsCaptions,
      transition: settings.transition, render: settings.render)
  }
}
