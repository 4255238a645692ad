"""The programme's pages as tests read them."""

from django.test import Client
from django.urls import reverse

FIXED_PAGES = [
    *("list", "initiatives", "award", "board", "procurement", "rsv", "documents"),
]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def page(client: Client, name: str) -> str:
    return text_of(client, reverse(f"strategy:{name}"))


def file_of(document) -> str:
    return reverse("strategy:document-file", args=[document.pk])
