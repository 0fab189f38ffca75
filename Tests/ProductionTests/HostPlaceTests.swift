import Production
import Testing

@Suite struct HostPlaceTests {
  private func bucket(_ change: (inout HostAccount) -> Void = { _ in }) -> HostAccount {
    var account = HostAccount(name: "cellar", kind: .s3)
    (account.bucket, account.region, account.prefix) = ("films", "eu-central-1", "clients/")
    change(&account)
    return account
  }

  @Test func theSamePlaceHasTheSameWords() {
    let named = bucket { $0.endpoint = "https://s3.eu-central-1.amazonaws.com/" }
    #expect(bucket().place == "the bucket films at https://s3.eu-central-1.amazonaws.com")
    #expect(named.place == bucket().place)
    // What stands before the keys is no other place: the whole keys are remembered.
    #expect(bucket { $0.prefix = "other/" }.place == bucket().place)
    #expect(bucket { $0.bucket = "other" }.place != bucket().place)
    var copy = HostedCopy(id: "clients/rain", link: "", state: .ready)
    #expect(!bucket().isElsewhere(copy), "of earlier copies nobody knows")
    copy.place = bucket().place
    #expect(!bucket().isElsewhere(copy))
    let other = bucket { $0.endpoint = "http://127.0.0.1:9000" }
    #expect(other.isElsewhere(copy))
    #expect(
      other.elsewhere(copy).refusal.sentence
        == "The video lies in the bucket films at https://s3.eu-central-1.amazonaws.com, and the host cellar is the bucket films at "
        + "http://127.0.0.1:9000 now.")
  }

  @Test func anAddressIsKnownWhereEverybodyFindsIt() {
    #expect(bucket().shownAddress(of: "rain") == "https://films.s3.eu-central-1.amazonaws.com/clients/rain")
    #expect(bucket { $0.url = "https://cdn.example.com" }.shownAddress(of: "rain") == "https://cdn.example.com/rain")
    #expect(
      bucket { $0.endpoint = "http://127.0.0.1:9000" }.shownAddress(of: "rain") == "http://127.0.0.1:9000/films/clients/rain")
    #expect(bucket { $0.signing = .presigned }.shownAddress(of: "rain") == nil)
    #expect(bucket { $0.prefix = "a b?/" }.shownAddress(of: "rain") == nil)
    #expect(HostAccount(name: "tube", kind: .peertube).shownAddress(of: "rain") == nil)
    var folder = HostAccount(name: "nas", kind: .folder)
    (folder.url, folder.path) = ("https://videos.example.com/films", "/srv/videos")
    #expect(folder.shownAddress(of: "rain") == "https://videos.example.com/films/rain")
    #expect(folder.place == "the folder /srv/videos")
  }

  @Test func onlyWhatLiesThereOtherwiseIsBrought() {
    func file(_ name: String, _ text: String) -> HostParcel.File {
      HostParcel.File(name: name, digest: Digest(sha256: [UInt8](repeating: text.utf8.first ?? 0, count: 32)), size: 1)
    }
    var lying = [file("film.mp4", "f"), file("index.html", "1")]
    let wanted = [file("film.mp4", "f"), file("index.html", "2"), file("new.jpg", "n")]
    #expect(wanted.otherThan(lying) == [wanted[1], wanted[2]])
    lying.replace(with: [wanted[1], wanted[2]])
    #expect(lying == wanted)
  }
}
