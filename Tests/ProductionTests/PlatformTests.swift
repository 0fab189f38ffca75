import Production
import Testing

@Suite struct PlatformTests {
  @Test func everyPlatformSaysWhatItDoesNotTake() {
    #expect(VideoFormat.instagramPost.objection(to: Timecode(seconds: 45)) == nil)
    #expect(
      VideoFormat.instagramPost.objection(to: Timecode(seconds: 75))
        == "instagram_post is not made: the Instagram feed takes no video over 60 s, and this one is 75 s long.")
    #expect(
      VideoFormat.tiktok.objection(to: Timecode(seconds: 2.5))
        == "tiktok is not made: TikTok takes no video under 3 s, and this one is 2.5 s long.")
    for format in VideoFormat.all {
      #expect(format.objection(to: format.platform.longest) == nil && format.objection(to: format.platform.shortest) == nil)
      #expect(format.objection(to: format.platform.longest + Timecode(seconds: 1)) != nil)
    }
  }

  @Test func lengthsAreSaidAsPeopleSayThem() {
    #expect(
      [2.5, 60, 140, 600, 900, 43_200].map { Platform.words(Timecode(seconds: $0)) } == [
        "2.5 s", "60 s", "140 s", "10 min", "15 min", "12 h",
      ])
  }

  @Test func aScriptIsWrittenForTheStrictestPlatform() {
    var settings = JobSettings.defaults
    settings.formats = [.tiktok, .instagramPost, .twitterWide]
    settings.targetLength = Timecode(seconds: 90)
    #expect(settings.strictestFormat == .instagramPost)
    #expect(settings.forEveryFormat.longest.seconds == 60 && settings.forEveryFormat.targetLength.seconds == 60)
    #expect(settings.lengthRemark?.contains("the Instagram feed takes no longer videos (instagram_post)") == true)
    #expect(settings.longestInAnyFormat.seconds == 120)
    #expect(settings.remarks(onFilmOf: Timecode(seconds: 75)).count == 1)
    settings.formats = [.tiktok]
    #expect(settings.strictestFormat == nil && settings.forEveryFormat == settings && settings.lengthRemark == nil)
    settings.formats = [.instagramPost, .instagramPortrait]
    #expect(settings.longestInAnyFormat.seconds == 60)
  }

  @Test func whoWritesHeedsOfTheFormatsOnlyHowLongAFilmMayBe() {
    func heeded(_ formats: VideoFormat...) -> [VideoFormat] {
      var settings = JobSettings.defaults
      settings.formats = formats
      return settings.lengthFormats
    }
    #expect(heeded(.youtube) != heeded(.instagramPost))
    #expect(heeded(.youtube, .instagramPost) != heeded(.youtube))
    #expect(heeded(.twitterWide) == heeded(.twitterSquare))
    #expect(heeded(.tiktok, .instagramReel) == heeded(.instagramReel, .tiktok))
  }
}
