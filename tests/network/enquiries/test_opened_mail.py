"""A mail made to break us, or to keep us busy for hours, is opened all the same.

Nothing here measures time: without its bounds, each of these either fails or does not
come to an end while anybody waits.
"""

import pytest

from network.enquiries.inbox import Outcome, take_in
from network.enquiries.incoming_mail import UNREADABLE, read
from network.enquiries.mail_words import MOST_QUOTES, words_of
from network.enquiries.mails import MOST_LEADS, signed_enquiry
from network.models import Enquiry
from tests.network.enquiries.test_incoming_mail import address_of
from tests.network.factories import EnquiryFactory


def within(number):
    """Parts in one another."""
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
        for n in range(number)
    )


BEYOND = {
    "within": within(3000) + b"\nHej",
    "forwarded": b"Content-Type: message/rfc822\n\n" * 3000 + b"\nHej",
    "side by side": (
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000
    ),
    "lines": b"\n" * 800_000,
}
HOSTILE = {
    "comments in From": b"From: " + b"(" * 5000 + b"a@example.org\n\nHej",
    "comments in Content-Type": b"Content-Type: a/b; c=" + b"(" * 50_000 + b"\n\nHej",
    "parameters": b"Content-Type: text/plain" + b"; a=b" * 20_000 + b"\n\nHej",
    "encoded words": b"From: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nHej",
    "spaces": b"\n" + b" " * 200_000 + b"Hej",
    "breaks": b"\n" + b"\r" * 200_000 + b"Hej",
    "charset of halves": b"Content-Type: text/plain; charset=utf-7\n\n+2AA-Hej",
    "charset that is none": b"Content-Type: text/plain; charset=zlib\n\nHej",
    "zero": b"From: a\x00b@example.org\nMessage-ID: <a\x00b@example.org>\n\n\x00Hej",
    "halves": b"From: \xff <\xff@example.org>\nMessage-ID: <\xff@x>\n\n\xffHej",
    "name of a file": (
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHej\n--b\n"
        b"Content-Disposition: attachment; filename*=utf-7''+2AA-%00x\n\nx\n--b--\n"
    ),
}
HTML = {
    "comments": "<!--" * 40_000,
    "tags without an end": "<a " * 50_000,
    "ends without an end": "</" * 75_000,
    "attributes without an end": "<a b='" * 25_000,
    "in one another": "<blockquote>" * 3000 + "Hej",
    "large": "<p>Hej <b>med</b> dig</p>\n" * 100_000,
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [*BEYOND, *HOSTILE])
def test_it_lies_in_its_thread(kind):
    enquiry = EnquiryFactory(state=Enquiry.State.CLOSED)
    to = b"To: %s\n" % address_of(enquiry).encode()

    outcome = take_in(to + (BEYOND | HOSTILE)[kind])

    assert outcome is Outcome.TAKEN
    text = enquiry.messages.get().text
    assert text == UNREADABLE if kind in BEYOND else "Hej" in text
    enquiry.refresh_from_db()
    assert enquiry.state == Enquiry.State.NEW


@pytest.mark.parametrize("kind", HTML)
def test_html_comes_to_an_end(kind):
    assert "<a" not in read(b"Content-Type: text/html\n\n" + HTML[kind].encode()).text


def test_html_is_laid_out_as_it_is_read():
    html = """
        <style>p { color: red }</style><!--[if mso]>Nej<![endif]-->
        <title>Nej</title><p>Kære
        alle</p><table><tr><td>Mandag</td><td>kl. 9</td></tr></table>
        <pre>  fast
  form</pre>Se <a href="https://example.org">her</a>.<br>Kim
        <blockquote>I skrev:<blockquote>Vi spurgte</blockquote></blockquote>
    """

    assert words_of(html).split("\n") == [
        *("Kære alle", "", "Mandag kl. 9", "", "fast", "form", "Se her.", "Kim"),
        *("> I skrev:", "> > Vi spurgte"),
    ]


def test_quotations_are_marked_as_deep_as_people_answer():
    html = "<blockquote>" * (MOST_QUOTES + 5) + "Hej"

    assert words_of(html) == "> " * MOST_QUOTES + "Hej"


@pytest.mark.django_db
def test_a_mail_that_names_a_thousand_threads_costs_little(
    django_assert_max_num_queries,
):
    enquiry = EnquiryFactory()
    false = [f"<{number}-{'a' * 16}.0@x>" for number in range(1000)]
    right = f"<{enquiry.pk}-{enquiry.signature}.0@x>"

    with django_assert_max_num_queries(MOST_LEADS):
        found = signed_enquiry([" ".join(false), right])
    first = signed_enquiry([right, " ".join(false)])

    assert (found, first) == (None, enquiry)
