"""Enquiries to the business developer, received once each."""

from .models import Enquiry


def is_received(sending_key: str) -> bool:
    """Say whether a form has come in already."""
    return Enquiry.objects.filter(sending_key=sending_key).exists()


def receive(
    *, sending_key: str, subject: str, body: str, name: str, email: str
) -> Enquiry:
    """Keep what somebody asks; sent twice, it is kept once."""
    longest = Enquiry._meta.get_field("subject").max_length
    enquiry, _ = Enquiry.objects.get_or_create(
        sending_key=sending_key,
        defaults={
            "subject": subject[:longest],
            "body": body,
            "name": name,
            "email": email,
        },
    )
    return enquiry
