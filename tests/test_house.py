"""The house itself: its contracts, its commands and what it must not name."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
PACKAGES = ["portal", "strategy", "network", "enterprises", "common"]


@pytest.fixture
def house(tmp_path):
    """A copy of the packages and their contract, to break."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("*.pyc")
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(folder):
    lint = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [lint, "--no-cache"], cwd=folder, capture_output=True, text=True
    )


def plant(folder, module, line):
    path = folder / module
    path.write_text(f"{path.read_text() if path.exists() else ''}\n{line}\n")


def test_imports_keep_the_contract(house):
    result = lint_imports(house)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("common/apps.py", "import enterprises.apps"),
        ("enterprises/apps.py", "import network.apps"),
        ("enterprises/apps.py", "from strategy import apps"),
        ("network/apps.py", "import portal.apps"),
        ("strategy/planted.py", "from enterprises import models"),
        ("strategy/planted.py", "from enterprises.models import Enterprise"),
        ("strategy/planted.py", "import network.models"),
    ],
)
def test_a_planted_import_breaks_the_contract(house, module, line):
    plant(house, module, line)

    result = lint_imports(house)

    assert result.returncode == 1
    assert "BROKEN" in result.stdout


def test_strategy_may_take_figures(house):
    plant(house, "enterprises/figures.py", "")
    plant(house, "network/figures.py", "")
    plant(house, "strategy/planted.py", "from enterprises import figures")
    plant(house, "strategy/planted.py", "import network.figures")

    result = lint_imports(house)

    assert result.returncode == 0, result.stdout


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_commands_are_these():
    makefile = (ROOT / "Makefile").read_text()
    commands = ["run", "test", "check", "fix", "bench"]

    phony = re.search(r"^\.PHONY: help (.+)$", makefile, re.MULTILINE)
    helped = re.findall(r'^\t@echo "make (\w+)', makefile, re.MULTILINE)

    assert phony[1].split() == commands
    assert helped == commands


def test_locks_name_no_host():
    locks = [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert len(locks) == 4
    assert [lock.name for lock in locks[:3] if "://" in lock.read_text()] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_every_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()

    lines = re.findall(r'^  "[\w\[\]-]+[<>=].*$', text, re.MULTILINE)

    assert len(lines) > 10
    assert [line for line in lines if not re.search(r'",\s+# \w', line)] == []
