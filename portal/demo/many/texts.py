"""What an example enterprise is called and says of itself."""

from collections.abc import Sequence
from random import Random

from enterprises.models import Enterprise

from ..writing import paragraphs
from . import sentences
from .words import HELPERS, SECONDS, TIMES_AND_PLACES, Field, Noun, capital, listed

FEW = ("tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "tolv", "femten")
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
SEASONS = ("foråret", "sommeren", "efteråret", "vinteren")
LONGEST_SHORT = Enterprise._meta.get_field("short_description").max_length or 160


class Voice:
    """One enterprise's words, as its sentences ask for them.

    What it is called, where it lies and whom it is for stay the same from sentence to
    sentence; the rest is chosen anew each time. A key with a capital letter begins a
    sentence.
    """

    def __init__(
        self, chance: Random, field: Field, town: str, group: str, year: int
    ) -> None:
        """Choose what stays the same."""
        self.chance = chance
        self.field = field
        plain = chance.choice(field.places)
        self.place = plain.after(self._first_before(plain))
        self.tasks = [
            task.after(self._first_before(task))
            for task in chance.sample(field.works, 3)
        ]
        self.same = {
            "name": "",
            "town": town,
            "year": str(year),
            "group": group,
            "a_place": self.place.a,
            "the_place": self.place.the_single,
        }
        self.same["name"] = self._name()

    def say(self, sentence: str) -> str:
        """Fill in a sentence."""
        return sentence.format_map(self)

    def one_of(self, templates: Sequence[str]) -> str:
        """Choose a sentence and fill it in."""
        return self.say(self.chance.choice(templates))

    def some_of(self, templates: Sequence[str], number: int) -> str:
        """Choose different sentences and fill them in, one after the other."""
        return " ".join(map(self.say, self.chance.sample(templates, number)))

    def __getitem__(self, key: str) -> str:
        """Return the word that a sentence asks for."""
        if key[0].isupper():
            return capital(self[key[0].lower() + key[1:]])
        return self.same[key] if key in self.same else self._anew(key)

    def _anew(self, key: str) -> str:
        chance = self.chance
        match key:
            case "works":
                return self.tasks[chance.randrange(2)].plural
            case "works2":
                return self.tasks[2].plural
            case "verb":
                return chance.choice(self.field.verbs[1:])
            case "verb2":
                return self.field.verbs[0]
            case "customers":
                return listed(chance.sample(self.field.customers, 2))
            case "odd":
                return self._odd().single
            case "a_odd":
                return self._odd().a
            case "the_odd":
                return self._odd().the_single
            case "odd_plural":
                return self._odd().plural
            case "a_helper":
                return self._helper().a
            case "the_helper":
                return self._helper().the_single
            case "few":
                return chance.choice(FEW)
            case "weekday":
                return chance.choice(WEEKDAYS[:3])
            case "weekday2":
                return chance.choice(WEEKDAYS[3:])
            case "season":
                return chance.choice(SEASONS)
            case "hours":
                return str(chance.randrange(2, 31))
            case "staff" | "some":
                return str(chance.randrange(3, 40))
            case "many":
                return str(chance.randrange(40, 400))
        raise KeyError(key)

    def _odd(self) -> Noun:
        """Return a compound that few others use."""
        chance = self.chance
        place = chance.choice(self.field.places)
        if chance.random() < 0.3:
            return place.after(chance.choice(TIMES_AND_PLACES))
        long = place.after(self._first_before(place))
        return chance.choice(SECONDS).after(long.joint)

    def _helper(self) -> Noun:
        chance = self.chance
        place = chance.choice(self.field.places)
        long = place.after(self._first_before(place))
        return chance.choice(HELPERS).after(long.joint)

    def _first_before(self, noun: Noun) -> str:
        """Return what a compound with the noun may begin with; never itself."""
        while (first := self.chance.choice(self.field.firsts)) in noun.single:
            pass
        return first

    def _name(self) -> str:
        chance = self.chance
        symbol = chance.choice(sentences.SYMBOLS)
        adjective = chance.choice(sentences.ADJECTIVES)
        town = self.same["town"]
        plain = chance.choice(self.field.places)
        timed = plain.after(chance.choice(TIMES_AND_PLACES))
        article = "Det" if self.place.article == "et" else "Den"
        name = chance.choice(
            (
                capital(self.place.the_single),
                f"{capital(self.place.the_single)} {symbol}",
                f"{capital(plain.the_single)} {symbol}",
                f"{town} {capital(self.place.single)}",
                capital(timed.the_single),
                f"{capital(timed.the_single)} i {town}",
                f"{article} {adjective} {capital(self.place.single)}",
                symbol,
                f"{symbol}s {capital(self.place.single)}",
                f"{capital(self.tasks[0].plural)} ved {symbol}",
            )
        )
        ending = chance.choice(sentences.NAME_ENDINGS)
        return name if " i " in name or " ved " in name else f"{name}{ending}"


def short_description(voice: Voice) -> str:
    """Say in one line what it is."""
    for _ in range(5):
        line = voice.one_of(sentences.SHORTS)
        if len(line) <= LONGEST_SHORT:
            return line
    return voice.say("{A_place} i {town}.")


def description(voice: Voice) -> str:
    """Say at length what it is, in 60 to 150 words."""
    return paragraphs(
        f"{voice.one_of(sentences.OPENINGS)} {voice.some_of(sentences.WORK, 3)}",
        voice.some_of(sentences.PEOPLE, voice.chance.choice((2, 3))),
        voice.some_of(sentences.PRACTICAL, 2),
    )
