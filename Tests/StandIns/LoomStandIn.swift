/// Loom, as it answers those who ask about a link, and its store of pictures.
package struct LoomStandIn: HostStandIn {
  package let id: String
  package var title: String
  package var isPrivate = false
  /// What lies where its answer says that the picture is; nil: that is on another server.
  package var picture: [UInt8]?
  /// Said in place of its own address of the picture: a whole JSON value.
  package var pictureAddress: String?
  /// Said in place of the whole answer.
  package var answer: String?
  package private(set) var asked = 0

  package init(id: String, title: String) {
    self.id = id
    self.title = title
  }

  package mutating func answer(_ request: StandInRequest) -> Answer {
    guard request.method == "GET", request["authorization"] == nil, request["cookie"] == nil else {
      return .json(#"{"error":"bad request"}"#, status: 400)
    }
    if request.steps == ["thumbnails", "\(id).gif"], request.query.isEmpty, let picture {
      return .reply(picture, headers: ["Content-Type: image/gif"])
    }
    guard request.steps == ["v1", "oembed"], request["accept"] == "application/json",
      request.query == ["maxwidth": "640", "url": "https://www.loom.com/share/\(id)"]
    else { return .json(#"{"error":"not found"}"#, status: 404) }
    asked += 1
    if isPrivate { return .json(#"{"error":"unauthorized"}"#, status: 401) }
    if let answer { return .json(answer) }
    let own = picture == nil ? "https://cdn.loom.com/sessions/thumbnails" : "http://\(request["host"] ?? "")/thumbnails"
    return .json(
      #"""
      {"type":"video","version":"1.0","html":"<script>alert(1)</script><iframe src=\"https://evil.example/\"></iframe>",
      "height":360,"width":640,"provider_name":"Loom","provider_url":"https://www.loom.com",
      "thumbnail_url":\#(pictureAddress ?? "\"\(own)/\(id).gif\""),"thumbnail_width":640,"thumbnail_height":360,
      "duration":123.4,"title":\#(quoted(title)),"description":null}
      """#)
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
  }
}
