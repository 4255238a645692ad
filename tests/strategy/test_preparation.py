"""“Til mødet”: who gets in, what is new in a draft, and remarks with their answers."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from strategy import drafts
from strategy.models import (
    BoardSeat,
    DraftReading,
    Indicator,
    Remark,
    Strategy,
)
from tests.accounts import AccountFactory
from tests.enterprises.returns import BASE, TOKEN, make_link
from tests.routes import content_of, walk
from tests.strategy.drafts import have_read
from tests.strategy.factories import (
    BoardMeetingFactory,
    BoardSeatFactory,
    GoalFactory,
    IndicatorFactory,
    InitiativeFactory,
    MeetingPaperFactory,
    RemarkFactory,
    StrategyFactory,
    StrategySectionFactory,
)

pytestmark = pytest.mark.django_db

HOME = "/strategi/til-moedet/"
DRAFT = f"{HOME}plan/"
REMARK = f"{DRAFT}bemaerkning/vision/"


@pytest.fixture
def draft():
    strategy = StrategyFactory(slug="plan", title="Planen")
    StrategySectionFactory(
        strategy=strategy,
        anchor="vision",
        heading="Vision",
        body="<p>Flere kommer i job.</p>",
    )
    return strategy


@pytest.fixture
def paper():
    return MeetingPaperFactory(
        meeting__title="Næste møde", meeting__date=timezone.localdate()
    )


@pytest.fixture
def member():
    user = AccountFactory()
    BoardSeatFactory(user=user, sector=BoardSeat.Sector.CULTURE)
    return user


@pytest.fixture
def board(member):
    """A browser in which a member of the board is signed in."""
    client = Client()
    client.force_login(member)
    return client


@pytest.fixture(autouse=True)
def no_hurry(monkeypatch):
    """Let forms be sent at once: how soon is asked in tests/common/test_sendings.py."""
    monkeypatch.setattr("common.sendings.QUICKEST", timedelta(0))


def signed_in(**values):
    client = Client()
    client.force_login(AccountFactory(**values))
    return client


def places(draft, paper):
    return {
        HOME,
        DRAFT,
        f"{DRAFT}laest/",
        f"{DRAFT}bemaerkning/",
        REMARK,
        f"{HOME}bilag/{paper.pk}",
        f"{DRAFT}traek-tilbage/{RemarkFactory(strategy=draft).pk}/",
    }


def send(client, place, **data):
    sending = client.get(place).context["form"]["sending"].value()
    return client.post(place, {"sending": sending, **data})


# Who gets in


def test_the_list_of_places_is_whole(draft, paper):
    routes = [r for r, _v in walk() if r.startswith("strategi/til-moedet/")]

    assert len(places(draft, paper)) == len(routes)


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_strangers_find_nothing(draft, paper, method):
    over, soon, elsewhere = (AccountFactory() for _ in range(3))
    today = timezone.localdate()
    BoardSeatFactory(user=over, end_date=today - timedelta(days=1))
    BoardSeatFactory(user=soon, start_date=today + timedelta(days=1))
    BoardSeatFactory()
    clients = [Client(), signed_in(is_staff=True), signed_in()]
    for user in (over, soon, elsewhere):
        clients.append(Client())
        clients[-1].force_login(user)

    answers = {
        (place, number): getattr(client, method)(place)
        for place in places(draft, paper)
        for number, client in enumerate(clients)
    }

    assert {response.status_code for response in answers.values()} == {404}
    assert not [1 for r in answers.values() if b"Planen" in content_of(r)]


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_an_enterprise_with_its_reporting_link_finds_nothing(
    client, draft, paper, method
):
    make_link()
    client.post(f"{BASE}{TOKEN}/")

    answers = {place: getattr(client, method)(place) for place in places(draft, paper)}

    assert client.get(BASE).status_code == 200
    assert {response.status_code for response in answers.values()} == {404}
    assert not [1 for r in answers.values() if b"Planen" in content_of(r)]


def test_a_member_gets_in_until_the_last_day(board, member, draft):
    today = timezone.localdate()
    BoardSeat.objects.update(start_date=today, end_date=today)

    inside = board.get(HOME).status_code
    BoardSeat.objects.update(start_date=None, end_date=today - timedelta(days=1))
    after = board.get(HOME).status_code

    assert (inside, after) == (200, 404)


def test_a_closed_account_finds_nothing(board, member, draft):
    User.objects.filter(pk=member.pk).update(is_active=False)

    assert board.get(HOME).status_code == 404


def test_the_editor_gets_in(editor_client, draft):
    assert editor_client.get(DRAFT).status_code == 200


def test_the_pages_are_for_one_reader(board, draft):
    response = board.get(DRAFT)

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("status", ["vedtaget", "afloest"])
def test_what_is_adopted_is_no_draft(board, draft, status):
    Strategy.objects.update(
        status=status, deciding_body="Byrådet", decision_text="2014"
    )

    assert board.get(DRAFT).status_code == 404


# The meeting


@pytest.mark.parametrize("place", [HOME, DRAFT])
def test_on_paper_it_says_where_it_is_from(board, draft, place):
    assert f"http://testserver{place}" in board.get(place).text


def test_the_next_meeting_stands_first_with_its_papers(board, paper):
    BoardMeetingFactory(title="Senere", date=timezone.localdate() + timedelta(days=30))
    BoardMeetingFactory(title="Trukket", publication_state="trukket")

    page = board.get(HOME)
    file = board.get(f"{HOME}bilag/{paper.pk}")

    assert page.context["meeting"].title == "Næste møde"
    assert "Notat om merværdi" in page.text
    assert "Trukket" not in page.text
    assert content_of(file).startswith(b"%PDF-")
    assert file["Content-Disposition"].startswith("attachment")


def test_a_paper_of_a_withdrawn_meeting_is_gone(board, paper):
    type(paper.meeting).objects.update(publication_state="trukket")

    assert board.get(f"{HOME}bilag/{paper.pk}").status_code == 404


# What is new


def read(client, place=DRAFT):
    """Press the button below a draft that lies open."""
    shown = client.get(place).context["seen"].shown
    return client.post(f"{place}laest/", {"shown": shown})


def heads(seen, what):
    return [part.part.heading for part in seen.news if getattr(part, what)]


def test_whoever_has_not_read_it_meets_no_changes(board, draft):
    page = board.get(DRAFT)

    assert page.context["seen"].news == []
    assert "Du har ikke læst den før" in page.text


def test_what_changed_since_is_marked_in_words_too(board, draft):
    read(board)
    unchanged = board.get(DRAFT).text
    section = draft.sections.get()
    section.body, section.heading = "<p>Mange kommer i job.</p>", "Vores vision"
    section.save()
    StrategySectionFactory(strategy=draft, heading="Helt nyt", anchor="nyt")

    home, page = board.get(HOME), board.get(DRAFT)

    assert "Teksten er, som da du læste den" in unchanged
    assert "2 afsnit er ændret" in home.text
    assert (
        '<del><span class="sr-only">Slettet: </span>Flere<span class="sr-only">'
        ". Slettet slut.</span></del> "
        '<ins><span class="sr-only">Indsat: </span>Mange<span class="sr-only">'
        ". Indsat slut.</span></ins> kommer i job."
    ) in page.text
    assert "Nyt afsnit" in page.text
    assert "</span>Vision</del>" in page.text


def test_a_section_that_is_gone_is_told_with_its_text(board, draft):
    StrategySectionFactory(
        strategy=draft, heading="Indkøb", anchor="indkoeb", body="<p>Vi køber.</p>"
    )
    read(board)
    draft.sections.get(anchor="indkoeb").delete()

    home, page = board.get(HOME), board.get(DRAFT)

    assert "1 afsnit er ændret" in home.text
    assert heads(page.context["seen"], "is_gone") == ["Indkøb"]
    assert "Vi køber." in page.text
    assert "Afsnit taget ud" in page.text


def test_a_section_that_came_and_went_in_between_is_told_to_nobody(board, draft):
    read(board)
    StrategySectionFactory(strategy=draft, anchor="kort").delete()

    assert board.get(DRAFT).context["seen"].news == []


def test_goals_that_are_new_changed_or_gone_are_told(board, draft):
    goals = [
        GoalFactory(strategy=draft, number=number, title=title)
        for number, title in enumerate(("Bliver", "Udgår", "Ændres"), start=1)
    ]
    IndicatorFactory(
        goal=goals[2],
        name="Job",
        target_value=30,
        target_date=date(2027, 12, 31),
    )
    read(board)
    goals[1].delete()
    goals[2].description = "<p>For alle.</p>"
    goals[2].save()
    Indicator.objects.update(target_value=40, target_date=date(2028, 12, 31))
    GoalFactory(strategy=draft, number=4, title="Nyt")

    home, page = board.get(HOME), board.get(DRAFT)

    seen = page.context["seen"]
    assert "3 mål er ændret" in home.text
    assert heads(seen, "is_new") == ["4. Nyt"]
    assert heads(seen, "is_gone") == ["2. Udgår"]
    assert heads(seen, "changes") == ["3. Ændres"]
    said = {
        part.text: part.change
        for paragraph in next(p for p in seen.news if p.changes).changes
        for part in paragraph.parts
    }
    assert (said["30"], said["40"]) == ("removed", "added")
    assert (said["2027,"], said["2028,"]) == ("removed", "added")
    assert said["For alle."] == "added"


def test_a_new_title_and_summary_are_told(board, draft):
    read(board)
    Strategy.objects.update(title="Fælles plan", summary="Kort sagt.")

    home, page = board.get(HOME), board.get(DRAFT)

    assert "Indledningen er ændret" in home.text
    assert "</span>Planen</del>" in page.text
    assert "Kort sagt." in page.text


def test_the_same_words_in_other_marks_are_no_news(board, draft):
    read(board)
    draft.sections.update(body="<p><strong>Flere</strong> kommer i job.</p>")

    assert board.get(DRAFT).context["seen"].news == []


def test_reading_again_leaves_nothing_new(board, draft):
    read(board)
    section = draft.sections.get()
    section.body = "<p>Mange kommer i job.</p>"
    section.save()

    for _ in range(2):
        response = read(board)

    assert response.status_code == 303
    assert DraftReading.objects.count() == 1
    assert board.get(DRAFT).context["seen"].news == []


def test_what_changed_before_ones_eyes_is_not_taken_as_read(board, draft):
    read(board)
    shown = board.get(DRAFT).context["seen"].shown
    draft.sections.update(body="<p>Mange kommer i job.</p>")

    response = board.post(f"{DRAFT}laest/", {"shown": shown})

    assert "blev ændret, mens du læste" in response.text
    assert heads(response.context["seen"], "changes") == ["Vision"]
    assert len(board.get(DRAFT).context["seen"].news) == 1


def test_looking_alone_changes_nothing(board, draft):
    board.get(DRAFT)
    response = board.get(f"{DRAFT}laest/")

    assert response.status_code == 405
    assert not DraftReading.objects.exists()


# Remarks


def test_a_remark_stands_under_its_section_signed_by_the_seat(board, draft, member):
    response = send(board, REMARK, text="Skriv om kultur.")

    remark = Remark.objects.get()
    assert response["Location"] == f"{DRAFT}#vision"
    assert (remark.signed, remark.author) == ("Kulturlivet", member)
    assert remark.about == "Vision"
    page = board.get(DRAFT).text
    assert "Skriv om kultur." in page
    assert member.username not in page


def test_the_editor_is_told_without_the_words(board, draft, settings):
    send(board, REMARK, text="Skriv om kultur.")
    call_command("send_mail", verbosity=0)

    (letter,) = mail.outbox
    assert letter.to == [settings.CONTACT_EMAIL]
    assert "Kulturlivet har skrevet en bemærkning" in letter.body
    assert "Skriv om kultur." not in letter.body
    assert "/admin/strategy/remark/" in letter.body


def test_sent_twice_it_is_one(board, draft):
    sending = board.get(REMARK).context["form"]["sending"].value()

    for _ in range(2):
        board.post(REMARK, {"sending": sending, "text": "Skriv om kultur."})
    call_command("send_mail", verbosity=0)

    assert Remark.objects.count() == 1
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("text", ["", " ", "a" * 4001, "a\x00b"])
def test_a_bad_remark_comes_back_with_what_was_typed(board, draft, text):
    response = send(board, REMARK, text=text)

    assert response.status_code == 200
    assert response.context["form"].errors["text"]
    assert not Remark.objects.exists()


def test_a_remark_can_be_about_the_whole(board, draft):
    response = send(board, f"{DRAFT}bemaerkning/", text="Godt skrevet.")

    assert response["Location"] == f"{DRAFT}#det-hele"
    assert "Godt skrevet." in board.get(DRAFT).text


def test_a_remark_outlives_its_section_and_says_so(board, draft):
    send(board, REMARK, text="Skriv om kultur.")
    draft.sections.get().delete()

    page = board.get(DRAFT).text

    assert "Skriv om kultur." in page
    assert "Om afsnittet “Vision”, som er taget ud" in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda draft: draft.sections.get().delete(), "Afsnittet er taget ud"),
        (lambda draft: draft.delete(), "Kladden er her ikke mere"),
    ],
)
def test_what_was_written_of_what_is_gone_comes_back(board, draft, change, sentence):
    sending = board.get(REMARK).context["form"]["sending"].value()
    change(draft)

    answer = board.post(REMARK, {"sending": sending, "text": "Skriv om kultur."})

    assert answer.status_code == 409
    assert sentence in answer.text
    assert "Skriv om kultur." in answer.text
    assert not Remark.objects.exists()


def test_what_nobody_has_answered_is_taken_back(board, draft):
    send(board, REMARK, text="Skriv om kultur.")
    place = f"{DRAFT}traek-tilbage/{Remark.objects.get().pk}/"

    shown = place in board.get(DRAFT).text
    asked = board.get(place).text
    response = board.post(place)

    assert shown
    assert "Skriv om kultur." in asked
    assert response["Location"] == f"{DRAFT}#vision"
    assert not Remark.objects.exists()


def test_what_is_answered_stays(board, draft):
    send(board, REMARK, text="Skriv om kultur.")
    remark = Remark.objects.get()
    place = f"{DRAFT}traek-tilbage/{remark.pk}/"
    drafts.answer(remark=remark, text="Det gør vi.")

    refused = board.post(place)

    assert place not in board.get(DRAFT).text
    assert "så bemærkningen bliver stående" in refused.text
    assert "Det gør vi." in refused.text
    assert Remark.objects.exists()


def test_nobody_takes_back_what_others_wrote(board, editor_client, draft):
    remark = RemarkFactory(strategy=draft)
    place = f"{DRAFT}traek-tilbage/{remark.pk}/"

    assert place not in board.get(DRAFT).text
    for client in (board, editor_client):
        assert client.get(place).status_code == 404
        assert client.post(place).status_code == 404
    assert Remark.objects.exists()


def test_an_unknown_section_has_no_form(board, draft):
    assert board.get(f"{DRAFT}bemaerkning/findes-ikke/").status_code == 404


def step(client, remark, slug, **data):
    place = reverse(f"admin:strategy_remark_{slug}", args=[remark.pk])
    shown = client.get(place)
    return client.post(place, {"_version": shown.context["version"], **data})


def test_an_answer_to_the_board_is_put_right_from_what_stands_there(
    editor_client, draft
):
    remark = RemarkFactory(
        strategy=draft, answer="Det gør vi.", answered_at=timezone.now()
    )

    page = editor_client.get(reverse("admin:strategy_remark_svar", args=[remark.pk]))

    assert page.context["form"]["text"].value() == "Det gør vi."


def test_the_editor_answers_and_closes(editor_client, board, draft):
    remark = RemarkFactory(strategy=draft, section=draft.sections.get())

    step(editor_client, remark, "svar", text="Det gør vi.")
    answered = board.get(DRAFT).text
    step(editor_client, remark, "luk", note="Skrevet ind.")
    closed = board.get(DRAFT).text

    assert "Det gør vi." in answered
    assert "Besvaret" in answered
    assert "Skrevet ind." in closed
    assert "Lukket" in closed
    assert not Remark.objects.waiting().exists()


def test_a_closing_without_a_note_is_asked_for_one(editor_client, draft):
    remark = RemarkFactory(strategy=draft)

    response = step(editor_client, remark, "luk", note="")

    assert "Skriv, hvad der kom ud af bemærkningen." in response.text
    assert Remark.objects.waiting().exists()


def test_two_who_answer_at_once_do_not_overwrite(editor_client, draft):
    remark = RemarkFactory(strategy=draft)
    place = reverse("admin:strategy_remark_svar", args=[remark.pk])
    shown = editor_client.get(place).context["version"]
    drafts.answer(remark=remark, text="Den ene.")

    response = editor_client.post(place, {"_version": shown, "text": "Den anden."})

    remark.refresh_from_db()
    assert remark.answer == "Den ene."
    assert response.status_code == 302


def test_a_closed_remark_stays_closed(draft):
    remark = RemarkFactory(strategy=draft, closed=True)

    with pytest.raises(drafts.Refused):
        drafts.answer(remark=remark, text="For sent.")
    with pytest.raises(drafts.Refused):
        drafts.close(remark=remark, note="Igen.")


def test_open_remarks_wait_on_the_desk(editor_client, draft):
    open_one = RemarkFactory(strategy=draft)
    closed = RemarkFactory(strategy=draft, answered=True, closed=True)

    text = editor_client.get("/admin/").text
    listed = {
        status: editor_client.get(f"/admin/strategy/remark/?status={status}")
        for status in ("aaben", "lukket")
    }

    assert "bemærkning fra boardet er åben" in text
    assert list(listed["aaben"].context["cl"].queryset) == [open_one]
    assert list(listed["lukket"].context["cl"].queryset) == [closed]
    assert ">Åben</a>" in listed["aaben"].text


def test_answers_to_oneself_are_told_on_the_front(board, member, draft):
    RemarkFactory(strategy=draft, author=member, answered=True)
    RemarkFactory(strategy=draft, answered=True)

    assert "1 svar til dig" in board.get(HOME).text


# Accounts for the board


def seat_step(client, seat, slug, **data):
    place = reverse(f"admin:strategy_boardseat_{slug}", args=[seat.pk])
    shown = client.get(place)
    return client.post(place, {"_version": shown.context["version"], **data})


def test_the_editor_invites_whoever_holds_a_seat(editor_client, client, draft):
    seat = BoardSeatFactory()

    seat_step(editor_client, seat, "giv-adgang", email="Ny@Example.org")
    call_command("send_mail", verbosity=0)
    (letter,) = mail.outbox
    link = next(x for x in letter.body.splitlines() if "/konto/ny-kode/" in x)
    form = client.get(link, follow=True)
    password = "fire ord efter hinanden"
    client.post(
        form.redirect_chain[-1][0], {"password1": password, "password2": password}
    )
    inside = client.post(
        "/konto/log-ind/", {"login": "ny@example.org", "password": password}
    )

    assert letter.to == ["ny@example.org"]
    assert inside["Location"] == HOME
    assert client.get(DRAFT).status_code == 200
    assert not User.objects.get(email="ny@example.org").is_staff


def test_a_second_term_needs_no_second_account(editor_client, member):
    seat = BoardSeatFactory()

    seat_step(editor_client, seat, "giv-adgang", email=member.email)

    seat.refresh_from_db()
    assert seat.user == member


def test_access_is_taken_away_again(editor_client, board, draft):
    before = board.get(HOME).status_code
    seat_step(editor_client, BoardSeat.objects.get(), "fjern-adgang")

    assert (before, board.get(HOME).status_code) == (200, 404)


# What it costs


def test_the_pages_cost_the_same_however_much_there_is(
    board, member, draft, paper, django_assert_num_queries
):
    for number in range(3):
        other = StrategyFactory()
        for n in range(1, 5):
            goal = GoalFactory(strategy=other, number=n)
            goal.initiatives.add(InitiativeFactory())
            IndicatorFactory(goal=goal)
            section = StrategySectionFactory(strategy=other)
            RemarkFactory(strategy=other, section=section)
            if n == 2:
                have_read(member, other)
            section.body = f"<p>{number} {n}</p>"
            section.save()
        section.delete()
        goal.delete()
    slug = other.slug

    with django_assert_num_queries(16):
        board.get(HOME)
    with django_assert_num_queries(12):
        board.get(f"{HOME}{slug}/")
