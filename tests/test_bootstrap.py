"""The local start: what is done once, done again and repaired."""

import importlib.util
import shutil
import socket
from pathlib import Path

import pytest
from django.conf import settings

# An npm that works or fails as told by a file, and writes down what it was asked.
NPM = """#!/bin/sh
echo "$@" >> "{log}"
test "$1" = --version && exit 0
test -e "{broken}" && exit 1
case "$*" in
  *ci*) mkdir -p node_modules ;;
  *build*) mkdir -p static/build && echo built > static/build/portal.css ;;
esac
"""


@pytest.fixture
def project(tmp_path):
    """A small project with a copy of bootstrap.py."""
    shutil.copy(Path(settings.BASE_DIR) / "bootstrap.py", tmp_path)
    (tmp_path / "static" / "scss").mkdir(parents=True)
    (tmp_path / "static" / "scss" / "portal.scss").write_text("a { color: red }")
    (tmp_path / "package-lock.json").write_text("{}")
    return tmp_path


@pytest.fixture
def bootstrap(project):
    spec = importlib.util.spec_from_file_location(
        "bootstrap_copy", project / "bootstrap.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Npm:
    """The npm on the path, seen from outside."""

    def __init__(self, folder):
        self.log, self.broken = folder / "npm.log", folder / "npm.broken"
        program = folder / "bin" / "npm"
        program.parent.mkdir()
        program.write_text(NPM.format(log=self.log, broken=self.broken))
        program.chmod(0o755)

    def asked(self):
        """Return what it was asked since last time, less its version."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return [
            line.removeprefix("--silent ") for line in lines if "version" not in line
        ]


@pytest.fixture
def npm(project, monkeypatch):
    npm = Npm(project)
    monkeypatch.setenv("PATH", f"{project / 'bin'}:/usr/bin:/bin")
    return npm


def test_what_was_built_is_not_built_again(bootstrap, npm):
    bootstrap.provide_assets()
    first = npm.asked()

    bootstrap.provide_assets()

    assert first == ["ci", "run build"]
    assert npm.asked() == []


def test_a_changed_style_is_built_but_nothing_installed(bootstrap, npm, project):
    bootstrap.provide_assets()
    npm.asked()
    (project / "static" / "scss" / "portal.scss").write_text("a { color: blue }")

    bootstrap.provide_assets()

    assert npm.asked() == ["run build"]


def test_a_changed_lock_is_installed_and_built(bootstrap, npm, project):
    bootstrap.provide_assets()
    npm.asked()
    (project / "package-lock.json").write_text('{"packages": {}}')

    bootstrap.provide_assets()

    assert npm.asked() == ["ci", "run build"]


def test_a_step_that_failed_is_done_again(bootstrap, npm):
    npm.broken.touch()
    with pytest.raises(bootstrap.Failure, match="npm"):
        bootstrap.provide_assets()
    npm.broken.unlink()
    npm.asked()

    bootstrap.provide_assets()

    assert npm.asked() == ["ci", "run build"]


def test_a_removed_build_is_made_again(bootstrap, npm, project):
    bootstrap.provide_assets()
    npm.asked()
    shutil.rmtree(project / "static" / "build")

    bootstrap.provide_assets()

    assert npm.asked() == ["run build"]


def test_a_secret_key_is_made_once(bootstrap):
    bootstrap.provide_local_env()
    first = bootstrap.LOCAL_ENV.read_text()

    bootstrap.provide_local_env()

    assert bootstrap.LOCAL_ENV.read_text() == first
    assert "ENVIRONMENT=development" in first
    assert bootstrap.LOCAL_ENV.stat().st_mode & 0o777 == 0o600


def test_a_taken_port_is_told_in_a_sentence(bootstrap):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(bootstrap.Failure, match=rf"make run PORT={port + 1}"):
            bootstrap.check_port(str(port))


@pytest.mark.parametrize("port", ["", "0", "65536", "http", "80 80"])
def test_nonsense_is_no_port(bootstrap, port):
    with pytest.raises(bootstrap.Failure, match="not a port number"):
        bootstrap.check_port(port)
