/// What Loom answers to those who ask about a link.
package struct LoomStandIn: HostStandIn {
  package let id: String
  package var title: String
  package var isPrivate = false

  package init(id: String, title: String) {
    self.id = id
    self.title = title
  }

  package mutating func answer(_ request: StandInRequest) -> Answer {
    guard request.method == "GET", request.steps == ["v1", "oembed"], request.query["maxwidth"] == "640",
      request.query["url"] == "https://www.loom.com/share/\(id)"
    else { return .json(#"{"error":"not found"}"#, status: 404) }
    if isPrivate { return .json(#"{"error":"unauthorized"}"#, status: 401) }
    return .json(
      #"""
      {"type":"video","version":"1.0","html":"<script>alert(1)</script><iframe src=\"https://evil.example/\"></iframe>",
      "height":360,"width":640,"provider_name":"Loom","provider_url":"https://www.loom.com",
      "thumbnail_url":"https://cdn.loom.com/sessions/thumbnails/\#(id).gif","thumbnail_width":640,"thumbnail_height":360,
      "duration":123.4,"title":\#(quoted(title)),"description":null}
      """#)
  }

  private func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\\\"") + "\"" }
}
