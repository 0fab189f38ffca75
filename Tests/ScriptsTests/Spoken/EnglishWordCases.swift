enum EnglishWordCases {
  static let abbreviations = [
    SpokenCase("Fruit, e.g. apples", "Fruit, for example apples"), SpokenCase("(e.g., apples)", "for example, apples"),
    SpokenCase("i.e. now", "that is now"), SpokenCase("pens, ink, etc.", "pens, ink, et cetera."),
    SpokenCase("pens, etc., here", "pens, et cetera, here"), SpokenCase("Dr. Lee", "Doctor Lee"),
    SpokenCase("Dr Lee", "Doctor Lee"), SpokenCase("Mr. and Mrs. Lee", "Mister and Missus Lee"),
    SpokenCase("Prof. Lee", "Professor Lee"),
    SpokenCase("St. Paul", "Saint Paul"), SpokenCase("12 Main St.", "twelve Main Street."),
    SpokenCase("Main St. is closed", "Main Street is closed"), SpokenCase("approx. 5", "approximately five"),
    SpokenCase("A vs. B", "A versus B"),
    SpokenCase("No. 5", "Number five"), SpokenCase("No. It is not.", "No. It is not."),
    SpokenCase("Nos. 3 and 4", "Numbers three and four"), SpokenCase("Fig. 3 shows", "Figure three shows"),
    SpokenCase("see fig. 3", "see figure three"),
    SpokenCase("p. 12", "page twelve"), SpokenCase("pp. 12-15", "pages twelve to fifteen"), SpokenCase("Vol. 2", "Volume two"),
    SpokenCase("Acme Inc. makes", "Acme Incorporated makes"), SpokenCase("by Acme Ltd.", "by Acme Limited."),
    SpokenCase("the U.S. army", "the U.S army"), SpokenCase("in the U.S.", "in the U.S."),
    SpokenCase("the U.K. and EU", "the U.K and E.U"), SpokenCase("Smith et al. found", "Smith et al found"),
    SpokenCase("a Ph.D. thesis", "a P.H.D thesis"),
    SpokenCase("n/a", "not applicable"), SpokenCase("w/o sugar", "without sugar"), SpokenCase("and/or", "and or"),
    SpokenCase("tel. 5", "telephone five"), SpokenCase("Martin Luther King Jr. spoke", "Martin Luther King Junior spoke"),
    SpokenCase("max. 5", "maximum five"), SpokenCase("incl. tax", "including tax"),
    SpokenCase("St. Louis, Mo. is", "Saint Louis, Mo. is"), SpokenCase("Gen. Lee", "General Lee"),
    SpokenCase("est. 1905", "established nineteen oh five"),
  ]

  static let capitals = [
    SpokenCase("NASA", "Nasa"), SpokenCase("the FBI", "the F.B.I"), SpokenCase("FBI agents", "F.B.I agents"),
    SpokenCase("an SQL query", "an S.Q.L query"), SpokenCase("IoT", "I.O.T"), SpokenCase("APIs", "A.P.I's"),
    SpokenCase("NASA's plan", "Nasa's plan"),
    SpokenCase("the EU", "the E.U"), SpokenCase("the US", "the U.S"), SpokenCase("AI", "A.I"),
    SpokenCase("AI-powered", "A.I powered"), SpokenCase("NATO", "Nato"), SpokenCase("HTML and CSS", "H.T.M.L and C.S.S"),
    SpokenCase("GDPR", "G.D.P.R"),
    SpokenCase("the CEO's", "the C.E.O's"), SpokenCase("PDFs", "P.D.F's"), SpokenCase("JSON", "Jason"),
    SpokenCase("SaaS", "sass"), SpokenCase("iOS", "I.O.S"), SpokenCase("iPhone", "iPhone"), SpokenCase("YouTube", "YouTube"),
    SpokenCase("McDonald", "McDonald"),
    SpokenCase("HOW TO SAVE MONEY", "how to save money"), SpokenCase("This is NOT a toy", "This is not a toy"),
    SpokenCase("READ THE FAQ NOW", "read the F.A.Q now"), SpokenCase("I", "I"), SpokenCase("A plan", "A plan"),
    SpokenCase("plan B", "plan B"),
    SpokenCase("U.S.A.", "U.S.A."), SpokenCase("N.A.S.A. said", "N.A.S.A said"), SpokenCase("IT teams", "I.T teams"),
    SpokenCase("LED lamps", "L.E.D lamps"), SpokenCase("a VPN", "a V.P.N"), SpokenCase("UNESCO", "Unesco"),
    SpokenCase("OECD", "O.E.C.D"), SpokenCase("OPEC+", "Opec plus"),
  ]

  static let roman = [
    SpokenCase("Chapter IV", "Chapter four"), SpokenCase("Part II", "Part two"), SpokenCase("Louis XIV", "Louis the fourteenth"),
    SpokenCase("Henry VIII's wives", "Henry the eighth's wives"), SpokenCase("World War II", "World War two"),
    SpokenCase("Elizabeth I was queen", "Elizabeth the first was queen"),
    SpokenCase("Super Bowl LVIII", "Super Bowl fifty-eight"), SpokenCase("Type II diabetes", "Type two diabetes"),
    SpokenCase("George I know", "George I know"), SpokenCase("vitamin C", "vitamin C"),
    SpokenCase("Pope John Paul II", "Pope John Paul the second"),
  ]

  static let addresses = [
    SpokenCase("https://www.example.com/", "example dot com"),
    SpokenCase("See www.example.com/a-b for more", "See example dot com slash a dash b for more"),
    SpokenCase("example.com", "example dot com"), SpokenCase("https://example.org/docs", "example dot org slash docs"),
    SpokenCase("https://shop.example.co.uk/very/long/path?id=123&x=1", "shop dot example dot co dot U.K"),
    SpokenCase("jane.doe@example.com", "jane dot doe at example dot com"),
    SpokenCase("Write to info@my-site.io.", "Write to info at my dash site dot I.O."),
    SpokenCase("@dropreel", "at dropreel"), SpokenCase("#Sustainability", "Sustainability"),
    SpokenCase("http://localhost.test/x", "localhost dot test"), SpokenCase("Go to openai.com!", "Go to openai dot com!"),
    SpokenCase("(www.example.net)", "example dot net"),
  ]

  static let phones = [
    SpokenCase("555-123-4567", "five five five, one two three, four five six seven"),
    SpokenCase("(555) 123-4567", "five five five, one two three, four five six seven"),
    SpokenCase("+49 30 1234567", "plus four nine, three zero, one two three four five six seven"),
    SpokenCase("0800 123 4567", "zero eight zero zero, one two three, four five six seven"),
    SpokenCase("Call 555-0123.", "Call five five five, zero one two three."),
  ]

  static let codes = [
    SpokenCase("v2.3.1", "version two point three point one"), SpokenCase("2.3.1", "two point three point one"),
    SpokenCase("v2", "version two"),
    SpokenCase("192.168.0.1", "one hundred ninety-two dot one hundred sixty-eight dot zero dot one"),
    SpokenCase("CO2", "C O two"), SpokenCase("CO₂", "C O two"),
    SpokenCase("H2O", "H two O"), SpokenCase("COVID-19", "Covid nineteen"), SpokenCase("5G", "five G"),
    SpokenCase("4K", "four K"), SpokenCase("3D", "three D"), SpokenCase("B2B", "B to B"), SpokenCase("MP3", "M.P three"),
    SpokenCase("A4 paper", "A four paper"), SpokenCase("Boeing 747", "Boeing seven hundred forty-seven"),
    SpokenCase("C++", "C plus plus"), SpokenCase("C#", "C sharp"), SpokenCase("x=y", "x equals y"),
    SpokenCase("a + b", "a plus b"), SpokenCase("Node.js", "Node dot J.S"), SpokenCase("report.pdf", "report dot P.D.F"),
    SpokenCase("user_name", "user name"), SpokenCase("10-year-old", "ten year old"),
    SpokenCase("5-star", "five star"), SpokenCase("state-of-the-art", "state-of-the-art"), SpokenCase("R&D", "R and D"),
    SpokenCase("salt & pepper", "salt and pepper"), SpokenCase("he/she", "he or she"),
    SpokenCase("input/output", "input slash output"), SpokenCase("/etc/hosts", "slash etc slash hosts"),
    SpokenCase("item(s)", "items"), SpokenCase("Q3 2024", "Q three twenty twenty-four"),
    SpokenCase("Windows 11", "Windows eleven"), SpokenCase("GPT-4", "G.P.T four"), SpokenCase("USB-C", "U.S.B C"),
    SpokenCase("Wi-Fi", "Wi-Fi"), SpokenCase("e-mail", "email"), SpokenCase("§ 5", "section five"), SpokenCase("A → B", "A to B"),
    SpokenCase("Berlin–Hamburg", "Berlin to Hamburg"), SpokenCase("one—two", "one, two"),
    SpokenCase("1 + 1 = 2", "one plus one equals two"), SpokenCase("--verbose", "verbose"), SpokenCase("2nd-hand", "second hand"),
    SpokenCase("mid-2024", "mid twenty twenty-four"), SpokenCase("pre-1990", "pre nineteen ninety"),
    SpokenCase("T-shirt", "T-shirt"),
  ]

  static let marks = [
    SpokenCase("**Bold** and `code` _too_", "Bold and code too"), SpokenCase("Time — not me", "Time, not me"),
    SpokenCase("Wait… what?", "Wait… what?"), SpokenCase("Wait … what?", "Wait, what?"), SpokenCase("Done! — Next", "Done! Next"),
    SpokenCase("🚀 Go 👍🏽 now ✓", "Go now"),
    SpokenCase("# Title #1", "Title number one"), SpokenCase("a\u{200B}b \u{7}c", "ab c"),
    SpokenCase("  two\n lines ", "two lines"), SpokenCase("— …", ""),
    SpokenCase("It works (mostly) well.", "It works, mostly, well."), SpokenCase("It works (mostly).", "It works, mostly."),
    SpokenCase("• one", "one"),
    SpokenCase("“Yes,” he said.", "“Yes,” he said."), SpokenCase("don’t stop", "don’t stop"),
    SpokenCase("Acme™ Pro®", "Acme Pro"), SpokenCase("a [note] here", "a, note, here"), SpokenCase("yes ;-)", "yes"),
    SpokenCase("日本 go", "日本 go"), SpokenCase("café naïve", "café naïve"),
  ]
}
