"""The site's own settings, on a local start, with what tests need to be fast."""

import os

os.environ["ENVIRONMENT"] = "development"
os.environ["DEBUG"] = "0"
os.environ["SECRET_KEY"] = "only-for-tests-" * 4
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from portal.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Straight from static/, so that no test waits for collectstatic.
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# What `python -m tests` has migrated: a database of PostgreSQL, or a file of SQLite.
if os.environ.get("MIGRATED"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["MIGRATED"]}
# A live server's thread must not hold its connection beyond the test.
DATABASES["default"]["CONN_MAX_AGE"] = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# What `send_mail` takes from the queue arrives in mail.outbox.
MAILER_EMAIL_BACKEND = EMAIL_BACKEND
MAIL_AT_ONCE = False
MEDIA_ROOT = VAR_DIR / "test-media"
# Tests read more from one address than people do; test_readings.py sets limits.
SEARCHES_PER_MINUTE = EXPORTS_PER_MINUTE = 0
