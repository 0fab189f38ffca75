import Files
import Production
import Testing

@testable import Outbox

@Suite struct ReceiptTests {
  private func publication() throws -> Publication {
    Publication(
      story: try Samples.story("interest"), deliveries: [], originals: [], provenance: Samples.provenance(), at: Samples.now)
  }

  private func files() throws -> [Receipt.File] {
    [Receipt.File(name: "interest.tiktok.mp4", digest: try Samples.digest(3), size: 3_400_000)]
  }

  @Test func theReceiptIsGolden() throws {
    let bytes = Receipt(try publication(), files: try files()).bytes(named: .known("receipt.json"))
    let (one, two, three) = (try Samples.digest(1).hex, try Samples.digest(2).hex, try Samples.digest(3).hex)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let seal = try #require(lines.first { $0.hasPrefix("  \"seal\": \"Dropreel ") })
    #expect(seal.count == "  \"seal\": \"Dropreel 0123456789abcdef\"".count)
    #expect(lines.filter { $0 != seal }.joined(separator: "\n") == Self.golden(one, two, three))
    #expect(Seal.isOurs(name: Array("receipt.json".utf8), bytes: bytes))
  }

  @Test func everySettingIsInTheReceipt() throws {
    let text = String(decoding: Receipt(try publication(), files: []).bytes(named: .known("receipt.json")), as: UTF8.self)
    let block = text.split(separator: "\"settings\": {")[1].split(separator: "\n  },")[0]
    let members = block.split(separator: "\n").filter { $0.hasPrefix("    \"") }
    #expect(members.count == Mirror(reflecting: JobSettings.defaults).children.count)
  }

  @Test func aPersonCanReadHowItWasMade() throws {
    let note = HowItWasMade(try publication(), files: try files(), clock: .fixed(secondsFromUTC: 7200)).note
    let text = note.lines.joined(separator: "\n")
    for words in [
      "How \"interest\" was made", "The voices in this video are made by a computer.", "Made from: Zinsen <b>fdp.docx",
      "Finished:  4 March 2026, 17:42", "Cost:      $0.14",
      "- Anna rejected version 1 on 4 March 2026, 17:02, with the notes: Shorter, please",
      "- Anna approved version 2 on 4 March 2026, 17:32", "- voice: 1 min, at try 2, $0.14", "- picture: 3 min, free",
      "- Lerato: heart",
      "- Poppins: OFL-1.1", "- interest.tiktok.mp4, 3.4 MB",
    ] { #expect(text.contains(words)) }
    #expect(!text.contains("\u{202E}"))
  }

  private static func golden(_ one: String, _ two: String, _ three: String) -> String {
    """
    {
      "schema": 1,
      "job": "interest",
      "client": "acme",
      "created": "2026-03-04T15:21:00Z",
      "published": "2026-03-04T15:42:00Z",
      "ai_label": "The voices in this video are made by a computer.",
      "source": {
        "name": "Zinsen <b>\\u202efdp.docx",
        "sha256": "\(one)"
      },
      "unused": [],
      "script_version": 2,
      "settings": {
        "style": "auto",
        "target_length_microseconds": 45000000,
        "longest_microseconds": 120000000,
        "formats": [
          "tiktok"
        ],
        "still_frames": "skip",
        "encoded_formats": [],
        "text": "fade_in",
        "marks_words": true,
        "burns_captions": true,
        "transition": "cut",
        "render": "auto",
        "music": "",
        "thumbnail": "designed",
        "thumbnail_microseconds": 0,
        "sound_formats": [
          "wav",
          "mp3"
        ],
        "gates": [
          "script"
        ],
        "priority": "normal",
        "questioner": {
          "name": "Thabo",
          "character": "thabo",
          "voice": "kumo"
        },
        "explainer": {
          "name": "Lerato",
          "character": "lerato",
          "voice": "heart"
        },
        "brand": "",
        "site": "",
        "tone": "professional",
        "audience": "",
        "key_messages": [],
        "language": "",
        "unknown_language": "warn",
        "forbidden": [],
        "shows_sources": false,
        "topics": 0,
        "topic": "",
        "demo": {
          "preset": "medium",
          "ladder": [
            1080,
            720,
            480,
            360
          ],
          "slides": true,
          "hls": false,
          "longest_microseconds": 600000000,
          "fastest_percent": 200,
          "trims_silence": false
        },
        "page": {
          "button_label": "Learn more",
          "button_address": "",
          "sends_beacons": true,
          "do_not_track": "honour",
          "base_address": ""
        },
        "publish": {
          "host": "",
          "privacy": "unlisted",
          "may_be_downloaded": true,
          "expires_days": 0
        },
        "starts_at": null,
        "max_batch": 100,
        "transform": null,
        "again": false
      },
      "approvals": [
        {
          "decision": "reject",
          "about": "script",
          "by": "Anna",
          "at": "2026-03-04T15:02:00Z",
          "version": 1,
          "text_sha256": null,
          "notes": "Shorter,\\nplease"
        },
        {
          "decision": "approve",
          "about": "script",
          "by": "Anna",
          "at": "2026-03-04T15:32:00Z",
          "version": 2,
          "text_sha256": "\(two)",
          "notes": ""
        }
      ],
      "publishing": null,
      "cost_microdollars": 140000,
      "stages": [
        {
          "stage": "voice",
          "started": "2026-03-04T15:33:00Z",
          "ended": "2026-03-04T15:34:00Z",
          "took_microseconds": 60000000,
          "attempts": 2,
          "cost_microdollars": 140000,
          "facts": {
            "engine": "kokoro",
            "words": "112"
          },
          "made": []
        },
        {
          "stage": "picture",
          "started": "2026-03-04T15:34:00Z",
          "ended": "2026-03-04T15:37:00Z",
          "took_microseconds": 180000000,
          "attempts": 1,
          "cost_microdollars": 0,
          "facts": {},
          "made": [
            {
              "name": "video.mp4",
              "sha256": "\(three)",
              "bytes": 3400000
            }
          ]
        }
      ],
      "voices": {
        "Lerato": "heart",
        "Thabo": "kumo"
      },
      "versions": {
        "dropreel": "1.0",
        "x264": "164"
      },
      "licences": {
        "Poppins": "OFL-1.1"
      },
      "files": [
        {
          "name": "interest.tiktok.mp4",
          "sha256": "\(three)",
          "bytes": 3400000
        }
      ],
    }

    """
  }
}
