"""The admin's front page, and every list and form on the desk."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from common.admin import HouseAdmin
from enterprises.models import Sector
from portal.desk import TASKS
from tests.enterprises.factories import (
    EnterpriseFactory,
    SectorFactory,
    StaffingReturnFactory,
)
from tests.network.factories import EnquiryFactory, EventFactory
from tests.strategy.factories import EvaluationFactory

OURS = [
    model
    for model, page in admin.site._registry.items()
    if isinstance(page, HouseAdmin)
]


def address(model, page, *args):
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_list_opens_and_says_what_it_is_for(editor_client, model):
    response = editor_client.get(address(model, "changelist"))

    assert response.status_code == 200
    assert admin.site._registry[model].purpose in response.text


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_add_form_has_a_sentence_in_each_fieldset(editor_client, rf, model):
    page = admin.site._registry[model]

    response = editor_client.get(address(model, "add"))
    descriptions = [options.get("description") for _, options in page.fieldsets]

    assert response.status_code in (200, 403)
    assert all(descriptions)


def test_the_front_page_is_calm_when_nothing_waits(editor_client):
    response = editor_client.get("/admin/")

    assert "Alt er på plads" in response.text
    assert response.context["waiting"] == []


def test_the_front_page_names_what_waits_and_where(editor_client):
    StaffingReturnFactory(pending=True)
    EnquiryFactory()
    EnquiryFactory()

    page = editor_client.get("/admin/")
    found = {task["label"]: task for task in page.context["waiting"]}

    assert found["indberetning venter på godkendelse"]["number"] == 1
    assert found["nye henvendelser"]["number"] == 2
    for task in found.values():
        listed = editor_client.get(task["url"]).context["cl"]
        assert listed.result_count == task["number"]
        assert listed.has_active_filters


def test_the_front_page_costs_the_same_for_any_number(
    editor_client, django_assert_num_queries
):
    def make():
        StaffingReturnFactory(pending=True)
        EnquiryFactory()
        EventFactory()
        EvaluationFactory(due_date=timezone.localdate())

    make()
    make()
    editor_client.get("/admin/")
    with CaptureQueriesContext(connection) as for_two:
        editor_client.get("/admin/")
    for _ in range(10):
        make()

    with django_assert_num_queries(len(for_two)):
        editor_client.get("/admin/")


def test_every_model_has_a_place_and_a_sentence():
    placed = {label for task in TASKS for label in task.models}

    assert {model._meta.label_lower for model in admin.site._registry} == placed
    assert all(admin.site._registry[model].purpose for model in OURS)


def test_an_app_leads_to_its_task(editor_client):
    response = editor_client.get("/admin/strategy/")

    assert response.url == "/admin/#strategi"
    assert editor_client.get("/admin/findes-ikke/").status_code == 404


def test_the_editor_has_the_desk_but_not_the_users(developer_client):
    page = developer_client.get("/admin/").text
    lists = [developer_client.get(address(model, "changelist")) for model in OURS]

    assert "Brugere og adgang" not in page
    assert {response.status_code for response in lists} == {200}
    assert developer_client.get("/admin/auth/user/").status_code == 403


def test_the_editor_cannot_touch_what_is_locked(developer_client):
    approved = StaffingReturnFactory(approved=True)

    response = developer_client.post(
        address(type(approved), "delete", approved.pk), {"post": "yes"}
    )

    assert response.status_code == 403


def test_no_page_of_the_desk_has_inline_styles_or_scripts(editor_client):
    draft = StaffingReturnFactory(pending=True)
    addresses = [
        "/admin/",
        address(type(draft), "changelist"),
        address(type(draft), "change", draft.pk),
        f"/admin/enterprises/staffingreturn/{draft.pk}/trin/godkend/",
        address(Sector, "delete", SectorFactory().pk),
    ]

    pages = "".join(editor_client.get(url).text for url in addresses)

    assert (
        re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", pages) == []
    )


def test_the_way_to_a_page_is_kept_and_leads_nowhere_else(editor_client):
    page = EnterpriseFactory(published=True)
    kind = ContentType.objects.get_for_model(page)
    user = ContentType.objects.get_for_model(User)

    there = editor_client.get(f"/admin/r/{kind.pk}/{page.pk}/")
    nowhere = {
        editor_client.get(f"/admin/r/{way}/").status_code
        for way in (f"{kind.pk}/0", f"{kind.pk}/x", "0/1", "x/1", f"{user.pk}/1")
    }

    assert there.status_code == 302
    assert there["Location"].endswith(page.get_absolute_url())
    assert nowhere == {404}
