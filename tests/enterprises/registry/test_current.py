"""Every process answers with what is so now, whoever changed it."""

from datetime import date, timedelta
from random import Random
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from common.publication import PublicationState
from enterprises import search
from enterprises.models import (
    Enterprise,
    Location,
    Offer,
    RegistryChange,
    RsvStatus,
)
from enterprises.registry import changes, image
from enterprises.registry.current import Keeper
from enterprises.registry.image import Found, Registry
from enterprises.search.reading import search as find
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    OfferFactory,
    RsvStatusFactory,
    SectorFactory,
    TargetGroupFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ["keramik", "cykel", "værksted", "kaffe", "glas", "brød", "have"]
QUERIES = [*WORDS, "værk", '"cykel kaffe"', "kermik"]


def answers(registry: Registry) -> dict[str, Any]:
    """Say all that a registry answers, by primary keys instead of its numbers."""

    def keys(tiers: list[int], order: str = image.BY_NAME) -> list[int]:
        found = Found(registry.orders[order], tiers)
        return [registry.roll.keys[number] for number in found]

    facets = registry.facets
    results = {query: find(query, registry) for query in QUERIES}
    return {
        "orders": {name: keys([registry.everybody], name) for name in registry.orders},
        "labels": facets.labels,
        "facets": {
            (name, value): keys([facets.having(name, value)])
            for name, labels in facets.labels.items()
            for value in labels
        },
        "hits": {query: keys([*result.tiers]) for query, result in results.items()},
        "suggestions": {query: result.suggestion for query, result in results.items()},
        "motifs": {
            key: registry.motif_of(number) for key, number in registry.numbers.items()
        },
    }


class Editor:
    """Changes the registry at random, in every way the admin can."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.sectors = [
            SectorFactory(name=f"Felt {n}", motif=motif)
            for n, motif in enumerate(["repair", "cafe", "garden"])
        ]
        self.groups = [TargetGroupFactory(name=f"Gruppe {n}") for n in range(2)]
        self.today = timezone.localdate()

    def text(self) -> str:
        return " ".join(self.chance.sample(WORDS, 3))

    def anybody(self) -> Enterprise | None:
        rows = list(Enterprise.objects.order_by("pk"))
        return self.chance.choice(rows) if rows else None

    def act(self) -> str:
        """Do one thing and say which."""
        acts = [self.create, self.edit, self.offer, self.place, self.rsv, self.relate]
        acts += [self.rename_sector, self.drop, self.remove_part, self.create]
        act = self.chance.choice(acts)
        with transaction.atomic():
            act()
            if self.chance.random() < 0.1:
                transaction.set_rollback(True)
        return act.__name__

    def create(self) -> None:
        EnterpriseFactory(
            name=self.text(),
            short_description=self.text(),
            publication_state=self.chance.choice(["offentlig", "offentlig", "kladde"]),
            followed_from_date=self.today - timedelta(self.chance.randint(-1, 900)),
        )

    def edit(self) -> None:
        if enterprise := self.anybody():
            enterprise.name = self.text()
            enterprise.publication_state = self.chance.choice(PublicationState.values)
            enterprise.confirmed_at = timezone.now()
            enterprise.established_date = self.chance.choice([None, self.today])
            enterprise.save()

    def offer(self) -> None:
        if enterprise := self.anybody():
            coming = self.today + timedelta(days=1)
            OfferFactory(
                enterprise=enterprise,
                kind=self.chance.choice(Offer.Kind.values),
                title=self.text(),
                active_from_date=self.chance.choice([None, self.today, coming]),
            )

    def place(self) -> None:
        if enterprise := self.anybody():
            LocationFactory(
                enterprise=enterprise,
                town=self.chance.choice(["Viby", "Ågerup", "Jyllinge"]),
                access=self.chance.choice(Location.Access.values),
            )

    def rsv(self) -> None:
        if enterprise := self.anybody():
            day = self.today - timedelta(days=self.chance.randint(0, 5))
            enterprise.rsv_history.filter(effective_date=day).delete()
            status = self.chance.choice(RsvStatus.Status.values)
            RsvStatusFactory(
                enterprise=enterprise,
                status=status,
                effective_date=day,
                checked_date=day if status == "registreret" else None,
            )

    def relate(self) -> None:
        if enterprise := self.anybody():
            enterprise.sectors.set(self.chance.sample(self.sectors, 2))
            self.chance.choice(self.groups).enterprises.add(enterprise)

    def rename_sector(self) -> None:
        sector = self.chance.choice(self.sectors)
        sector.name = f"{self.text()} {sector.pk}"
        sector.save()

    def drop(self) -> None:
        if enterprise := self.anybody():
            enterprise.delete()

    def remove_part(self) -> None:
        for model in (Offer, Location, RsvStatus):
            if row := model.objects.order_by("?").first():
                row.delete()


@pytest.mark.parametrize("seed", range(4))
def test_two_processes_follow_any_changes(seed, monkeypatch):
    # So that a registry this small is numbered anew now and then, too.
    monkeypatch.setattr(image, "FEW_DEAD", 6)
    editor = Editor(seed)
    always, seldom = Keeper(), Keeper()
    seldom.registry()

    for step in range(40):
        done = editor.act()
        truth = answers(Registry.load(editor.today))
        assert answers(always.registry()) == truth, (step, done)
        if step % 7 == 0:
            assert answers(seldom.registry()) == truth, (step, done)


def test_a_question_costs_one_query_while_nothing_changes(django_assert_num_queries):
    EnterpriseFactory(published=True)
    keeper = Keeper()
    first = keeper.registry()

    with django_assert_num_queries(1):
        second = keeper.registry()

    assert second is first


def test_a_change_costs_the_same_however_many_there_are(django_assert_max_num_queries):
    numbers = []
    for size in (2, 15):
        rows = [EnterpriseFactory(published=True) for _ in range(size)]
        keeper = Keeper()
        keeper.registry()
        rows[0].save()
        with django_assert_max_num_queries(10) as queries:
            keeper.registry()
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]


def test_who_is_being_answered_goes_on_with_what_he_began_with():
    EnterpriseFactory(published=True, name="Keramik")
    other = EnterpriseFactory(published=True, name="Glas")
    keeper = Keeper()
    before = keeper.registry()
    said = answers(before)

    other.name = "Keramik og glas"
    other.save()
    EnterpriseFactory(published=True, name="Brød")

    assert answers(keeper.registry()) != said
    assert answers(before) == said


def test_what_is_rolled_back_is_never_remembered():
    keeper = Keeper()
    enterprise = EnterpriseFactory(published=True, name="Keramik")
    keeper.registry()

    with transaction.atomic():
        enterprise.name = "Glas"
        enterprise.save()
        inside = answers(keeper.registry())
        transaction.set_rollback(True)

    assert inside["hits"]["glas"] == [enterprise.pk]
    assert answers(keeper.registry())["hits"]["glas"] == []


def test_a_new_day_is_read_anew(monkeypatch):
    tomorrow = timezone.localdate() + timedelta(days=1)
    enterprise = EnterpriseFactory(published=True)
    OfferFactory(enterprise=enterprise, kind="varer", active_from_date=tomorrow)
    keeper = Keeper()
    today = keeper.registry()

    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

    assert not today.facets.having("offer", "varer")
    assert keeper.registry().facets.having("offer", "varer")


def test_of_very_many_changes_only_the_fact_is_noted(monkeypatch):
    monkeypatch.setattr(changes, "MOST_NOTED", 3)
    rows = [EnterpriseFactory(published=True) for _ in range(5)]
    keeper = Keeper()
    keeper.registry()
    RegistryChange.objects.all().delete()
    Enterprise.objects.update(name="Keramik")

    search.index(row.pk for row in rows)

    assert [note.enterprise_key for note in RegistryChange.objects.all()] == [None]
    assert len(answers(keeper.registry())["hits"]["keramik"]) == 5


def test_very_many_changes_by_several_are_read_at_once(monkeypatch):
    monkeypatch.setattr(changes, "MOST_NOTED", 3)
    rows = [EnterpriseFactory(published=True) for _ in range(5)]
    keeper = Keeper()
    size = keeper.registry().size

    for row in rows:
        row.save()

    # Read anew, so that nobody has an old number.
    assert keeper.registry().size == size == 5


def test_old_notes_are_forgotten():
    EnterpriseFactory(published=True)
    old = timezone.now() - changes.KEPT - timedelta(minutes=1)
    RegistryChange.objects.update(noted_at=old)
    EnterpriseFactory(published=True)
    new = RegistryChange.objects.filter(noted_at__gt=old).count()

    assert changes.forget_old() > 0
    assert RegistryChange.objects.count() == new > 0


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one write at a time"
)
def test_a_transaction_that_began_first_and_ended_last_is_seen():
    slow, quick = (EnterpriseFactory(published=True) for _ in range(2))
    keeper = Keeper()
    keeper.registry()
    written, go_on = Event(), Event()

    def write_slowly() -> None:
        try:
            with transaction.atomic():
                slow.name = "Keramik"
                slow.save()
                written.set()
                assert go_on.wait(20)
        finally:
            connection.close()

    thread = Thread(target=write_slowly)
    thread.start()
    assert written.wait(20)
    quick.name = "Glas"
    quick.save()
    meanwhile = answers(keeper.registry())
    # Who begins now has read what is noted, and does not read it again.
    young = Keeper()
    is_calm = young.registry() is young.registry()
    go_on.set()
    thread.join()

    assert meanwhile["hits"]["glas"] == [quick.pk]
    assert meanwhile["hits"]["keramik"] == []
    assert is_calm
    assert answers(young.registry())["hits"]["keramik"] == [slow.pk]
    assert answers(keeper.registry())["hits"]["keramik"] == [slow.pk]
    # And what was seen is not read over and over.
    quick.save()
    keeper.registry()
    assert keeper.registry() is keeper.registry()


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one write at a time"
)
def test_another_transaction_that_ends_costs_nothing(django_assert_num_queries):
    EnterpriseFactory(published=True)
    keeper = Keeper()
    begun, end = Event(), Event()

    def write_something_else() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT txid_current()")
                begun.set()
                assert end.wait(20)
        finally:
            connection.close()

    thread = Thread(target=write_something_else)
    thread.start()
    assert begun.wait(20)
    EnterpriseFactory(published=True)
    before = keeper.registry()
    end.set()
    thread.join()

    with django_assert_num_queries(1):
        after = keeper.registry()

    assert answers(after) == answers(before)
    # The mark went on, so that what was read beside the other is not asked for again.
    assert keeper.registry().mark.number > before.mark.number


def test_a_registry_is_of_its_day():
    EnterpriseFactory(published=True, followed_from_date=date(2018, 1, 1))

    before, after = Registry.load(date(2017, 1, 1)), Registry.load(date(2019, 1, 1))

    assert before.everybody == 0
    assert after.everybody.bit_count() == 1


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL plans by how many there are"
)
def test_a_page_is_read_by_its_keys_and_not_by_looking_at_everybody():
    plan = Enterprise.objects.published().filter(pk__in=[1, 2, 3]).explain()

    assert "PRIMARY KEY" in plan
