"""How Danish text becomes the terms of a search index, and a query the same terms.

One analyser for what is stored and what is asked, so that both meet: case, accents and
the two spellings of æ, ø and å make no difference, nor does inflection.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer.danish_stemmer import DanishStemmer

# No Danish word is longer; what is, was made to hurt.
LONGEST_WORD = 60
SHORTEST_PART = 3
# A shorter part inside a compound is believed only beside a word that is known.
SURE_PART = 4
# What Danish puts between the parts of a compound.
JOINTS = ("s", "e")
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

_LETTERS = str.maketrans({"ä": "æ", "ö": "ø", "ü": "y"})
_BREAKS = frozenset("\0\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")
# naboer, skemaet: a vowel that an ending beginning with e happens to follow.
_ENDING_AFTER_VOWEL = re.compile(
    r"(\w*[aeiouyæøå]\w*[^\W_aeiouyæøå]*[ao])(e(?:rnes?|[rtn]s?))"
)
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]*)"')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
# The stemmer leaves an ending that follows a vowel: træet, træer, caféen, cykelbyen.
_AFTER_VOWEL = re.compile(r"(?<=[æøåy])(?:erne|ernes|ets|ens|ers|et|en|er)$")
# Vowels that come and go in inflection: cykel, cykler; møbel, møbler.
_FLEETING = re.compile(r"(?<=[^aeiouyæøå])el$")


def words(text: str) -> list[str]:
    """Return the words of a text in order, in small letters, as they are spelt."""
    plain = unicodedata.normalize("NFKC", text).lower()
    visible = "".join(" " if c in _BREAKS else c for c in plain if _is_visible(c))
    return [found[:LONGEST_WORD] for found in _WORD.findall(visible)]


@lru_cache(maxsize=4_096)
def _is_visible(letter: str) -> bool:
    """Tell letters and signs from marks of direction, joiners and loose accents."""
    if letter in _BREAKS:
        return True
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cn", "Co", "Cs", "Mn")


@lru_cache(maxsize=65_536)
def spell(word: str) -> str:
    """Return a word in today's Danish letters, without foreign accents.

    "aa" is å, "oe" and ö are ø, "ae" and ä are æ. That "poesi" then becomes "pøsi"
    does no harm: it does so everywhere.
    """
    return (
        _without_accents(word)
        .translate(_LETTERS)
        .replace("aa", "å")
        .replace("ae", "æ")
        .replace("oe", "ø")
    )


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(
        letter
        if letter in "æøåäöü"
        else "".join(
            c
            for c in unicodedata.normalize("NFD", letter)
            if unicodedata.category(c) != "Mn"
        )
        for letter in word
    )


@lru_cache(maxsize=65_536)
def terms(word: str) -> tuple[str, ...]:
    """Return what a word, as spelt, may stand for in the index; the likeliest first.

    The end of "naboer" is an ending after an o, that of "frisoer" a word with ø.
    """
    plain = _without_accents(word).translate(_LETTERS)
    as_letters = stem(spell(word))
    parted = _ENDING_AFTER_VOWEL.fullmatch(plain)
    if not parted:
        return (as_letters,)
    as_ending = stem(spell(parted[1]) + parted[2])
    return tuple(dict.fromkeys((as_ending, as_letters)))


def term(word: str) -> str:
    """Return the one term that a word of a text is indexed by."""
    return terms(word)[0]


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


def is_stop_word(word: str) -> bool:
    """Tell whether a word is too common to be looked for."""
    return spell(word) in STOP_WORDS


@dataclass(frozen=True)
class Query:
    """What somebody looks for: words that must all be there, and phrases.

    Attributes:
        words: as spelt, each once, in the order typed, no stop words.
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
    """Return a text with some of its words replaced, and all else as it stands."""

    def other(found: re.Match[str]) -> str:
        return others.get("".join(words(found[0])), found[0])

    return _WORD.sub(other, text)


@lru_cache(maxsize=1_024)
def fragments(term: str) -> tuple[str, ...]:
    """Return how a stemmed term may be written inside a compound, for a look-up."""
    restored = re.sub(r"(?<=[^aeiouyæøå])l$", "el", term)
    plurals = [plural for plural, single in IRREGULAR.items() if single == term]
    return tuple(dict.fromkeys((term, restored, *plurals)))


class Split(NamedTuple):
    """One way a compound holds a part: the part as written, and what is left."""

    part: str
    rest: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it needs no word list: all are long, and what is left can be said."""
        return all(
            len(piece) >= SURE_PART and VOWELS & set(piece)
            for piece in (self.part, *self.rest)
        )


def splits(term: str, compound: str) -> Iterator[Split]:
    """Return each way a compound can hold a term as a part.

    "værksted" in "cykelværksted" leaves ("cykel",). What is left keeps no joining
    letter.

    Args:
        term: a stemmed word.
        compound: another stemmed word.
    """
    for fragment in fragments(term):
        start = compound.find(fragment)
        while start >= 0:
            # A part stands in its full form inside a compound: køkken in køkkenhave.
            longest = min(start + len(fragment) + 3, len(compound))
            for end in range(start + len(fragment), longest + 1):
                part = compound[start:end]
                if len(part) < SHORTEST_PART or part in STOP_WORDS:
                    continue
                if stem(part) == term:
                    for rest in _rests(compound[:start], compound[end:]):
                        yield Split(part, rest)
            start = compound.find(fragment, start + 1)


def _rests(before: str, after: str) -> Iterator[tuple[str, ...]]:
    for left in {before, before[:-1] if before.endswith(JOINTS) else before}:
        for right in {after, after[1:] if after.startswith(JOINTS) else after}:
            rest = tuple(piece for piece in (left, right) if piece)
            if rest and all(len(piece) >= SHORTEST_PART for piece in rest):
                yield rest


def misspellings(word: str) -> set[str]:
    """Return every word that one error of typing away makes this one.

    An error is a letter too few, too many, wrong, or two in the wrong order.
    """
    halves = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {
        *(a + b[1:] for a, b in halves if b),
        *(a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1),
        *(a + c + b[1:] for a, b in halves if b for c in ALPHABET),
        *(a + c + b for a, b in halves for c in ALPHABET),
    } - {word}


STOP_WORDS = frozenset(map(spell, _STOP_WORDS.split()))
