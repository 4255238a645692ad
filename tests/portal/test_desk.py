"""The admin's front page, and every list and form on the desk."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from common.admin import HouseAdmin
from portal.roles import EDITOR

OURS = [
    model
    for model, page in admin.site._registry.items()
    if isinstance(page, HouseAdmin)
]


def address(model, page, *args):
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=args)


@pytest.fixture
def developer_client(db):
    """The business developer as she works: in the group, not a superuser."""
    user = User.objects.create_user("bodil", password="not-a-secret", is_staff=True)
    user.groups.add(Group.objects.get(name=EDITOR))
    client = Client()
    client.force_login(user)
    return client


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
