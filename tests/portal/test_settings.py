import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

PRODUCTION = {
    "ENVIRONMENT": "production",
    "DEBUG": "0",
    "SECURE": "1",
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def start(code="", **changes):
    """Load the settings in a process of their own and run code after them."""
    return subprocess.run(
        [sys.executable, "-c", f"import json; from portal import settings; {code}"],
        cwd=settings.BASE_DIR,
        env=os.environ | PRODUCTION | changes,
        capture_output=True,
        text=True,
    )


def values(*names, **changes):
    code = f"print(json.dumps([getattr(settings, name) for name in {names!r}]))"
    return json.loads(start(code, **changes).stdout)


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_refuses_to_start_without(name):
    process = start(**{name: ""})

    assert process.returncode != 0
    assert f"{name} is missing. Set it to" in process.stderr


def test_an_outline_that_cannot_be_drawn_stops_the_start(tmp_path):
    path = tmp_path / "omrids.geojson"
    path.write_text('{"type": "Point", "coordinates": [12.1, 55.6]}')

    process = start(MAP_OUTLINE=str(path))

    assert process.returncode != 0
    assert f"MAP_OUTLINE: {path}: expected a FeatureCollection" in process.stderr


def test_an_outline_is_read_at_the_start(tmp_path):
    ring = [[12.0, 55.5], [12.2, 55.5], [12.2, 55.8], [12.0, 55.5]]
    path = tmp_path / "omrids.geojson"
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))

    process = start("print(settings.MAP_OUTLINE.bounds)", MAP_OUTLINE=str(path))

    assert process.stdout.strip() == "(55.8, 55.5, 12.0, 12.2)"


def test_production_is_what_one_gets_unasked():
    assert values("DEVELOPMENT", ENVIRONMENT="production") == [False]
    process = start(ENVIRONMENT="staging")

    assert process.returncode != 0
    assert "ENVIRONMENT" in process.stderr


def test_cookies_in_production():
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]
    flags = [
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY",
    ]

    assert values(*names) == ["__Host-session", "__Host-csrf"]
    assert values(*flags) == [True] * 4
    assert values("SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE") == ["Lax"] * 2


def test_cookies_without_https():
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE"]

    assert values(*names, SECURE="0") == ["session", "csrf", False]


def test_postgresql_by_its_address():
    url = "postgres://portal:secret@db.example/portal"

    (databases,) = values("DATABASES", DATABASE_URL=url)

    database = databases["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["HOST"] == "db.example"
    assert database["CONN_HEALTH_CHECKS"] is True
    assert "init_command" not in database.get("OPTIONS", {})


def test_no_request_holds_a_transaction_open():
    # With immediate transactions, every page would wait for whoever writes.
    assert not settings.DATABASES["default"].get("ATOMIC_REQUESTS")


def test_every_variable_is_in_the_operators_table():
    source = (settings.BASE_DIR / "portal" / "settings.py").read_text()
    table = (settings.BASE_DIR / "docs" / "operating.md").read_text()
    import re

    names = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source)

    assert "DATABASE_URL" in names
    assert [name for name in names if f"| `{name}` |" not in table] == []


def test_readings_have_a_limit_where_nobody_says_otherwise():
    assert values("SEARCHES_PER_MINUTE", "EXPORTS_PER_MINUTE") == [60, 10]


def test_a_worker_takes_in_hardly_more_than_it_can_serve():
    code = "import runpy; conf = runpy.run_path('gunicorn.conf.py')"
    code += "; print(conf['threads'], conf['worker_connections'])"

    process = start(code, THREADS="3")

    assert process.stdout.split() == ["3", "6"]
