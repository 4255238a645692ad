"""What every template may ask for. Reads neither the database nor the session."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Say whose site this is and how to reach them."""
    return {
        "site_name": settings.SITE_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "was_url": settings.WAS_URL,
        "development": settings.DEVELOPMENT,
    }
