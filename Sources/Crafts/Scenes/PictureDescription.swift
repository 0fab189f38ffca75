package import Drawing

/// All that is visible in a frame, from the back to the front: equal descriptions are equal pixels.
package struct PictureDescription: Hashable, Sendable {
  package var layers: [Layer]

  package init(layers: [Layer] = []) { self.layers = layers }

  package func layers(_ role: Layer.Role) -> [Layer] { layers.filter { $0.role == role } }
}

/// One thing in a picture.
package struct Layer: Hashable, Sendable {
  package let role: Role
  package var shape: Shape
  package var opacity: Double
  /// How much larger than described it is drawn, around its middle: for things that pop.
  package var scale: Double
  /// How far from its place it is drawn, in whole pixels.
  package var shift = Shift()
  /// Only what lies in it is drawn; nil for all.
  package var clip: Box?

  /// What it is to a viewer.
  package enum Role: String, Sendable, CaseIterable {
    case scene, backdrop, listener, speaker, mouth, progress, header, title, bubble, name, caption, icon, card, takeaway, ornament
    case logo, watermark
  }

  package init(_ role: Role, _ shape: Shape, opacity: Double = 1, scale: Double = 1) {
    self.role = role
    self.shape = shape
    self.opacity = opacity
    self.scale = scale
  }

  /// Where it is; its shadow is not counted.
  package var box: Box {
    let box =
      switch shape {
      case .whole(_, let box): box
      case .backdrop(let backdrop): backdrop.box
      case .figure(let figure): figure.box
      case .panel(let panel): panel.box
      case .picture(_, let box, _): box
      case .text(let text): text.box
      }
    let scaled = scale == 1 ? box : box.scaled(by: scale)
    return shift == Shift() ? scaled : scaled.moved(byX: shift.x, y: shift.y)
  }

  package struct Shift: Hashable, Sendable {
    package var x = 0.0
    package var y = 0.0
  }
}

/// What can be drawn.
package enum Shape: Hashable, Sendable {
  /// Another picture, as one.
  case whole(PictureDescription, Box)
  case backdrop(Backdrop)
  case figure(Figure)
  case panel(Panel)
  /// Of one that moves, a moment from 0 to 1.
  case picture(Asset, Box, at: Double)
  case text(TextPiece)
}

/// What everything stands in front of.
package struct Backdrop: Hashable, Sendable {
  /// Where there is none, the two colours stand for it.
  package let asset: Asset?
  package let top: Colour
  package let bottom: Colour
  package let box: Box
  /// How much larger than its box it is drawn, for a camera that comes near; such a layer is drawn at a smaller scale.
  package var overscan = 1.0
}

/// A character in a pose.
package struct Figure: Hashable, Sendable {
  package let asset: Asset
  package let box: Box
  /// 1 as it was drawn; less, and it steps back into the dark.
  package let brightness: Double
  /// Of one that moves, the moment from 0 to 1.
  package var moment = 1.0
}

/// A rounded box that other things stand on.
package struct Panel: Hashable, Sendable {
  package let box: Box
  package let radius: Double
  package var paint: Paint
  package var tail: Tail? = nil
  package var outline: Outline? = nil
  /// How far the shadow reaches; 0 for none.
  package var shadow: Double = 0

  package struct Outline: Hashable, Sendable {
    package let width: Double
    package var colour: Colour
  }
}

/// A text at its place.
package struct TextPiece: Hashable, Sendable {
  /// Lines end where the text says so.
  package let text: String
  package let style: TextStyle
  package var colour: Colour
  package var parts: [ColouredPart] = []
  /// What the text takes up; lines are aligned in it.
  package let box: Box
  /// The most lines; what does not fit ends in an ellipsis.
  package var mostLines: Int? = nil
  package var shadow: Double = 0
  package var highlight: Highlight? = nil

  /// The word that is being said.
  package struct Highlight: Hashable, Sendable {
    package let word: PlacedWord
    /// The mark behind it.
    package let mark: Box
    package var markColour: Colour
    package var textColour: Colour
    package let scale: Double
  }
}
