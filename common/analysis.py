"""How Danish text becomes the terms of a search index, and a query the same terms.

One analyser for what is stored and what is asked, so that both meet: case, accents and
the two spellings of æ, ø and å make no difference, nor does inflection.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer.danish_stemmer import DanishStemmer

# No Danish word is longer; what is, was made to hurt.
LONGEST_WORD = 60
SHORTEST_PART = 3
# A shorter part inside a compound is believed only beside a word that is known.
SURE_PART = 5
JOINTS = ("", "s", "e")
VOWELS = frozenset("aeiouyæøå")
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"

# What begins compounds and hardly ever stands alone.
BOUND = frozenset({"fleks", "skåne", "gen"})

# Stems whose vowel changes in the plural: bog, bøger.
IRREGULAR = {
    "bøg": "bog",
    "børn": "barn",
    "hænd": "hånd",
    "kursus": "kurs",
    "mænd": "mand",
}

# Words that stand in nearly every text and say nothing about it.
# "have" is not among them: it is a garden, too.
_STOP_WORDS = """
af alle alt at blev blive bliver da de dem den denne der deres det dette dig din disse
dog du efter eller en end er et fik for fra få får har hende hendes her hos hvad hver
hvis hvor hvordan i ikke ind jeg jer jeres kan kun man med meget men mig min mod når
nogen noget nogle nu også og om op os over på sig sin skal som så til ud under var ved
vi vil vores være været
"""

_DIGRAPHS = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y"})
_KEPT = {"æ", "ø", "å"}
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]*)"')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
# The stemmer leaves an ending that follows a vowel: træet, træer, caféen, cykelbyen.
_AFTER_VOWEL = re.compile(r"(?<=[æøåy])(?:erne|ernes|ets|ens|ers|et|en|er)$")
# Vowels that come and go in inflection: cykel, cykler; møbel, møbler.
_FLEETING = re.compile(r"(?<=[^aeiouyæøå])el$")


def normalise(text: str) -> str:
    """Return text in small letters, without accents, controls and marks.

    The two spellings of a letter become one: "aa" is å, "oe" and ö are ø, "ae" and ä
    are æ. That "poesi" then becomes "pøsi" does no harm: it does so everywhere.
    """
    plain = unicodedata.normalize("NFKC", text).lower().translate(_DIGRAPHS)
    letters = []
    for letter in plain:
        category = unicodedata.category(letter)
        if category in ("Cc", "Zl", "Zp"):
            letters.append(" ")
        elif category in ("Cf", "Mn", "Cs", "Co", "Cn"):
            continue
        elif letter.isascii() or letter in _KEPT:
            letters.append(letter)
        else:
            letters.append(_without_accent(letter))
    joined = "".join(letters)
    return joined.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")


def _without_accent(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)
    return "".join(c for c in base if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what all inflected forms of a normalised word share.

    The stemmer takes one ending off at a time ("virksomhederne" becomes "virksomhed",
    which itself becomes "virksom"), so it is asked until nothing changes.
    """
    while True:
        shorter = _AFTER_VOWEL.sub("", _stem_once(word))
        if shorter == word:
            break
        word = shorter
    if len(word) > 4:
        word = _FLEETING.sub("l", word)
    if len(word) > 6 and word.endswith("isk"):
        return f"{word[:-3]}i"  # økonomisk, økonomi
    if len(word) > 8 and word.endswith("ation"):
        return word[:-5]  # reparation, reparere
    return IRREGULAR.get(word, word)


def _stem_once(word: str) -> str:
    # A stemmer of its own each time: it keeps its word in itself, for one thread only.
    return str(DanishStemmer().stemWord(word))


def words(text: str) -> list[str]:
    """Return the normalised words of a text in order, stop words among them."""
    return [found[:LONGEST_WORD] for found in _WORD.findall(normalise(text))]


def is_stop_word(word: str) -> bool:
    """Tell whether a normalised word is too common to be looked for."""
    return word in STOP_WORDS


@dataclass(frozen=True)
class Query:
    """What somebody looks for: words that must all be there, and phrases.

    Attributes:
        words: normalised, each once, in the order typed, no stop words.
        phrases: words with their distances from the first, as quoted.
    """

    words: tuple[str, ...]
    phrases: tuple[tuple[tuple[int, str], ...], ...]


def parse(text: str, most: int) -> Query:
    """Read a query; nothing in it is an operator but quotation marks in pairs.

    Args:
        text: what was typed, of any length and content.
        most: how many words to take into account; the rest is left out.
    """
    even = text.translate(_QUOTES)
    phrases = []
    for quoted in _QUOTED.findall(even):
        phrase = [
            (place, word)
            for place, word in enumerate(words(quoted)[:most])
            if not is_stop_word(word)
        ]
        if len(phrase) > 1:
            start = phrase[0][0]
            phrases.append(tuple((place - start, word) for place, word in phrase))
    sought = [word for word in words(even) if not is_stop_word(word)]
    return Query(tuple(dict.fromkeys(sought))[:most], tuple(phrases[:most]))


def replace_words(text: str, others: dict[str, str]) -> str:
    """Return a text with normalised words replaced, and all else as it stands."""

    def other(found: re.Match[str]) -> str:
        return others.get("".join(words(found[0])), found[0])

    return _WORD.sub(other, text)


def fragments(term: str) -> tuple[str, ...]:
    """Return how a stemmed term may be written inside a compound, for a look-up."""
    restored = re.sub(r"(?<=[^aeiouyæøå])l$", "el", term)
    plurals = [plural for plural, single in IRREGULAR.items() if single == term]
    return tuple(dict.fromkeys((term, restored, *plurals)))


def rests(term: str, compound: str) -> Iterator[tuple[str, ...]]:
    """Return what is left of a compound each way it can hold a term as a part.

    "værksted" in "cykelværksted" leaves ("cykel",). A rest keeps no joining letter.

    Args:
        term: a stemmed word.
        compound: another stemmed word.
    """
    for fragment in fragments(term):
        start = compound.find(fragment)
        while start >= 0:
            # A part stands in its full form inside a compound: køk in køkkenhave.
            for end in range(start + len(fragment), len(compound) + 1):
                if end - start > len(fragment) + 3:
                    break
                part = compound[start:end]
                if len(part) < SHORTEST_PART or stem(part) != term:
                    continue
                yield from _around(compound[:start], compound[end:], len(part))
            start = compound.find(fragment, start + 1)


def _around(before: str, after: str, length: int) -> Iterator[tuple[str, ...]]:
    for joint in JOINTS:
        if not after.startswith(joint) or (joint and after == joint):
            continue
        for left in _without_joint(before):
            rest = tuple(part for part in (left, after[len(joint) :]) if part)
            if rest and all(len(part) >= SHORTEST_PART for part in rest):
                yield rest


def _without_joint(before: str) -> Iterator[str]:
    yield before
    if before.endswith(("s", "e")):
        yield before[:-1]


def is_sure(term: str, rest: tuple[str, ...]) -> bool:
    """Tell whether a split needs no word list: both sides are long and can be said."""
    return len(term) >= SURE_PART - 1 and all(
        len(part) >= SURE_PART - 1 and VOWELS & set(part) for part in rest
    )


def misspellings(word: str) -> set[str]:
    """Return every word that one error of typing away makes this one.

    An error is a letter too few, too many, wrong, or two in the wrong order.
    """
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in splits if b),
        *(a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1),
        *(a + c + b[1:] for a, b in splits if b for c in ALPHABET),
        *(a + c + b for a, b in splits for c in ALPHABET),
    } - {word}


STOP_WORDS = frozenset(normalise(_STOP_WORDS).split())
