/// The elements of HTML that mean something to a reader of text; no more than 128, for `HtmlTags`.
enum HtmlTag: UInt8, CaseIterable {
  /// Text, and elements that mean nothing.
  case letters, other
  case html, head, body, title, meta, base, link, style, script, noscript, template
  case article, aside, section, main, nav, header, footer, hgroup, address, details, summary, dialog, figure, figcaption
  case div, p, pre, blockquote, center, fieldset, legend, form, hr, br, wbr, ul, ol, li, menu, dir, dl, dt, dd
  case h1, h2, h3, h4, h5, h6
  case table, caption, colgroup, col, thead, tbody, tfoot, tr, td, th
  case a, b, strong, i, em, u, s, strike, del, ins, mark, small, big, sub, sup, code, kbd, samp, tt, font, span, cite, q, abbr,
    dfn
  case label, button, input, select, option, optgroup, textarea, datalist, output, progress, meter
  case img, picture, source, svg, math, iframe, object, embed, applet, audio, video, canvas, map, area, track, param
  case ruby, rt, rp, rtc, xmp, listing, plaintext, noframes, noembed, frame, frameset, xml

  private static let byName = [String: HtmlTag](
    uniqueKeysWithValues: allCases.filter { $0 != .letters && $0 != .other }.map { ($0.name, $0) })

  var name: String { "\(self)" }

  static func named(_ name: String) -> HtmlTag { byName[name] ?? .other }

  /// Nothing is ever in these, and they have no end.
  var isVoid: Bool {
    switch self {
    case .area, .base, .br, .col, .embed, .hr, .img, .input, .link, .meta, .param, .source, .track, .wbr, .frame:
      true
    default: false
    }
  }

  /// Their content is no markup.
  var isRaw: Bool {
    switch self {
    case .script, .style, .xmp, .iframe, .noembed, .noframes, .textarea, .title, .plaintext: true
    default: false
    }
  }

  /// What begins and ends a part of text.
  var isBlock: Bool {
    switch self {
    case .html, .body, .article, .aside, .section, .main, .nav, .header, .footer, .hgroup, .address, .details, .summary, .dialog,
      .figure,
      .figcaption, .div, .p, .pre, .blockquote, .center, .fieldset, .legend, .form, .hr, .ul, .ol, .li, .menu, .dir, .dl, .dt,
      .dd, .h1,
      .h2, .h3, .h4, .h5, .h6, .table, .caption, .thead, .tbody, .tfoot, .tr, .td, .th, .xmp, .listing, .plaintext, .optgroup,
      .option:
      true
    default: false
    }
  }

  var headingLevel: Int? {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: nil
    }
  }

  /// What a person does not see, or cannot mark and copy as text.
  var isSilent: Bool {
    switch self {
    case .head, .style, .script, .noscript, .template, .dialog, .button, .input, .select, .option, .optgroup, .textarea,
      .datalist, .output,
      .progress, .meter, .svg, .math, .iframe, .object, .embed, .applet, .audio, .video, .canvas, .map, .rt, .rp, .rtc, .noframes,
      .noembed, .frameset, .xml, .title, .colgroup:
      true
    default: false
    }
  }

  /// What makes words stand out.
  var isEmphasis: Bool {
    switch self {
    case .b, .strong, .em, .mark, .code, .dfn: true
    default: false
    }
  }
}
