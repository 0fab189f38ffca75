import Testing

@testable import Writers

/// The cases of splitting that are known to be hard, as the Golden Rules of sentence segmentation list them, and some of our own.
@Suite struct SentencesTests {
  static let golden: [[String]] = [
    ["Hello World.", "My name is Jonas."],
    ["What is your name?", "My name is Jonas."],
    ["There it is!", "I found it."],
    ["My name is Jonas E. Smith."],
    ["Please turn to p. 55."],
    ["Were Jane and co. at the party?"],
    ["They closed the deal with Pitt, Briggs & Co. at noon."],
    ["Let's ask Jane and co.", "They should know."],
    ["They closed the deal with Pitt, Briggs & Co.", "It closed yesterday."],
    ["I can see Mt. Fuji from here."],
    ["St. Michael's Church is on 5th st. near the light."],
    ["That is JFK Jr.'s book."],
    ["I visited the U.S.A. last year."],
    ["I live in the E.U.", "How about you?"],
    ["I live in the U.S.", "How about you?"],
    ["I work for the U.S. Government in Virginia."],
    ["I have lived in the U.S. for 20 years."],
    ["At 5 a.m. Mr. Smith went to the bank.", "He left the bank at 6 P.M.", "Mr. Smith then went to the store."],
    ["She has $100.00 in her bag."],
    ["She has $100.00.", "It is in her bag."],
    ["He teaches science (He previously worked for 5 years as an engineer.) at the local University."],
    ["Her email is Jane.Doe@example.com.", "I sent her an email."],
    ["The site is: https://www.example.50.com/new-site/awesome_content.html.", "Please check it out."],
    ["She turned to him, 'This is great.' she said."],
    ["She turned to him, \"This is great.\" she said."],
    ["She turned to him, \"This is great.\"", "She held the book out to show him."],
    ["Hello!!", "Long time no see."],
    ["Hello??", "Who is there?"],
    ["Hello!?", "Is that you?"],
    ["Hello?!", "Is that you?"],
    ["You can find it at N°. 1026.253.553.", "That is where the treasure is."],
    ["She works at Yahoo! in the accounting department."],
    ["We make a good team, you and I.", "Did you see Albert I. Jones yesterday?"],
    ["Thoreau argues that by simplifying one’s life, “the laws of the universe will appear less complex. . . .”"],
    ["\"Bohr [...] used the analogy of parallel stairways [...]\" (Smith 55)."],
    [
      "If words are left off at the end of a sentence, indicate the omission with ellipsis marks and then indicate the end with a period . . . .",
      "Next sentence.",
    ],
    ["I never meant that....", "She left the store."],
    ["I wasn’t really ... well, what I mean...see . . . what I'm saying, the thing is . . . I didn’t mean it."],
    [
      "One further habit which was somewhat weakened . . . was that of combining words into self-interpreting compounds. . . .",
      "The practice was not abandoned. . . .",
    ],
  ]

  static let own: [[String]] = [
    ["No. 5 is alive.", "Is it?", "No.", "It is not."],
    ["See Fig. 3 and pp. 12 to 15.", "Then go on."],
    ["It was founded on Nov. 21 by Acme Inc. in Ohio.", "The U.K. office came later."],
    ["Version 2.3.1 is out.", "It is 3.5 times faster, i.e. Fast enough."],
    ["It rose by 2.5%.", "In 2024 it fell."],
    ["3. Open the lid."],
    ["“Stop!”", "He did."],
    ["He asked: “Why?” and left."],
    ["Go to example.com.", "Write to info@example.com."],
    ["Das kostet z. B. 5 Euro.", "Es war am 3. März so.", "Der Rest folgt."],
    ["Il habite chez M. Dupont.", "C'est loin."].map { $0 },
    ["これは本です。", "あれはペンです。"],
    ["他说：“你好。”", "然后走了！"],
    ["¿Qué es?", "¡Es agua!"],
    ["One line\nand its second line.", "Another."],
    ["Smith et al. found it.", "They were right."],
    ["She has a Ph.D. in physics.", "He does not."],
    [""],
  ]

  @Test(arguments: golden + own) func aTextIsPartedWhereItsSentencesEnd(sentences: [String]) {
    let whole = sentences.joined(separator: " ")
    #expect(Sentences.split(whole) == sentences.filter { !$0.isEmpty })
  }
}
