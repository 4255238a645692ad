"""What is asked of the portal from within its own process, for `bench/registry.py`.

Run as `python -m bench.inside NAME`, with a question as JSON on standard input; the
answer is JSON on standard output. DATABASE_URL says which database it is about.
"""

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_test_environment,
)
from django.utils import timezone  # noqa: E402
from django.utils.html import strip_tags  # noqa: E402

from common import analysis  # noqa: E402
from enterprises.models import Enterprise, RsvStatus  # noqa: E402

LIST = "/virksomheder/"
PAGE_SIZE = 24
SHORTEST_WORD, SHORTEST_COMPOUND = 4, 14
# A common word is in at least this share of the texts; a rare one fills a page or two.
COMMON_SHARE = 0.2
RARE = range(PAGE_SIZE, 4 * PAGE_SIZE)
MOST_CANDIDATES = 400

# So that an answer tells what its template was given.
setup_test_environment()
client = Client(headers={"host": "localhost"})


def answer(**question: Any) -> Any:
    """Return what the list says to a question, as its template sees it."""
    query = QueryDict(mutable=True)
    for name, values in question.items():
        query.setlist(name, values if isinstance(values, list) else [values])
    return client.get(f"{LIST}?{query.urlencode()}").context


def found(**question: Any) -> int:
    """Say how many enterprises the list finds."""
    return answer(**question)["page"].paginator.count


def words_of(enterprise: Enterprise) -> set[str]:
    text = strip_tags(enterprise.description.replace("<", " <"))
    return {
        word
        for word in analysis.words(text)
        if len(word) >= SHORTEST_WORD
        and word.isalpha()
        and not analysis.is_stop_word(word)
    }


# The questions


def common_words(most: int) -> list[str]:
    """Return words that fill a page each, one of each that search takes for the same.

    They are chosen where there are few enterprises; where there are many, the same
    words are as common.
    """
    texts = [words_of(one) for one in Enterprise.objects.published()]
    counted = Counter(word for text in texts for word in text)
    chosen: dict[str, str] = {}
    for word, number in counted.most_common():
        if number < COMMON_SHARE * len(texts) or len(chosen) == most:
            break
        term = analysis.term(word)
        if term not in chosen and found(q=word) >= PAGE_SIZE:
            chosen[term] = word
    return list(chosen.values())


def rare_word() -> str | None:
    """Return a word that fills about a page, however many enterprises there are."""
    chance = random.Random(0)
    keys = list(Enterprise.objects.published().order_by("pk").values_list("pk"))
    # Where there are many, only compounds are rare enough.
    shortest = SHORTEST_WORD if len(keys) < 1000 else SHORTEST_COMPOUND
    for (key,) in chance.sample(keys, min(MOST_CANDIDATES, len(keys))):
        words = [
            w for w in words_of(Enterprise.objects.get(pk=key)) if len(w) >= shortest
        ]
        if words and found(q=(word := chance.choice(sorted(words)))) in RARE:
            return word
    return None


def pages(question: dict[str, Any]) -> int:
    """Say how many full pages a question has."""
    return found(**question) // PAGE_SIZE


def queries(paths: list[str]) -> list[int]:
    """Count the queries that each address takes once the process has warmed up."""
    numbers = []
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        numbers.append(len(captured))
    return numbers


def counts(seed: int, sets: int) -> dict[str, Any]:
    """Hold the counts of random choices against a look at every enterprise."""
    chance = random.Random(seed)
    today = timezone.localdate()
    registry = list(looked_at(today))
    groups = answer()["form"].groups
    offered = {g.name: [option.value for option in g.options] for g in groups}
    compared, wrong = 0, []
    for _ in range(sets):
        chosen = {
            name: chance.sample(values, min(chance.randint(1, 3), len(values)))
            for name, values in offered.items()
            if chance.random() < 0.4
        }
        expected = count(registry, chosen)
        context = answer(**chosen)
        shown = {
            (group.name, option.value): option.count
            for group in context["form"].groups
            for option in group.options
        }
        shown["", ""] = context["page"].paginator.count
        for key, number in shown.items():
            compared += 1
            if number != expected[key]:
                wrong.append([chosen, *key, number, expected[key]])
    return {"compared": compared, "wrong": wrong}


def looked_at(today: date) -> Iterator[dict[str, set[str]]]:
    """Say what each public enterprise has, by the names of the parameters."""
    enterprises = (
        Enterprise.objects.filter(publication_state="offentlig")
        .filter(followed_from_date__lte=today)
        .defer("description", "social_purpose")
        .prefetch_related(
            *("sectors", "target_groups", "locations", "offers", "rsv_history")
        )
    )
    for one in enterprises.iterator(chunk_size=2000):
        yield values_of(one, today)


def values_of(one: Enterprise, today: date) -> dict[str, set[str]]:
    in_force: list[RsvStatus] = [
        row for row in one.rsv_history.all() if row.effective_date <= today
    ]
    latest = max(in_force, key=lambda row: row.effective_date, default=None)
    return {
        "tilbud": {
            offer.kind
            for offer in one.offers.all()
            if (offer.active_from_date or today) <= today
            and (offer.active_to_date or today) >= today
        },
        "omraade": {sector.slug for sector in one.sectors.all()},
        "maalgruppe": {group.slug for group in one.target_groups.all()},
        "by": {place.town for place in one.locations.all()},
        "adgang": {place.access for place in one.locations.all()},
        "stadie": {str(one.stage(today))},
        "rsv": {latest.status if latest else "ingen"},
    }


def count(
    registry: list[dict[str, set[str]]], chosen: dict[str, list[str]]
) -> Counter[tuple[str, str]]:
    """Count what each value gives, and under ("", "") what is found."""
    asked = {"stadie": ["etableret", "paa-vej"], **chosen}
    wanted = {name: set(values) for name, values in asked.items()}
    numbers: Counter[tuple[str, str]] = Counter()
    for has in registry:
        missed = [name for name, values in wanted.items() if not has[name] & values]
        if not missed:
            numbers["", ""] += 1
        for name, values in has.items():
            if missed in ([], [name]):
                numbers.update((name, value) for value in values)
    return numbers


QUESTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (common_words, rare_word, pages, queries, counts)
}

if __name__ == "__main__":
    question = json.load(sys.stdin)
    json.dump(QUESTIONS[sys.argv[1]](**question), sys.stdout)
