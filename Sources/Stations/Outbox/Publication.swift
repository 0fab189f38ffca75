package import Production

/// A finished job: all that its folder in outbox/ is made of.
package struct Publication: Sendable {
  package let story: JobStory
  package let deliveries: [Delivery]
  package let originals: [Original]
  package let provenance: Provenance
  package let at: Moment
  /// What a person approved to go out with it; nil where nobody was asked.
  package var details: PublishDetails?

  package init(story: JobStory, deliveries: [Delivery], originals: [Original], provenance: Provenance, at: Moment) {
    self.story = story
    self.deliveries = deliveries
    self.originals = originals
    self.provenance = provenance
    self.at = at
  }
}
