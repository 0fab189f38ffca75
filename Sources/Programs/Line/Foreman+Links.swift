import Files
import Ledger
import Production
import Settings

extension Foreman {
  /// What the asking about a dropped link is told: the link itself and whom to ask, as it meets the network and is handed no file.
  func linkMatters(of work: LeasedWork) throws -> [String: String] {
    guard work.lease.stage == .link else { return [:] }
    let drop = work.job.order.drop
    // Of a group, the first part is the link that the others belong to.
    let content = drop.parts.first?.digest ?? drop.digest
    let name = drop.parts.first?.path.last ?? drop.path.last ?? []
    guard let bytes = try house.store.read(content, atMost: LinkFile.largest) else {
      throw Failure(
        Refusal(
          "A part of the work is missing from the service's store.", wayOut: "Drop the link again.",
          detail: "no content \(content)"), kind: .input)
    }
    guard let link = LinkFile.link(in: bytes, named: String(decoding: name, as: UTF8.self)), let video = LoomLink(link) else {
      throw Failure(
        Refusal("There is no link to a video at Loom in it.", wayOut: "Drop the link that Loom's share button gives."),
        kind: .input)
    }
    return [LinkedVideo.address: video.address, LinkedVideo.base: house.settings.loomBase]
  }
}
