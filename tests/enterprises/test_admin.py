"""The registry on the editor's desk."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from enterprises.models import Enterprise, StaffingCount, StaffingReturn
from tests.common.test_admin import fields
from tests.enterprises.factories import (
    EnterpriseFactory,
    LocationFactory,
    ReportedFigureFactory,
    RsvStatusFactory,
    StaffingCategoryFactory,
    StaffingCountFactory,
    StaffingReturnFactory,
    StatusReportFactory,
)

ENTERPRISES = reverse("admin:enterprises_enterprise_changelist")
RETURNS = reverse("admin:enterprises_staffingreturn_changelist")


def listed(response):
    return {str(row) for row in response.context["cl"].result_list}


def many_enterprises(number):
    for _ in range(number):
        enterprise = EnterpriseFactory(registered=True)
        LocationFactory(enterprise=enterprise)
        StaffingCountFactory(staffing_return__enterprise=enterprise)
        StatusReportFactory()


@pytest.mark.parametrize(
    "address",
    [
        "enterprises_enterprise",
        "enterprises_staffingreturn",
        "enterprises_statusreport",
        "enterprises_sector",
        "enterprises_source",
    ],
)
def test_a_list_costs_the_same_for_any_number(
    editor_client, django_assert_num_queries, address
):
    url = reverse(f"admin:{address}_changelist")
    many_enterprises(2)
    editor_client.get(url)
    with CaptureQueriesContext(connection) as for_two:
        editor_client.get(url)
    many_enterprises(10)

    with django_assert_num_queries(len(for_two)):
        editor_client.get(url)


def test_the_list_shows_stage_and_rsv_of_today(editor_client):
    EnterpriseFactory(registered=True)

    page = editor_client.get(ENTERPRISES).text

    assert "Etableret" in page
    assert "Registreret" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stadie=etableret", {"Etableret", "Registreret"}),
        ("stadie=paa-vej", {"På vej", "Bekræftet"}),
        ("stadie=lukket", {"Lukket"}),
        ("stadie=vrøvl", {"Etableret", "Registreret", "På vej", "Lukket", "Bekræftet"}),
        ("rsv=registreret", {"Registreret"}),
        ("rsv=ingen", {"Etableret", "På vej", "Lukket", "Bekræftet"}),
        ("mangler=bekraeftelse", {"Etableret", "Registreret", "På vej"}),
        ("mangler=rsv", {"Registreret"}),
        ("mangler=indberetning", {"Etableret"}),
    ],
)
def test_a_filter_keeps_what_it_says(editor_client, query, found):
    EnterpriseFactory(name="På vej")
    EnterpriseFactory(name="Etableret", established=True)
    EnterpriseFactory(name="Lukket", closed=True)
    EnterpriseFactory(name="Bekræftet", confirmed_at=timezone.now())
    registered = EnterpriseFactory(name="Registreret", registered=True)
    StaffingReturnFactory(
        enterprise=registered, year=timezone.localdate().year - 1, pending=True
    )

    response = editor_client.get(f"{ENTERPRISES}?{query}")

    assert listed(response) == found


def test_a_check_in_time_is_not_called_old(editor_client):
    today = timezone.localdate()
    RsvStatusFactory(registered=True, checked_date=today - timedelta(days=364))

    response = editor_client.get(f"{ENTERPRISES}?mangler=rsv")

    assert listed(response) == set()


def test_the_list_of_doubtful_rsv_says_why(editor_client, django_assert_num_queries):
    url = f"{ENTERPRISES}?mangler=rsv"
    for n in range(2):
        EnterpriseFactory(registered=True, legal_form="10", name=f"Solo {n}")
    editor_client.get(url)
    with CaptureQueriesContext(connection) as for_two:
        page = editor_client.get(url)
    many_enterprises(10)

    with django_assert_num_queries(len(for_two)):
        editor_client.get(url)

    assert "RSV-loven § 4" in page.text
    assert "for over et år siden" in page.text
    (waits,) = [
        task
        for task in editor_client.get("/admin/").context["waiting"]
        if task["url"].endswith("mangler=rsv")
    ]
    assert waits["number"] == 12


def act(client, action, *enterprises):
    data = {"action": action, "_selected_action": [e.pk for e in enterprises]}
    return client.post(ENTERPRISES, data, follow=True)


def test_actions_tell_what_they_did_and_what_not(editor_client):
    draft = EnterpriseFactory(name="Kladden")
    public = EnterpriseFactory(name="Den offentlige", published=True)

    response = act(editor_client, "publish", draft, public)
    draft.refresh_from_db()

    assert draft.is_published
    assert "1 virksomheder er nu offentlige" in response.text
    assert "Den offentlige: Den er allerede offentlig" in response.text


def test_confirming_from_the_list(editor_client):
    enterprise = EnterpriseFactory()

    act(editor_client, "confirm_today", enterprise)
    enterprise.refresh_from_db()

    assert timezone.localdate(enterprise.confirmed_at) == timezone.localdate()


def test_an_enterprise_with_returns_is_not_deleted(editor_client):
    enterprise = StaffingReturnFactory(approved=True).enterprise
    url = reverse("admin:enterprises_enterprise_delete", args=[enterprise.pk])

    editor_client.post(url, fields(editor_client.get(url)) | {"post": "yes"})

    assert Enterprise.objects.filter(pk=enterprise.pk).exists()


def test_staff_is_counted_in_persons_without_asking(editor_client):
    draft = StaffingReturnFactory()
    category = StaffingCategoryFactory()
    url = reverse("admin:enterprises_staffingreturn_change", args=[draft.pk])
    typed = fields(editor_client.get(url)) | {
        "counts-TOTAL_FORMS": "1",
        "counts-0-category": str(category.pk),
        "counts-0-value": "7,5",
        "counts-0-qualifier": "eksakt",
    }

    response = editor_client.post(url, typed)
    shown = fields(editor_client.get(url))

    assert response.status_code == 302
    assert StaffingCount.objects.get().unit == "personer"
    assert shown["counts-0-value"] == ["7,5"]


def step(staffing_return, slug):
    return f"{RETURNS}{staffing_return.pk}/trin/{slug}/"


def test_a_return_is_approved_on_a_page_that_shows_its_figures(editor_client):
    count = StaffingCountFactory(
        staffing_return=StaffingReturnFactory(pending=True), value=31
    )
    url = step(count.staffing_return, "godkend")

    page = editor_client.get(url)
    response = editor_client.post(url, fields(page), follow=True)
    count.staffing_return.refresh_from_db()

    assert count.category.name in page.text
    assert count.staffing_return.is_locked
    assert "godkendt og låst" in response.text


def test_figures_changed_after_the_question_are_not_approved(editor_client):
    count = StaffingCountFactory(staffing_return=StaffingReturnFactory(pending=True))
    url = step(count.staffing_return, "godkend")
    asked = fields(editor_client.get(url))
    StaffingCount.objects.update(value=99)

    response = editor_client.post(url, asked, follow=True)
    count.staffing_return.refresh_from_db()

    assert "Intet er sket" in response.text
    assert count.staffing_return.status == StaffingReturn.Status.PENDING


def test_sending_back_asks_for_a_reason(editor_client):
    pending = StaffingReturnFactory(pending=True)
    url = step(pending, "retur")
    asked = fields(editor_client.get(url))

    without = editor_client.post(url, asked | {"reason": ""})
    editor_client.post(url, asked | {"reason": "Tæl igen."})
    pending.refresh_from_db()

    assert "Skriv, hvad virksomheden skal rette" in without.text
    assert (pending.status, pending.reason) == ("retur", "Tæl igen.")


def test_a_step_taken_by_somebody_else_is_told(editor_client):
    approved = StaffingReturnFactory(approved=True)

    response = editor_client.get(step(approved, "retur"), follow=True)

    assert "har skiftet status" in response.text


def test_an_approved_return_is_read_only_and_says_why(editor_client):
    approved = StaffingReturnFactory(approved=True)
    StaffingCountFactory(staffing_return=approved)
    url = reverse("admin:enterprises_staffingreturn_change", args=[approved.pk])

    page = editor_client.get(url)
    posted = editor_client.post(url, {"note": "Ændret"})
    deleted = editor_client.post(url.replace("change", "delete"), {"post": "yes"})
    approved.refresh_from_db()

    assert "godkendt og derfor låst" in page.text
    assert 'name="note"' not in page.text
    assert (posted.status_code, deleted.status_code) == (403, 403)
    assert approved.note == ""


def test_figures_that_are_approved_read_as_on_the_public_page(editor_client):
    approved = StaffingReturnFactory(
        approved=True, reported_total=1100, reported_total_qualifier="ca"
    )
    StaffingCountFactory(staffing_return=approved, value=14, approximate=True)
    url = reverse("admin:enterprises_staffingreturn_change", args=[approved.pk])

    page = editor_client.get(url).text

    assert "ca. 14 personer" in page
    assert "ca. 1.100" in page
    assert ",00" not in page


def test_who_may_only_look_reads_figures_as_on_the_public_page(client, db):
    figure = ReportedFigureFactory(value=14, qualifier="mindst")
    reader = User.objects.create_user("laeser", is_staff=True)
    reader.user_permissions.set(
        Permission.objects.filter(
            codename__in=["view_statusreport", "view_reportedfigure"]
        )
    )
    client.force_login(reader)
    report = figure.report

    page = client.get(
        reverse("admin:enterprises_statusreport_change", args=[report.pk])
    )

    assert "mindst 14" in page.text
    assert "14,00" not in page.text


def test_status_is_not_a_field(editor_client):
    draft = StaffingReturnFactory()
    url = reverse("admin:enterprises_staffingreturn_change", args=[draft.pk])

    typed = fields(editor_client.get(url)) | {"status": "godkendt"}
    editor_client.post(url, typed)
    draft.refresh_from_db()

    assert draft.status == StaffingReturn.Status.DRAFT
