"""Forms that anybody may send: once each, and not by a machine."""

import time

import pytest
from django import forms

from common import sendings
from common.sendings import SentOnceForm, new_sending


class Letter(SentOnceForm):
    words = forms.CharField()


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test can set."""

    class Clock:
        now = time.time()

    monkeypatch.setattr(time, "time", lambda: Clock.now)
    return Clock


def sent(**more):
    return Letter({"words": "Hej", "webadresse": "", **more})


def test_two_seconds_are_enough(clock):
    mark = new_sending()

    clock.now += 1.9
    quick = sent(sending=mark)
    told = quick.non_field_errors()
    clock.now += 0.2
    calm = sent(sending=mark)

    assert told == ["Det gik meget hurtigt. Vent lidt, og send igen."]
    assert quick["sending"].value() == mark
    assert calm.is_valid()
    assert len(calm.sending_key) == 64


def test_each_form_that_is_shown_has_a_key_of_its_own(clock):
    marks = [Letter()["sending"].value() for _ in range(2)]
    clock.now += 5

    again = [sent(sending=mark) for mark in (marks[0], marks[0], marks[1])]

    assert all(form.is_valid() for form in again)
    first, same, other = (form.sending_key for form in again)
    assert first == same != other


def test_a_hidden_box_that_is_filled_is_emptied_and_said(clock):
    mark = new_sending()
    clock.now += 5

    form = sent(sending=mark, webadresse="https://example.org")

    assert not form.is_valid()
    assert "Send igen" in str(form.non_field_errors())
    assert form["webadresse"].value() == ""
    assert form["words"].value() == "Hej"


@pytest.mark.parametrize("mark", ["", "x", "a:b:c", "\ud800", "[]" * 150, "\x00"])
def test_a_mark_that_is_not_ours_is_replaced(clock, mark):
    form = sent(sending=mark)

    assert not form.is_valid()
    fresh = form["sending"].value()
    clock.now += 5
    assert sent(sending=fresh).is_valid()


def test_a_form_of_yesterday_comes_back_as_a_new_one(clock):
    mark = new_sending()
    clock.now += sendings.LONGEST.total_seconds() + 1

    form = sent(sending=mark)

    assert "stået åben for længe" in str(form.non_field_errors())
    assert form["sending"].value() != mark
    assert form["words"].value() == "Hej"
