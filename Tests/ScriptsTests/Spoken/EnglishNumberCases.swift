import Testing

/// What is written, and what is said for it.
struct SpokenCase: Sendable, CustomTestStringConvertible {
  let written: String
  let said: String

  init(_ written: String, _ said: String) { (self.written, self.said) = (written, said) }

  var testDescription: String { written }
}

enum EnglishNumberCases {
  static let plain = [
    SpokenCase("0", "zero"), SpokenCase("7", "seven"), SpokenCase("13", "thirteen"), SpokenCase("20", "twenty"),
    SpokenCase("21", "twenty-one"), SpokenCase("99", "ninety-nine"), SpokenCase("100", "one hundred"),
    SpokenCase("101", "one hundred one"), SpokenCase("110", "one hundred ten"), SpokenCase("342", "three hundred forty-two"),
    SpokenCase("1000", "one thousand"), SpokenCase("1,000", "one thousand"),
    SpokenCase("1,250 people", "one thousand two hundred fifty people"),
    SpokenCase("12,345", "twelve thousand three hundred forty-five"), SpokenCase("1,000,000", "one million"),
    SpokenCase("2500000", "two million five hundred thousand"), SpokenCase("1.000.000", "one million"),
    SpokenCase("14 000 000 people", "fourteen million people"), SpokenCase("14\u{A0}000 people", "fourteen thousand people"),
    SpokenCase("3,000,000,000", "three billion"), SpokenCase("007", "zero zero seven"), SpokenCase("0.5", "zero point five"),
    SpokenCase("3.14", "three point one four"), SpokenCase("1,250.75", "one thousand two hundred fifty point seven five"),
    SpokenCase("-5", "minus five"), SpokenCase("−12", "minus twelve"), SpokenCase("+3", "plus three"),
    SpokenCase(".5", "zero point five"),
    SpokenCase("5 million", "five million"), SpokenCase("1.5 billion people", "one point five billion people"),
    SpokenCase("5m users", "five million users"), SpokenCase("7bn people", "seven billion people"),
    SpokenCase("10k followers", "ten thousand followers"),
    SpokenCase("We had 3.", "We had three."), SpokenCase("3, 4 and 5", "three, four and five"), SpokenCase("(12)", "twelve"),
    SpokenCase("18+", "eighteen plus"), SpokenCase("3x faster", "three times faster"), SpokenCase("10× more", "ten times more"),
    SpokenCase("~50 people", "about fifty people"), SpokenCase("≈50", "about fifty"), SpokenCase("<10", "less than ten"),
    SpokenCase(">10", "more than ten"), SpokenCase("≥3", "at least three"), SpokenCase("≤3", "at most three"),
    SpokenCase("±2", "plus or minus two"),
    SpokenCase("#1", "number one"), SpokenCase("№ 5", "number five"), SpokenCase("24/7", "twenty-four seven"),
    SpokenCase(
      "12345678901234567890",
      "one two three four five six seven eight nine zero one two three four five six seven eight nine zero"),
  ]

  static let ordinals = [
    SpokenCase("1st", "first"), SpokenCase("2nd", "second"), SpokenCase("3rd", "third"), SpokenCase("4th", "fourth"),
    SpokenCase("5th", "fifth"), SpokenCase("8th", "eighth"), SpokenCase("9th", "ninth"), SpokenCase("11th", "eleventh"),
    SpokenCase("12th", "twelfth"),
    SpokenCase("20th", "twentieth"), SpokenCase("21st", "twenty-first"), SpokenCase("33rd", "thirty-third"),
    SpokenCase("100th", "one hundredth"),
    SpokenCase("1,000th", "one thousandth"), SpokenCase("the 19th century", "the nineteenth century"),
    SpokenCase("42nd Street", "forty-second Street"),
  ]

  static let fractions = [
    SpokenCase("1/2", "one half"), SpokenCase("1/3", "one third"), SpokenCase("2/3", "two thirds"),
    SpokenCase("3/4 cup", "three quarters cup"),
    SpokenCase("1/4", "one quarter"), SpokenCase("5/8", "five eighths"), SpokenCase("½", "one half"),
    SpokenCase("¾", "three quarters"),
    SpokenCase("2½", "two and a half"), SpokenCase("2 1/2 cups", "two and a half cups"), SpokenCase("3⅔", "three and two thirds"),
    SpokenCase("10/10", "ten out of ten"), SpokenCase("16:9", "sixteen to nine"), SpokenCase("3:1", "three to one"),
  ]

  static let ranges = [
    SpokenCase("10-20", "ten to twenty"), SpokenCase("10–20", "ten to twenty"), SpokenCase("10 – 20", "ten to twenty"),
    SpokenCase("10 - 20 people", "ten to twenty people"), SpokenCase("1.5-2", "one point five to two"),
    SpokenCase("2019–2024", "twenty nineteen to twenty twenty-four"), SpokenCase("2023-24", "twenty twenty-three to twenty-four"),
    SpokenCase("2023/24", "twenty twenty-three twenty-four"), SpokenCase("10-20%", "ten to twenty percent"),
    SpokenCase("5–10 kg", "five to ten kilograms"),
    SpokenCase("pages 3-5", "pages three to five"), SpokenCase("1,000-2,000", "one thousand to two thousand"),
    SpokenCase("2–3 hours", "two to three hours"),
    SpokenCase("9am-5pm", "nine A.M to five P.M"), SpokenCase("9:00-17:00", "nine to seventeen hundred"),
    SpokenCase("Mon-Fri", "Monday to Friday"),
    SpokenCase("Jan–Mar", "January to March"), SpokenCase("Mon–Fri, 9–5", "Monday to Friday, nine to five"),
  ]

  static let years = [
    SpokenCase("in 2024", "in twenty twenty-four"), SpokenCase("1999", "nineteen ninety-nine"),
    SpokenCase("2000", "two thousand"),
    SpokenCase("2005", "two thousand five"), SpokenCase("2010", "twenty ten"), SpokenCase("1905", "nineteen oh five"),
    SpokenCase("1900", "nineteen hundred"),
    SpokenCase("in 1492", "in fourteen ninety-two"), SpokenCase("since 1776", "since seventeen seventy-six"),
    SpokenCase("1500 people", "one thousand five hundred people"),
    SpokenCase("the 1990s", "the nineteen nineties"), SpokenCase("the '90s", "the nineties"),
    SpokenCase("the 80s", "the eighties"),
    SpokenCase("By 2030, all of it.", "By twenty thirty, all of it."), SpokenCase("2024's best", "twenty twenty-four's best"),
    SpokenCase("the 1960's", "the nineteen sixties"),
  ]

  static let dates = [
    SpokenCase("3 March 2024", "the third of March twenty twenty-four"),
    SpokenCase("March 3, 2024", "March third, twenty twenty-four"),
    SpokenCase("On March 3 we met.", "On March third we met."), SpokenCase("Nov 21", "November twenty-first"),
    SpokenCase("Nov. 21, 2026", "November twenty-first, twenty twenty-six"),
    SpokenCase("21 Nov 2026", "the twenty-first of November twenty twenty-six"),
    SpokenCase("the 4th of July", "the fourth of July"),
    SpokenCase("4th July", "the fourth of July"), SpokenCase("21/11/2026", "November twenty-first, twenty twenty-six"),
    SpokenCase("11/21/2026", "November twenty-first, twenty twenty-six"),
    SpokenCase("2026-11-21", "November twenty-first, twenty twenty-six"),
    SpokenCase("21.11.2026", "November twenty-first, twenty twenty-six"),
    SpokenCase("3/4/2026", "three slash four slash twenty twenty-six"), SpokenCase("5/5/2026", "May fifth, twenty twenty-six"),
    SpokenCase("2026-03", "March twenty twenty-six"),
    SpokenCase("May 2024", "May twenty twenty-four"), SpokenCase("in Nov. 2026", "in November twenty twenty-six"),
    SpokenCase("It opens in Nov.", "It opens in November."),
    SpokenCase("June 3-5", "June third to fifth"), SpokenCase("On Mon. we rest.", "On Monday we rest."),
    SpokenCase("You may 5 times", "You may five times"),
    SpokenCase("Sept. 11, 2001", "September eleventh, two thousand one"),
    SpokenCase("December 31st, 1999", "December thirty-first, nineteen ninety-nine"),
  ]

  static let times = [
    SpokenCase("9:30am", "nine thirty A.M"), SpokenCase("9:30 am", "nine thirty A.M"),
    SpokenCase("9:30 a.m. sharp", "nine thirty A.M sharp"), SpokenCase("at 9 a.m.", "at nine A.M."),
    SpokenCase("9 am", "nine A.M"), SpokenCase("5pm", "five P.M"), SpokenCase("14:00", "fourteen hundred"),
    SpokenCase("14:30", "fourteen thirty"), SpokenCase("9:05", "nine oh five"),
    SpokenCase("9:00", "nine o'clock"), SpokenCase("12:00", "twelve o'clock"), SpokenCase("0:00", "midnight"),
    SpokenCase("9:00 PM", "nine P.M"), SpokenCase("1:02:03", "one hour two minutes three seconds"),
    SpokenCase("at 6 p.m. We left.", "at six P.M. We left."), SpokenCase("I am 9 am I not", "I am nine A.M I not"),
    SpokenCase("9:30–10:15", "nine thirty to ten fifteen"), SpokenCase("9-11 am", "nine to eleven A.M"),
  ]
}
