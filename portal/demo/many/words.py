"""Danish words in their forms, and the compounds they make."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Noun:
    """A noun in its four forms, with what joins it to a word that follows."""

    article: str
    single: str
    the_single: str
    plural: str
    the_plural: str
    joint: str

    @property
    def a(self) -> str:
        """The noun with its article: "et værksted"."""
        return f"{self.article} {self.single}"

    def after(self, first: str) -> "Noun":
        """Return the compound that begins with another word's joining form."""
        return Noun(
            self.article,
            f"{first}{self.single}",
            f"{first}{self.the_single}",
            f"{first}{self.plural}",
            f"{first}{self.the_plural}",
            f"{first}{self.joint}",
        )


@dataclass(frozen=True)
class Field:
    """The words of a field of work.

    Attributes:
        slug: of the catalogue's field.
        firsts: what its compounds begin with, with the joining letter.
        places: where the work is done.
        works: what is made, done or sold.
        verbs: what one does and learns there.
        customers: who buys.
    """

    slug: str
    firsts: tuple[str, ...]
    places: tuple[Noun, ...]
    works: tuple[Noun, ...]
    verbs: tuple[str, ...]
    customers: tuple[str, ...]


def words(text: str) -> tuple[str, ...]:
    """Read words that stand apart by blanks."""
    return tuple(text.split())


def nouns(text: str) -> tuple[Noun, ...]:
    """Read one noun a line: article, stem, three endings or words, joining letter.

    An ending begins with "-" and is put on the stem; "-" alone is the stem itself.
    """
    return tuple(_noun(line) for line in text.strip().splitlines())


def _noun(line: str) -> Noun:
    article, stem, *forms = line.split()

    def full(form: str) -> str:
        return stem + form[1:] if form.startswith("-") else form

    the_single, plural, the_plural, joint = map(full, forms)
    return Noun(article, stem, the_single, plural, the_plural, joint)


def capital(text: str) -> str:
    """Begin a text with a capital letter, as a sentence."""
    return text[:1].upper() + text[1:]


def listed(texts: list[str]) -> str:
    """Join words as Danes do: "duge, bluser og gardiner"."""
    *first, last = texts
    return f"{', '.join(first)} og {last}" if first else last


# What any place can be called after: when it is open, where it lies, whom it is for.
TIMES_AND_PLACES = words(
    """
    sommer vinter forårs efterårs jule weekend aften morgen mandags tirsdags onsdags
    torsdags fredags lørdags søndags ferie hverdags ungdoms familie nabo by landsby
    fjord skov strand havne stations gårds kælder baghus lade kvarter kollegie
    kolonihave andels fælles pendler senior pensionist naboskabs markeds torve kloster
    bakke eng mose mølle præstegårds friluft
    """
)

# What follows a place: what happens there, and who is there.
SECONDS = nouns(
    """
    et hold -et - -ene -
    en dag -en -e -ene -e
    et forløb -et - -ene -s
    et fællesskab -et -er -erne -s
    en plads -en -er -erne -
    en opgave -n -r -rne -
    et besøg -et - -ene -s
    et kursus kurset kurser kurserne kursus
    et udvalg -et - -ene -s
    en aften -en aftner aftnerne -
    en frokost -en -er -erne -
    """
)
HELPERS = nouns(
    """
    en leder -en -e lederne -
    en makker -en -e makkerne -
    en assistent -en -er -erne -
    en medarbejder -en -e medarbejderne -
    en vejleder -en -e vejlederne -
    en lærling -en -e -ene -e
    """
)
