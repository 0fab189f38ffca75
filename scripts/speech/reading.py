"""Text to phonemes, each phoneme knowing which of the text's own words it belongs to."""

import re

from hibari.g2p import G2P
from hibari.g2p.normalize import normalize

# About twelve seconds. Longer ones would need memory in proportion (400 phonemes: more than a gigabyte), and the models
# lose the thread beyond 500.
LONGEST_PIECE = 200
# Phonemes that are a pause, not a sound: a word does not last through them.
PAUSES = frozenset(' ;:,.!?—…"()“”')
# Marks on the phoneme after them, and on the one before.
STRESS = frozenset("ˈˌ")
LENGTH = frozenset("ːʰʲ̃")
CLAUSE_ENDS = frozenset(",;:—")
SENTENCE_END = re.compile(r"""[.!?…]["”’')\]]*$""")
ABBREVIATIONS = frozenset("mr mrs ms dr prof st mt ft gen gov sen rep capt lt col sgt rev hon jr sr vs e.g i.e".split())


class Piece:
    """What the model says in one breath: pairs of a phoneme and the index of its word (or None)."""

    def __init__(self, phonemes, ends_sentence):
        self.phonemes = phonemes
        self.ends_sentence = ends_sentence


class Reader:
    def __init__(self):
        self.g2p = G2P()

    def pieces(self, words):
        """The pieces of a text in order; words that have no sound appear in none."""
        first = 0
        for last, word in enumerate(words):
            following = words[last + 1] if last + 1 < len(words) else None
            if following is None or ends_sentence(word, following):
                yield from cut(self.phonemes(words[first : last + 1], first))
                first = last + 1

    def phonemes(self, words, offset):
        normalized, owners = owned_readings(words)
        if not normalized:
            return []
        result, index = [], 0
        # Not `tokenize`: a user's "[text](/phonemes/)" is text, not an instruction.
        for token in self.g2p.phonemize_tokens(self.g2p._tokens(normalized)):
            owner = offset + owners[min(index, len(owners) - 1)]
            result += [(phoneme, owner) for phoneme in token.phonemes or ""]
            if token.whitespace:
                result.append((" ", None))
                index += 1
        while result and result[-1][0] == " ":
            result.pop()
        return result


def ends_sentence(word, following):
    if not SENTENCE_END.search(word) or following[:1].islower():
        return False
    bare = word.rstrip(".\"”’')]").lstrip("\"“‘'([")
    is_initial = len(bare) == 1 and bare.isalpha() and bare.isupper() and bare != "I"
    return not (word.endswith(".") and (is_initial or bare.lower() in ABBREVIATIONS))


def owned_readings(words):
    """The text as it is read ("3 March" is "the third of March"), and for each read word the index of the written one.

    Where the readings of both sides of a space are the reading of the whole, no rule reached across that space. Between
    two such spaces the read words are shared out in order.
    """
    whole = normalize(" ".join(words))
    readings = whole.split()
    owners, group = [], 0
    for end in range(1, len(words) + 1):
        before = normalize(" ".join(words[:end]))
        after = normalize(" ".join(words[end:]))
        if end < len(words) and " ".join(part for part in (before, after) if part) != whole:
            continue
        owners += share(words[group:end], readings[len(owners) : len(before.split())], group)
        group = end
    return whole, owners


def share(words, readings, first):
    """The owner of each reading, among a few words that were read together ("9:30 am": nine thirty A.M.)."""
    spoken = [at for at, word in enumerate(words) if bare(word)] or list(range(len(words)))
    in_order = [first + spoken[position * len(spoken) // len(readings)] for position in range(len(readings))]
    if len(readings) <= len(spoken):
        return in_order
    # More is said than stands there: a word that is said as it stands begins its own part.
    anchored, current = [], 0
    for reading in readings:
        ahead = [place for place in range(current, len(spoken)) if bare(words[spoken[place]]) == bare(reading)]
        current = ahead[0] if ahead else current
        anchored.append(first + spoken[current])
    return anchored if len(set(anchored)) == len(spoken) else in_order


def bare(word):
    return "".join(filter(str.isalnum, word)).lower()


def cut(phonemes):
    """One sentence in pieces that the models can hold, cut after a clause where there is one, else between words."""
    while len(phonemes) > LONGEST_PIECE:
        spaces = [at for at in range(1, LONGEST_PIECE) if phonemes[at][0] == " "]
        clauses = [at for at in spaces if phonemes[at - 1][0] in CLAUSE_ENDS and at > LONGEST_PIECE // 4]
        at = (clauses or spaces or [LONGEST_PIECE])[-1]
        yield Piece(phonemes[:at], False)
        phonemes = phonemes[at:]
        while phonemes and phonemes[0][0] == " ":
            phonemes = phonemes[1:]
    if any(phoneme not in PAUSES for phoneme, _ in phonemes):
        yield Piece(phonemes, True)
