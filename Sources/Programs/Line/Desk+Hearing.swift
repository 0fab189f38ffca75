import Files
import Production
import Settings

extension Desk {
  /// Sees to it that changes on the share are told, as far as the kernel can tell them.
  func listen(with ears: ShareEars) async {
    await ears.listen(at: client.share) { folder, name in
      let place = try share.folder(Self.name(of: folder))
      try place.remove(name)
      _ = try place.create(name)
      try place.remove(name)
    }
  }
}
