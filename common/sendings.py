"""Forms that anybody may send: once each, and not by a machine.

Readers meet no puzzle. A box that people cannot see must stay empty, the form must have
been open for two seconds, and each form that was shown is taken once: what is sent
again is known by its key. Whatever is refused comes back with everything typed.
"""

import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import limits
from .responses import SeeOther

PER_HOUR = 5
# To one mail address, whoever writes it into forms that send mail to it.
PER_ADDRESS = 3
QUICKEST = timedelta(seconds=2)
LONGEST = timedelta(days=1)
SALT = "common.sendings"


def new_sending() -> str:
    """Return the mark of one form that is shown now."""
    return signing.dumps([secrets.token_urlsafe(16), time.time()], salt=SALT)


class SentOnceForm(forms.Form):
    """A form that anybody may send, with ``sending_key`` once it is valid.

    The page shows ``sending`` and ``webadresse`` by
    ``{% include "components/sending.html" %}``.
    """

    sending = forms.CharField(
        required=False, max_length=300, widget=forms.HiddenInput(attrs={"id": None})
    )
    webadresse = forms.CharField(
        label="Lad feltet stå tomt",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """Mark a form that is shown for the first time."""
        super().__init__(data, **kwargs)
        self.sending_key = ""
        self.fields["sending"].initial = new_sending

    def clean(self) -> dict[str, Any] | None:
        """Refuse machines, in words that also help a person who was taken for one."""
        cleaned = super().clean()
        sent = self.cleaned_data.get("sending", "")
        if self.cleaned_data.get("webadresse"):
            self._put_back("webadresse", "")
            self.add_error(
                None, "Et skjult felt var udfyldt. Vi har tømt det. Send igen."
            )
        try:
            _, shown_at = signing.loads(sent, salt=SALT, max_age=LONGEST)
        except signing.BadSignature:
            self._put_back("sending", new_sending())
            self.add_error(
                None,
                "Siden har stået åben for længe. Det, du har skrevet, står her stadig. "
                "Send igen.",
            )
            return cleaned
        if time.time() - shown_at < QUICKEST.total_seconds():
            self.add_error(None, "Det gik meget hurtigt. Vent lidt, og send igen.")
        self.sending_key = sha256(sent.encode()).hexdigest()
        return cleaned

    def _put_back(self, name: str, value: str) -> None:
        """Let the form come back with another value in a box that nobody sees."""
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix(name)] = value
        self.data = data


def take(
    request: HttpRequest,
    form: SentOnceForm,
    *,
    name: str,
    is_received: Callable[[str], bool],
    receive: Callable[[], object],
    sent_url: str,
    template: str,
    context: dict[str, Any],
    most: int = PER_HOUR,
    address: str = "",
) -> HttpResponse:
    """Show a form, or take what was sent once and lead on to the thanks.

    Whoever sends more than five in an hour waits, with everything typed kept. What has
    come already does not count: it is only thanked for again.

    Args:
        request: what came.
        form: bound if something was sent.
        name: what is counted, as "correction".
        is_received: says whether a form with a key has come already.
        receive: keeps what was sent; called outside of any transaction.
        sent_url: where the thanks are.
        template: shows the form, with its problems if it has any.
        context: what else the template needs.
        most: how many one visitor may send in an hour.
        address: name of the field with a mail address that the form sends a mail to;
            nobody gets more than three in an hour, whoever asks.
    """
    if form.is_valid():
        if not is_received(form.sending_key):
            refusal = limits.refuse(
                name, ip=limits.client_ip(request), most=most, within=limits.HOUR
            )
            if address and not refusal:
                refusal = limits.refuse(
                    name,
                    address=form.cleaned_data[address].strip().lower(),
                    most=PER_ADDRESS,
                    within=limits.HOUR,
                )
            if refusal:
                return limits.answer(request, refusal, form, template, context)
            receive()
        return SeeOther(sent_url)
    return render(request, template, {"form": form, **context})
