"""Settings, all from environment variables; docs/operating.md has the table.

A local start keeps its variables in `var/local.env`; real ones win over that file.
Production refuses to start without SECRET_KEY and ALLOWED_HOSTS.
"""

import sqlite3
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env, validate

from common import outlines
from common.outlines import Outline, OutlineError
from portal.databases import sqlite_options

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()
env.read_env(VAR_DIR / "local.env", recurse=False)


# What kind of installation this is

# "production" unless somebody says "development": forgetting it is then harmless.
ENVIRONMENT = env.str(
    "ENVIRONMENT", "production", validate=validate.OneOf(["development", "production"])
)
DEVELOPMENT = ENVIRONMENT == "development"

# Tracebacks in the browser. Off also in development: error pages are the real ones.
DEBUG = env.bool("DEBUG", False)

# Signs sessions and links: at least 50 random characters.
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing. Set it to 50 or more random characters, for example "
        'from: python3 -c "import secrets; print(secrets.token_urlsafe(50))". '
        "To try the portal on your own machine, run `make run`: it makes one."
    )

# Former keys, comma-separated, while sessions and links signed with them live on.
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])

# The host names that visitors use, comma-separated.
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"] if DEVELOPMENT else []
)
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is missing. Set it to the host names that visitors use, "
        "for example: ALLOWED_HOSTS=socialoekonomi.example.dk"
    )

# The visitors' connection is https: secure cookies, redirects, HSTS.
SECURE = env.bool("SECURE", not DEVELOPMENT)

# Origins that may post forms besides the host itself, as https://…, comma-separated.
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])


# Who stands behind it

# The role mailbox shown to the public. Never a person's own.
CONTACT_EMAIL = env.str(
    "CONTACT_EMAIL", "socialoekonomi@roskilde.example", validate=validate.Email()
)

# The telephone number of the same role, shown where it is set.
CONTACT_PHONE = env.str("CONTACT_PHONE", "")

# The statutory accessibility statement; `/was` leads there.
WAS_URL = env.str("WAS_URL", "https://was.digst.dk/", validate=validate.URL())

SITE_NAME = "Socialøkonomi i Roskilde"


# What the map of enterprises is drawn on


def _outline(path: Path | None) -> Outline | None:
    try:
        return outlines.read(path) if path else None
    except OutlineError as error:
        raise ImproperlyConfigured(f"MAP_OUTLINE: {error}") from error


# A GeoJSON file with the municipality's outline. Empty: one that is drawn by hand.
MAP_OUTLINE = _outline(env.path("MAP_OUTLINE", None))

# Who made that file, as its licence wants it said below the map.
MAP_ATTRIBUTION = env.str("MAP_ATTRIBUTION", "")


# How it is served; read by gunicorn.conf.py

HOST = env.str("HOST", "127.0.0.1")
PORT = env.int("PORT", 8000, validate=validate.Range(min=1, max=65535))
WORKERS = env.int("WORKERS", 2, validate=validate.Range(min=1))
THREADS = env.int("THREADS", 4, validate=validate.Range(min=1))

# How many searches, and how many files, one visitor gets in a minute. 0: no limit.
SEARCHES_PER_MINUTE = env.int("SEARCHES_PER_MINUTE", 60, validate=validate.Range(min=0))
EXPORTS_PER_MINUTE = env.int("EXPORTS_PER_MINUTE", 10, validate=validate.Range(min=0))

# Addresses of the reverse proxy, comma-separated. Only a proxy named here is believed
# when it says that the visitor came by https, and from where.
TRUSTED_PROXY = env.list("TRUSTED_PROXY", ["127.0.0.1", "::1"])

# The site's own address, for links in mails. No slash at the end.
SITE_URL = env.str(
    "SITE_URL",
    f"http://127.0.0.1:{PORT}"
    if DEVELOPMENT
    else f"https://{ALLOWED_HOSTS[0].lstrip('.')}",
    validate=validate.URL(require_tld=False),
).rstrip("/")


# How it sends mail

# Who mails are from; replies go to CONTACT_EMAIL.
MAIL_FROM = env.str("MAIL_FROM", CONTACT_EMAIL, validate=validate.Email())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM

EMAIL_HOST = env.str("EMAIL_HOST", "localhost")
EMAIL_PORT = env.int("EMAIL_PORT", 25, validate=validate.Range(min=1, max=65535))
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
# STARTTLS, usually on port 587, or TLS from the first byte, usually on port 465.
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", False)
# For each answer of the mail server, in seconds; over a letter it may think for longer.
EMAIL_TIMEOUT = 5

# The mailbox whose server takes name+anything@domain and hands it to `receive_mail`.
# Empty: answers to enquiries carry no address of their own.
REPLY_MAILBOX = env.str(
    "REPLY_MAILBOX", "", validate=validate.Regexp(r"\A([^\s@+<>]{1,40}@[^\s@<>]+)?\Z")
)

# Where `receive_mail --imap` looks for replies. Empty: nowhere.
IMAP_HOST = env.str("IMAP_HOST", "")
IMAP_PORT = env.int("IMAP_PORT", 993, validate=validate.Range(min=1, max=65535))
IMAP_USER = env.str("IMAP_USER", "")
IMAP_PASSWORD = env.str("IMAP_PASSWORD", "")
IMAP_FOLDER = env.str("IMAP_FOLDER", "INBOX")
# Where mails go that were taken in. Empty: they stay, marked as read.
IMAP_DONE_FOLDER = env.str("IMAP_DONE_FOLDER", "")

# The municipality's promise: an enquiry is answered within so many working days.
ENQUIRY_ANSWER_DAYS = env.int(
    "ENQUIRY_ANSWER_DAYS", 5, validate=validate.Range(min=1, max=60)
)

# Every mail is queued in the database; `manage.py send_mail` empties the queue. Of the
# package we use the queue alone: `portal.outbox` says why.
EMAIL_BACKEND = "mailer.backend.DbBackend"
MAILER_EMAIL_BACKEND = (
    "portal.mail_folder.EmailBackend"
    if DEVELOPMENT
    else "portal.mail_server.EmailBackend"
)
# A local start writes its mails to files, at once: it has nobody to empty a queue.
MAIL_AT_ONCE = DEVELOPMENT
EMAIL_FILE_PATH = VAR_DIR / "mail"

# Which words of an editor's own go into a mail; common itself has no table.
MAIL_WORDING = "portal.mail_texts.wording"


# Where it keeps things

# Empty: the embedded SQLite database. PostgreSQL: postgres://user:password@host/name
DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'db.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = sqlite_options(sqlite3.sqlite_version_info)

# Uploaded pictures and documents; part of the backup.
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")
MEDIA_URL = "media/"

STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False


# What it is made of, from top to bottom

INSTALLED_APPS = [
    "portal",
    "strategy",
    "network",
    "enterprises",
    "common",
    # After the portal, whose `send_mail` takes the place of the package's.
    "mailer",
    "crispy_forms",
    "whitenoise.runserver_nostatic",
    "portal.apps.DeskConfig",
    # Of allauth only what ADR 0004 names; the rest of it stays out.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # First, so that static files and every error page carry the headers too.
    "portal.middleware.response_headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.middleware.allowed_methods",
    "portal.middleware.plain_questions",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.sessions.guard_sessions",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ]
        },
    }
]
# Form fields are drawn by our own templates/django/forms/ where we have them.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# What somebody types without a scheme is https; the default from Django 6.0 on.
FORMS_URLFIELD_ASSUME_HTTPS = True
CRISPY_ALLOWED_TEMPLATE_PACKS = ["dkfds"]
CRISPY_TEMPLATE_PACK = "dkfds"


# Language: Danish only, written directly in the templates (docs/adr/0001)

LANGUAGE_CODE = "da"
LANGUAGES = [("da", "Dansk")]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True
# The grouping of large numbers is the Quantity's business, never that of an id.
USE_THOUSAND_SEPARATOR = False


# Safety

# Nothing inline and nothing from elsewhere. A view that must be stricter, as one that
# serves uploads, sets its own header.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
)

# How many days after an event its sign-ups are deleted; docs/editing.md says 30.
SIGN_UP_KEPT_DAYS = env.int("SIGN_UP_KEPT_DAYS", 30, validate=validate.Range(min=1))

# Addresses whose pages are for one reader: never stored, indexed or named to others.
PRIVATE_PATHS = (
    "/admin/",
    "/konto/",
    "/kontakt/svar/",
    "/netvaerk/forslag/",
    "/netvaerk/medlem/",
    "/netvaerk/plads/",
    "/netvaerk/stoette/",
    "/strategi/til-moedet/",
    "/virksomheder/indberet/",
)

# Where `common.limits` counts; common itself has no table.
LIMITS_MODEL = "portal.LimitCounter"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"

SECURE_SSL_REDIRECT = SECURE
# Probes come from the machine itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
# Preloading binds the owner's whole domain: the owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# The prefix makes browsers refuse such a cookie from http or from another host.
COOKIE_PREFIX = "__Host-" if SECURE else ""

SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
# As long as a session: no cookie outlives the visit by a year.
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# Staff show a second factor before they see anything. A local start may do without:
# whoever tries the portal at home need not have an app at hand.
SECOND_FACTOR = not DEVELOPMENT or env.bool("SECOND_FACTOR", False)

# Signing in by the municipality's own identity provider (OpenID Connect): all three, or
# none. The address is the one below which /.well-known/openid-configuration lies.
OIDC_SERVER = env.str("OIDC_SERVER", "").removesuffix("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_SECRET = env.str("OIDC_SECRET", "")
# What the button says one signs in with.
OIDC_NAME = env.str("OIDC_NAME", "kommunens login")
if len({bool(OIDC_SERVER), bool(OIDC_CLIENT_ID), bool(OIDC_SECRET)}) > 1:
    raise ImproperlyConfigured(
        "OIDC_SERVER, OIDC_CLIENT_ID and OIDC_SECRET belong together. Set all three, "
        "or none of them to leave single sign-on off."
    )
if OIDC_SERVER and not DEVELOPMENT and not OIDC_SERVER.startswith("https://"):
    raise ImproperlyConfigured("OIDC_SERVER must begin with https://.")

SOCIALACCOUNT_ADAPTER = "portal.accounts.single_sign_on.Adapter"
# The state that a visit carries is what protects it; a form may not leave this site.
SOCIALACCOUNT_LOGIN_ON_GET = True
# Only who somebody is: no token, with which one could ask the provider for more.
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "kommune",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_SECRET,
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else [],
    }
}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
# Nobody signs up; this only tells allauth which names there are.
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
# An address is believed because an editor or an administrator wrote it.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
# In seconds: after that, what matters asks for the password once more.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# `common.limits` counts instead: exactly, also across workers.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# One step of 30 seconds to either side: clocks of telephones are a little wrong.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "portal.accounts.forms.ActivateForm",
}

# Kept in the session: no cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator"
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "portal.accounts.passwords.PortalWordsValidator"},
]


# Logs go to stderr; what visitors ask for is not written down, only what broke.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "filters": {"without_tokens": {"()": "portal.logs.WithoutTokens"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_tokens"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # These repeat what a visitor sent; a wrong host or form is no fault of ours.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        # It names who is written to.
        "mailer": {"level": "WARNING"},
    },
}
