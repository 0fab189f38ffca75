/// The words that English readings are made of.
enum EnglishTables {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
  static let weekdays = [
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
  ]

  // MARK: - Abbreviations

  /// Those that are said in other words, whatever stands around them.
  static let phrases = [
    "e.g": "for example", "eg": "for example", "i.e": "that is", "ie": "that is", "etc": "et cetera", "vs": "versus",
    "v.s": "versus",
    "a.k.a": "also known as", "aka": "also known as", "w/": "with", "w/o": "without", "b/c": "because", "n/a": "not applicable",
    "a.m": "A.M", "p.m": "P.M", "viz": "namely", "c/o": "care of", "p.a": "per year", "and/or": "and or", "u.s": "U.S",
    "u.k": "U.K",
    "ph.d": "P.H.D", "p.s": "P.S", "b.c": "B.C", "a.d": "A.D", "n.b": "note well", "b.c.e": "B.C.E", "c.e": "C.E",
    "r.s.v.p": "R.S.V.P",
  ]
  /// Of these, the ones that are so without a full stop too.
  static let stopless: Set<String> = ["eg", "ie", "vs", "aka", "AKA", "etc"]

  /// Those that lean on what follows them, and so end no sentence.
  static let leaning: Set<String> = [
    "e.g", "eg", "i.e", "ie", "vs", "v.s", "viz", "cf", "approx", "appr", "ca", "incl", "excl", "avg", "max", "min", "est", "fig",
    "vol", "ref",
    "tel", "ext", "resp", "mt", "prof",
  ]

  static let abbreviations = [
    "approx": "approximately", "appr": "approximately", "est": "estimated", "ca": "circa", "cf": "compare", "incl": "including",
    "excl": "excluding",
    "avg": "average", "max": "maximum", "min": "minimum", "temp": "temperature", "tel": "telephone", "ext": "extension",
    "dept": "department",
    "govt": "government", "univ": "university", "inc": "incorporated", "ltd": "limited", "corp": "corporation", "co": "company",
    "bros": "brothers", "assn": "association", "intl": "international", "natl": "national", "jr": "junior", "sr": "senior",
    "esq": "esquire",
    "ave": "avenue", "blvd": "boulevard", "rd": "road", "ln": "lane", "hwy": "highway", "apt": "apartment", "bldg": "building",
    "sq": "square",
    "mt": "mount", "ft": "feet", "dist": "district", "misc": "miscellaneous", "qty": "quantity", "pct": "percent", "hrs": "hours",
    "hr": "hour",
    "mins": "minutes", "secs": "seconds", "yrs": "years", "yr": "year", "wk": "week", "ed": "edition",
    "eds": "editors",
    "vol": "volume", "fig": "figure", "figs": "figures", "eq": "equation", "resp": "respectively", "prof": "professor",
    "asst": "assistant",
    "mfg": "manufacturing", "mgmt": "management", "dev": "development", "info": "information", "ref": "reference",
    "refs": "references",
    "std": "standard", "tech": "technical", "admin": "administration", "attn": "attention", "nos": "numbers",
  ]

  /// Those before a name.
  static let titles = [
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Messrs": "Messers", "Prof": "Professor", "Gen": "General", "Gov": "Governor",
    "Sen": "Senator", "Rep": "Representative", "Capt": "Captain", "Lt": "Lieutenant", "Col": "Colonel", "Sgt": "Sergeant",
    "Maj": "Major",
    "Cmdr": "Commander", "Rev": "Reverend", "Hon": "Honorable", "Pres": "President", "Supt": "Superintendent", "Mt": "Mount",
    "Ft": "Fort",
    "Fr": "Father", "Adm": "Admiral", "Dr": "Doctor", "St": "Saint",
  ]

  /// Those that a number follows.
  static let numbered: [String: (one: String, many: String)] = [
    "no": ("number", "numbers"), "nos": ("numbers", "numbers"), "nr": ("number", "numbers"), "fig": ("figure", "figures"),
    "figs": ("figures", "figures"),
    "p": ("page", "pages"), "pp": ("pages", "pages"), "vol": ("volume", "volumes"), "vols": ("volumes", "volumes"),
    "ch": ("chapter", "chapters"),
    "sec": ("section", "sections"), "art": ("article", "articles"), "eq": ("equation", "equations"),
    "app": ("appendix", "appendices"),
    "par": ("paragraph", "paragraphs"), "ed": ("edition", "editions"), "c": ("circa", "circa"), "tab": ("table", "tables"),
    "op": ("opus", "opus"),
  ]

  /// Of the abbreviations, those that are words as well: at the end of a sentence they are that.
  static let alsoWords: Set<String> = ["tech", "admin", "dev", "temp", "ed", "ref", "refs"]

  /// What a number of years stands behind: "the 30s", "her early 40s".
  static let beforeDecades: Set<String> = ["the", "early", "mid", "late", "his", "her", "their", "my", "your", "our"]

  /// What a number with a letter stands behind: "Figure 2b".
  static let lettered: Set<String> = [
    "figure", "fig", "section", "sec", "table", "tab", "chapter", "ch", "appendix", "article", "art", "paragraph", "annex",
    "exercise",
    "question", "step", "part", "item", "clause", "panel", "no", "option", "note", "line", "room", "gate", "level", "grade",
    "type",
    "class", "phase", "unit", "schedule", "rule", "stage", "version", "apartment", "example", "route", "figures", "sections",
    "tables",
  ]

  static let romanCounted: Set<String> = [
    "chapter", "part", "act", "scene", "section", "volume", "vol", "phase", "type", "class", "level", "grade", "stage", "article",
    "title",
    "book", "appendix", "war", "figure", "table", "bowl", "category", "tier", "round", "step", "unit", "module", "schedule",
    "annex", "mark",
    "rocky", "symphony", "apollo", "saturn", "version", "factor", "no", "fig",
  ]
  static let romanNamed: Set<String> = [
    "Louis", "Henry", "Charles", "George", "Elizabeth", "Edward", "William", "James", "Benedict", "John", "Paul", "Pius",
    "Philip", "Richard",
    "Frederick", "Napoleon", "Catherine", "Ivan", "Nicholas", "Alexander", "Francis", "Leo", "Gregory", "Ferdinand", "Otto",
    "Peter", "Ramses",
    "Wilhelm", "Friedrich", "Innocent", "Clement", "Gustav", "Christian", "Haakon", "Leopold", "Ptolemy", "Cleopatra", "Darius",
    "Margaret",
    "Mary", "Joseph", "Maximilian", "Umberto", "Victor", "Emmanuel", "Alfonso", "Carlos", "Felipe", "Harald", "Albert", "Urban",
    "Julius",
  ]

  // MARK: - Capitals

  /// Said letter by letter, though they could be read as words, or are words.
  static let initialisms: Set<String> = [
    "IT", "US", "UK", "EU", "UN", "AI", "ID", "TV", "PC", "HR", "PR", "QA", "CEO", "CFO", "CTO", "COO", "CIO", "API", "URL",
    "FAQ", "USA", "UAE",
    "IRS", "EPA", "FDA", "IPO", "ROI", "APR", "ATM", "USB", "SUV", "VAT", "GDP", "KPI", "SEO", "IEEE", "ICU", "OECD", "IAEA",
    "ESA", "EKG", "ECG",
    "SAP", "ISO", "IDE", "SDK", "CPU", "GPU", "AWS", "IBM", "BMW", "UPS", "CIA", "FBI", "BBC", "DIY", "ETA", "EOD", "AC", "DC",
    "PM", "AM", "UI",
    "UX", "OS", "IP", "VPN", "IOU", "MIT", "NIH", "CAD", "ERP", "CRM", "CMS", "LED", "USAID", "EIA", "IEA", "IIF", "IATA", "ESG",
    "OEM", "ESOP",
    "AED", "EUR", "USD", "GBP", "CHF", "JPY", "UTC", "GMT", "CET", "EST", "PST", "WHO", "IEC", "EIB", "ABI", "ACA", "ADA", "AMA",
    "EPO", "UCLA",
  ]
  static let spokenAcronyms: Set<String> = [
    "NASA", "NATO", "UNESCO", "UNICEF", "LASER", "RADAR", "SONAR", "RAM", "ROM", "PIN", "SIM", "GIF", "OPEC", "FIFA", "IKEA",
    "LEGO", "SWAT",
    "SCUBA", "COVID", "AIDS", "NAFTA", "YAML", "POTUS", "SCOTUS", "FOMO", "YOLO", "FEMA", "NASDAQ", "EBITDA", "IBAN", "NIMBY",
    "CAPTCHA", "BASIC",
    "COBOL", "SCRUM", "AGILE", "SMART", "RAID", "LAN", "WAN", "DOS", "UEFA", "INTERPOL", "ASEAN", "NAND", "SARS", "MERS", "HEPA",
    "TED", "CERN",
    "OSHA", "HIPAA", "COP", "PET", "SPAC", "TASER", "ZIP", "OCHA", "GDANSK", "RICO", "SIDS", "CAT", "MIDI", "WASP",
  ]
  /// Short words that are written in capitals to be loud, or in a heading.
  static let plainWords: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for", "from", "get", "go", "had", "has", "have",
    "he", "how", "if", "in",
    "into", "is", "it", "its", "may", "more", "most", "must", "my", "new", "no", "not", "now", "of", "off", "on", "one", "only",
    "or", "our", "out",
    "she", "so", "than", "that", "the", "then", "they", "this", "to", "too", "two", "up", "use", "very", "was", "we", "what",
    "when", "where", "who",
    "why", "will", "with", "you", "your", "all", "any", "every", "never", "always", "free", "stop", "yes", "save", "time",
    "money", "work", "best",
    "first", "last", "both", "also", "just", "each", "same", "real", "read", "note", "here", "need", "keep", "make", "take",
    "good", "well",
    "before", "after", "about", "over", "under", "three", "four", "five", "ten", "big", "don", "step", "part", "tips", "plan",
    "data",
    "ever", "none", "even", "some", "such", "which", "there", "their", "please", "warning", "important", "key", "why", "end",
    "start", "open", "win",
  ]

  static let onsets: Set<String> = [
    "bl", "br", "ch", "cl", "cr", "dr", "fl", "fr", "gl", "gr", "pl", "pr", "sc", "sh", "sk", "sl", "sm", "sn", "sp", "st", "sw",
    "th", "tr", "tw",
    "wh", "qu",
  ]
  static let codas: Set<String> = [
    "ck", "ct", "ft", "ld", "lf", "lk", "lm", "lp", "lt", "mp", "nd", "ng", "nk", "nt", "pt", "rd", "rf", "rk", "rl", "rm", "rn",
    "rp", "rt", "sh",
    "sk", "sp", "st", "th", "ch", "ss", "ll", "ts", "ns", "rs", "ms", "ps", "ks",
  ]

  // MARK: - Words and signs

  /// Words that are said otherwise than they look.
  static let words = [
    "IoT": "I.O.T", "SaaS": "sass", "PaaS": "pass", "IaaS": "eye as", "WiFi": "Wi-Fi", "macOS": "mac O.S", "iOS": "I.O.S",
    "iPadOS": "iPad O.S", "PhD": "P.H.D",
    "PhDs": "P.H.D's", "JSON": "Jason", "JPEG": "jay peg", "JPG": "jay peg", "PNG": "P.N.G", "PDF": "P.D.F", "PDFs": "P.D.F's",
    "NoSQL": "no S.Q.L", "MySQL": "My S.Q.L",
    "PostgreSQL": "Postgres", "SQLite": "S.Q.L lite", "HVAC": "H vack", "OAuth": "O auth", "LaTeX": "lay teck",
    "C++": "C plus plus", "C#": "C sharp", "F#": "F sharp",
    "MBA": "M.B.A", "OK": "okay", "H2O": "H two O", "CO2": "C O two", "CO₂": "C O two", "H₂O": "H two O", "B2B": "B to B",
    "B2C": "B to C", "P2P": "peer to peer",
    "COVID-19": "Covid nineteen", "Covid-19": "Covid nineteen", "AT&T": "A.T and T", "R&D": "R and D", "Q&A": "Q and A",
    "M&A": "M and A", "P&L": "P and L",
    "3D": "three D", "2D": "two D", "e-mail": "email", "e-mails": "emails", "№": "number", "s/he": "she or he", "ID": "I.D",
    "IDs": "I.D's", "DevOps": "dev ops",
    "KWh": "kilowatt-hours", "kWh": "kilowatt-hours", "LLC": "L.L.C", "PLC": "P.L.C", "GmbH": "G.M.B.H",
    "vs": "versus", "UI/UX": "U.I and U.X",
  ]
  static let signs = [
    "&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "<": "less than", ">": "greater than", "→": "to",
    "⇒": "means", "×": "times", "÷": "divided by",
    "±": "plus or minus", "≈": "about", "≤": "at most", "≥": "at least", "≠": "is not", "§": "section", "§§": "sections",
    "$": "dollars", "€": "euros", "£": "pounds", "°": "degrees",
    "°C": "degrees Celsius", "°F": "degrees Fahrenheit", "℃": "degrees Celsius", "℉": "degrees Fahrenheit", "²": "squared",
    "³": "cubed", "µ": "micro", "π": "pie", "∞": "infinity",
    "√": "the square root of", "~": "about", "/": "", "|": "", "\\": "", "^": "", "∆": "delta", "Δ": "delta", "₂": "two",
    "₃": "three", "₄": "four", "#": "number", "‰": "per mille",
    "&c": "et cetera", "~/": "", "←": "", "•": "",
  ]
  /// Of two words with a slash between them, those that are a choice.
  static let pairs: Set<String> = [
    "he/she", "she/he", "his/her", "him/her", "her/his", "yes/no", "on/off", "true/false", "either/or", "mr/mrs", "pass/fail",
  ]

  // MARK: - Addresses

  /// The ends of names that are addresses without a scheme too.
  static let domains: Set<String> = [
    "com", "org", "net", "edu", "gov", "io", "co", "uk", "eu", "de", "fr", "es", "it", "nl", "ch", "at", "be", "pt", "info",
    "app", "dev", "ai", "us", "ca",
    "au", "nz", "za", "in", "tv", "int", "mil", "biz", "tech", "online", "shop", "blog",
  ]
  /// Of these, the short ones that are said as words.
  static let saidDomains: Set<String> = ["com", "org", "net", "co", "gov", "app", "dev", "biz", "mil", "int"]
  static let endings: Set<String> = [
    "js", "ts", "py", "txt", "pdf", "csv", "md", "html", "css", "json", "xml", "doc", "docx", "xlsx", "exe", "zip", "png", "jpg",
    "mp3", "mp4", "swift", "toml", "yml", "yaml", "sh",
  ]
}
