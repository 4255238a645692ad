"""An editor's own words in mails: what may stand there, and that nothing is lost."""

import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.management import call_command

from common.letters import OPEN
from common.mail import Wording, compose, put_in, standard
from portal.mail_kinds import KINDS, kind_of, templates
from portal.mail_previews import FIXED, preview
from portal.mail_texts import validate, wording
from portal.models import MailText
from tests.enterprises.factories import CorrectionFactory
from tests.portal.factories import MailTextFactory

pytestmark = pytest.mark.django_db
KEY = "correction_answer"


def adapt(key=KEY, **words):
    MailText.objects.filter(key=key).update(**words)
    return MailText.objects.get(key=key)


def answer(**more):
    correction = CorrectionFactory.build(
        wrong="Forkert", answer="Det er rettet.", delete_on_date=date(2027, 1, 1)
    )
    correction.enterprise.slug = "vaerkstedet"
    correction.enterprise.name = "Værkstedet"
    context = {"correction": correction, "enterprise": correction.enterprise, **more}
    return compose(KEY, context, to="post@example.org")


# Where the words stand


def test_a_mail_is_sent_as_it_comes_until_somebody_adapts_it():
    mail = answer()

    assert mail.subject.startswith("Svar på din rettelse til ")
    assert mail.body.startswith("Hej\n\nTak for din rettelse.")


def test_words_stand_after_the_greeting_and_before_the_closing():
    before = answer()
    adapt(
        subject="Om {virksomhed}",
        opening="Tak, fordi du hjælper os med {virksomhed}.\n\n- Et\n- To",
        closing="Skriv igen en anden gang til {postkasse}.",
    )

    mail = answer()

    name = "Værkstedet"
    parts = mail.body.strip().split("\n\n")
    assert mail.subject == f"Om {name}"
    assert parts[:3] == ["Hej", f"Tak, fordi du hjælper os med {name}.", "- Et\n- To"]
    assert parts[-2] == (
        "Skriv igen en anden gang til socialoekonomi@roskilde.example."
    )
    assert parts[-1].startswith("Venlig hilsen")
    # Everything fixed is still there.
    for paragraph in before.body.strip().split("\n\n"):
        assert paragraph in mail.body
    (page, _) = mail.alternatives[0]
    assert f"<p>Tak, fordi du hjælper os med {name}.</p>" in page
    assert "<li>To</li>" in page


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (
            "Kære Bo\n\nX\n\nVenlig hilsen\nOs",
            "Kære Bo\n\nA\n\nX\n\nB\n\nVenlig hilsen",
        ),
        ("X\n\nVi ses\nOs", "A\n\nX\n\nB\n\nVi ses\nOs"),
        ("Hejsa og goddag til alle\n\nX", "A\n\nHejsa og goddag til alle\n\nX\n\nB"),
    ],
)
def test_a_mail_without_greeting_or_closing_keeps_its_order(body, whole):
    assert put_in(Wording("", "A", "B"), body).startswith(whole)


def test_a_field_is_put_in_once_and_never_runs():
    context = {"enterprise": {"name": "{postkasse} {% now 'Y' %}\r\nBcc: x@y.dk"}}
    adapt(subject="{virksomhed}", opening="{virksomhed}")

    words = wording(KEY, context | {"contact_email": "a@b.dk"})

    assert words.subject == words.opening == "{postkasse} {% now 'Y' %} Bcc: x@y.dk"


def test_a_mail_that_lacks_a_value_goes_out_in_its_standard_words(caplog):
    adapt(subject="Om {virksomhed}", opening="Nyt")

    assert wording(KEY, {}) is None
    assert wording(KEY, {"enterprise": {"name": ""}}) is None
    assert KEY in caplog.text


# What may be written


@pytest.mark.parametrize(
    "words",
    [
        "{navn}",
        "{{ virksomhed }}",
        "{% load x %}",
        "{virksomhed.owner}",
        "{virksomhed",
        "}",
        "{}",
    ],
)
def test_what_is_no_field_of_the_mail_is_refused(words):
    with pytest.raises(ValidationError, match=r"\{virksomhed\}"):
        validate(words, kind_of(KEY))


def change_page(client, text):
    return f"/admin/portal/mailtext/{text.pk}/change/"


def save(client, text, **words):
    place = change_page(client, text)
    version = client.get(place).context["version"]
    typed = {"subject": "", "opening": "", "closing": "", **words}
    return client.post(place, {**typed, "_version": version})


def test_the_editor_adapts_a_mail_and_takes_it_back(editor_client):
    text = MailText.objects.get(key=KEY)

    saved = save(editor_client, text, opening="Tak fra {virksomhed}.")
    adapted = editor_client.get("/admin/portal/mailtext/").text
    step = f"/admin/portal/mailtext/{text.pk}/trin/standard/"
    version = editor_client.get(step).context["version"]
    editor_client.post(step, {"_version": version})

    text.refresh_from_db()
    assert saved.status_code == 302
    assert "Tilpasset" in re.sub("<nav.*?</nav>", "", adapted, flags=re.DOTALL)
    assert not text.is_adapted
    assert LogEntry.objects.filter(object_id=str(text.pk)).count() == 2


def test_a_mistake_is_said_and_what_was_typed_is_kept(editor_client):
    text = MailText.objects.get(key=KEY)

    answer = save(editor_client, text, opening="Hej {navn}.")

    assert answer.status_code == 200
    assert "{navn} findes ikke i denne mail. Brug {virksomhed}" in answer.text
    assert "Hej {navn}.</textarea>" in answer.text
    assert not MailText.objects.get(pk=text.pk).is_adapted


def test_the_editor_sees_a_mail_before_it_is_kept(editor_client):
    text = MailText.objects.get(key=KEY)
    place = f"/admin/portal/mailtext/{text.pk}/se/"

    seen = editor_client.post(place, {"subject": "Om {virksomhed}", "opening": "<b>"})
    wrong = editor_client.post(place, {"subject": "Om {navn}"})

    assert "Om Værkstedet" in seen.text
    assert "<p>&lt;b&gt;</p>" in seen.text
    assert "{navn} findes ikke" in wrong.text
    assert not MailText.objects.get(pk=text.pk).is_adapted


# Every mail


def test_every_mail_has_a_row_and_every_named_mail_a_template():
    call_command("migrate", verbosity=0)

    keys = set(MailText.objects.values_list("key", flat=True))
    assert keys == set(templates())
    assert "return_invitation" in keys


def test_the_row_of_a_mail_that_is_gone_goes_unless_somebody_wrote_in_it():
    MailTextFactory(key="borte")
    kept = MailTextFactory(key="tilpasset", opening="Vores ord")

    call_command("migrate", verbosity=0)

    keys = set(MailText.objects.values_list("key", flat=True))
    assert "borte" not in keys
    assert kept.key in keys


@pytest.mark.parametrize("key", templates())
def test_every_mail_can_be_seen_with_examples(key):
    kind = kind_of(key)
    fields = " ".join(str(field) for field in kind.fields)

    shown = preview(MailText(key=key, opening=f"Vores ord: {fields}"))

    text = "\n".join(shown.blocks)
    assert key in KINDS
    assert shown.subject
    assert "Vores ord" in text
    assert not re.search(r"[{}]", text)
    assert all(field.example in text for field in kind.fields)
    assert FIXED not in text
    # Nothing is left open, nor half said, since a date or a price was missing.
    assert not re.search(r"\(…\)|  |<br>\s*,|: +kr\.| \.", text + shown.subject)


@pytest.mark.parametrize("key", templates())
def test_every_mail_greets_and_ends_so_that_words_find_their_place(key):
    example = preview(MailText(key=key, opening="FORAN", closing="BAGEFTER"))
    order = "\n".join(example.blocks)

    assert re.match(r"<p>(Hej|Kære)\b", order)
    assert order.index("FORAN") < order.index("BAGEFTER")
    assert re.search(r"BAGEFTER</p>\s*<p>(Venlig hilsen|Vi ses)<br>", order)


@pytest.mark.parametrize("key", templates())
def test_the_button_of_a_mail_says_what_it_leads_to(key):
    shown = "\n".join(preview(MailText(key=key)).blocks)

    assert OPEN not in re.findall(r'class="button"[^>]*>([^<]*)<', shown)


@pytest.mark.parametrize(
    ("key", "may"),
    [
        ("signup_confirm", False),
        ("signup_waiting", False),
        ("signup_offer", False),
        ("signup_offer_lapsed", False),
        ("signup_released", False),
        ("signup_cancelled", False),
        ("signup_seat", True),
        ("event_reminder", True),
    ],
)
def test_a_typed_name_stands_only_in_mails_to_an_address_that_is_proved(key, may):
    assert ("navn" in {field.name for field in kind_of(key).fields}) is may


def test_a_subject_is_one_line():
    subject, _ = standard(KEY, {"enterprise": {"name": "A\r\nBcc: x@y.dk"}})

    assert subject == "Svar på din rettelse til A Bcc: x@y.dk"
