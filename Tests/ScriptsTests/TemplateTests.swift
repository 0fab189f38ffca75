import Production
import Scripts
import Testing

@Suite struct TemplateTests {
  static let columns = ["first_name", "last_name", "company", "industry", "job_title", "tool"]

  private func read(_ text: String, _ values: [String: String], columns: [String] = Self.columns) -> ScriptReading {
    ScriptText.parse("TITLE: A\n[00:00] INTRO\n" + text).read(
      cast: ["Thabo", "Lerato"], values: LeadValues(columns: columns, values: values))
  }

  private func said(_ text: String, _ values: [String: String]) -> String {
    let reading = read(text, values)
    #expect(reading.problems == [], "\(text)")
    return reading.script.lines.map(\.text).joined(separator: " / ")
  }

  static let ada = [
    "first_name": "Ada", "company": "ACME Inc.", "industry": "retail", "last_name": "van der Berg", "tool": ".NET",
  ]

  @Test(arguments: [
    ("Hi {{first_name}}, welcome.", "Hi Ada, welcome."), ("Hi {{ First Name }}!", "Hi Ada!"),
    ("Hi {{job_title|there}}!", "Hi there!"), ("Hi {{job_title|\"dear you\"}}!", "Hi dear you!"),
    ("{{first_name|upper}} {{company|lower}}", "ADA acme inc."), ("{{last_name|title}}", "Van Der Berg"),
    ("{{last_name|first}} and {{last_name|last|upper}}", "van and BERG"), ("{{job_title|upper|you}}", "you"),
    ("I like {{company}}.", "I like ACME Inc."), ("Hi {{company}}, welcome.", "Hi ACME Inc., welcome."),
    ("Hi {{company}}. Welcome.", "Hi ACME Inc. Welcome."),
    ("Of {{#if company}}{{company}}{{/if}}, you know.", "Of ACME Inc., you know."),
    ("You use {{#if tool}}{{tool}}{{/if}} daily.", "You use .NET daily."),
    ("In {{#if industry}}{{industry}}{{else}}your field{{/if}} too.", "In retail too."),
    ("In {{#if job_title}}{{job_title}}{{else}}your field{{/if}} too.", "In your field too."),
    ("Hello{{#unless job_title}}, dear friend{{/unless}}.", "Hello, dear friend."),
    ("{{#if industry}}{{#if job_title}}a{{else}}b{{/if}}{{/if}} is it.", "b is it."),
    ("{{#if industry}}\nIn {{industry}}.\n{{else}}\nElsewhere.\n{{/if}}\nYes.", "In retail. Yes."),
    ("{{#unless industry}}\nNever.\n{{/unless}}\nYes.", "Yes."),
  ])
  func `A template says what was asked for`(text: String, expected: String) {
    #expect(said(text, Self.ada) == expected)
  }

  @Test(arguments: [
    ("Hi {{#if job_title}}{{job_title}}{{/if}}, welcome.", "Hi, welcome."),
    ("Hi {{#if job_title}}{{job_title}} {{/if}}you.", "Hi you."),
    ("{{#if job_title}}{{job_title}}{{/if}}, welcome.", "welcome."),
    ("You {{#if job_title}}, the {{job_title}},{{/if}} will see.", "You will see."),
    ("Yes ({{#if job_title}}{{job_title}}{{else}}you{{/if}}) .", "Yes (you) ."),
    ("Well. {{#if job_title}}{{job_title}}{{/if}} Done.", "Well. Done."),
    ("Well. {{#if job_title}}{{job_title}}{{/if}}, done.", "Well. done."),
    ("Look at {{#if job_title}}this{{/if}} {{#if job_title}}that{{/if}} here.", "Look at here."),
    ("First.\n\n{{#if job_title}}Gone.{{/if}}\n\nLast.", "First. / Last."),
  ])
  func `Where nothing is said, nobody sees a hole`(text: String, expected: String) {
    #expect(said(text, Self.ada) == expected)
  }

  @Test(arguments: [
    "", " ", "null", "NULL", "N/A", "n/a", "#N/A", "None", "-", "--", "?", "undefined", "NA", "(blank)", "\u{200B}", ".",
  ])
  func `A cell that says nothing is nothing`(cell: String) {
    #expect(said("Hi {{first_name|there}}!", ["first_name": cell]) == "Hi there!")
    let reading = read("Hi {{first_name}}!", ["first_name": cell])
    #expect(reading.problems.map(\.weight) == [.missing])
    #expect(reading.problems.map(\.line) == [3])
    #expect(reading.problems.first?.wayOut.contains("{{first_name|there}}") == true)
  }

  @Test(arguments: [
    "{{company}}", "{{#if company}}x{{/if}}", "TITLE: hacked", "[00:30] OUTRO Bye", "# gone", "#! gone", "LERATO: no", "“quoted”",
    "\"a\"", "{{x", "x}}", "a\nTAKEAWAY: b", "<b>bold</b>", "=1+1",
  ])
  func `A value is data, whatever it looks like`(value: String) {
    let reading = read("{{first_name}}\n\nSecond.", ["first_name": value, "company": "ACME"])
    #expect(reading.problems == [])
    let kept = value.onOneLine
    #expect(reading.script.lines.map(\.text) == [kept, "Second."])
    #expect(reading.script.title == "A")
    // What is written for this person reads back as the same, and nothing in it is filled again.
    let again = ScriptText.parse(reading.script.printed)
    #expect(again.read(cast: ["Thabo", "Lerato"], fillsIn: false).script == reading.script)
  }

  @Test(arguments: [
    ("Hi {{frist_name|you}}.", 3, "frist_name", "{{first_name}}"),
    ("Hi.\n{{#if industri}}\nx\n{{/if}}", 4, "industri", "{{industry}}"),
    ("Hi {{first_name.", 3, "not closed", "}}"), ("Hi first_name}}.", 3, "{{", "{{first_name}}"),
    ("Hi {{}}.", 3, "names no column", "{{first_name}}"), ("Hi {{#if company}}you.", 3, "not closed", "{{/if}}"),
    ("Hi.\n{{#if company}}\nyou.", 4, "not closed", "{{/if}}"), ("Hi {{/if}}.", 3, "{{/if}}", "{{#if name}}"),
    ("Hi {{else}}.", 3, "{{else}}", "{{#if name}}"), ("Hi {{#if company}}a{{/unless}}.", 3, "{{/unless}}", "{{#unless name}}"),
    ("Hi.\n{{/if}}", 4, "{{/if}}", "{{#if name}}"), ("Hi {{#each company}}.", 3, "names no column", "{{first_name}}"),
    ("Hi {{#if company == \"x\"}}a{{/if}}.", 3, "not clear", "{{#if company}}"),
    ("Hi {{first_name|there|reverse}}.", 3, "reverse", "upper"), ("Hi {{first_name|null}}.", 3, "null", "upper"),
    (String(repeating: "{{#if company}}", count: 9) + "a" + String(repeating: "{{/if}}", count: 9), 3, "8 conditions", "Take"),
  ])
  func `What cannot be filled is found before anything is made`(text: String, line: Int, says: String, wayOut: String) {
    let problems = read(text, Self.ada).problems
    #expect(
      problems.contains { $0.line == line && $0.sentence.contains(says) && $0.wayOut.contains(wayOut) && $0.weight == .mistake },
      "\(problems)")
  }

  @Test func `Without any leads only what the template says itself can be said`() {
    let text = ScriptText.parse("TITLE: For {{company|you}}\nLERATO: Hi {{first_name}}.")
    let reading = text.read(cast: ["Thabo", "Lerato"])
    #expect(reading.script.title == "For you")
    #expect(reading.problems.map(\.line) == [2])
    #expect(reading.problems.first?.wayOut.contains("leads.csv") == true)
    #expect(reading.problems.first?.weight == .mistake)
  }

  @Test func `Sections may stand under a condition`() {
    let text = "Hi.\n{{#if industry}}\n[00:10] DEMO For {{industry|title}}\nSee.\n{{/if}}\n[00:20] OUTRO\nBye."
    #expect(read(text, Self.ada).script.lines.compactMap(\.section?.title) == ["", "For Retail", ""])
    #expect(read(text, [:]).script.lines.map(\.text) == ["Hi.", "Bye."])
    #expect(read(text, [:]).problems == [])
  }
}
