/// What the names that authors give to the parts of a page say about them.
enum HtmlNames {
  /// Whether a part of these names stands around the content.
  static func sayAround(_ said: String) -> Bool {
    guard !said.isEmpty else { return false }
    let names = said.lowercased()
    let words = names.split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty else { return false }
    if words.contains(where: { content.contains(String($0)) }) { return false }
    if words.contains(where: { around.contains(String($0)) }) { return true }
    return parts.contains { names.contains($0) } && !names.contains("body") && !names.contains("content")
  }

  private static let content: Set<String> = [
    "article", "body", "content", "main", "maincontent", "entry", "post", "text", "column", "shadow",
  ]

  private static let around: Set<String> = [
    "ad", "ads", "advert", "agegate", "banner", "breadcrumb", "breadcrumbs", "byline", "combx", "comment", "comments",
    "community", "consent", "cookie",
    "cookies", "disqus", "dropdown", "extra", "footer", "gdpr", "legends", "masthead", "menu", "modal", "nav", "navbar",
    "navigation",
    "newsletter", "noprint", "outbrain", "pager", "pagination", "popup", "promo", "recommended", "related", "remark", "replies",
    "rss",
    "share", "sharing", "shoutbox", "sidebar", "skip", "skyscraper", "social", "sponsor", "sponsored", "subscribe",
    "supplemental",
    "taboola", "tags", "toolbar", "topbar", "toc", "widget", "yom", "navbox", "editsection", "printonly", "metadata", "catlinks",
    "jump",
    "signup", "login", "trending", "overlay", "toast", "hidden",
  ]

  private static let parts = [
    "cookie-", "-cookie", "cookiebanner", "sidebar", "side-bar", "breadcrumb", "newsletter", "navigation", "social-", "-social",
    "sharebar",
    "share-", "sharing", "related-", "-related", "relatedpost", "comment-", "-comments", "footer", "mw-editsection", "mw-jump",
    "advert", "ad-slot", "adslot",
    "popup", "promo-", "subscribe", "recommend", "site-header", "sitenav", "menu-", "-menu", "pagination", "skip-link", "skip-to",
    "screen-reader", "visually-hidden", "visuallyhidden", "sr-only", "toctitle",
  ]
}
