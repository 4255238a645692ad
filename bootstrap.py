"""Provides what the Makefile's targets need, and serves the site locally.

Needs nothing but Python's standard library. Every step leaves a stamp that says what
it was made from, written only when the step has succeeded: a step interrupted half-way
is done again at the next start, and one whose stamp still fits costs nothing and needs
no network.

Usage: bootstrap.py serve PORT       make a local installation and serve it
       bootstrap.py provide tests    what the tests and checks need
       bootstrap.py provide bench    what the benchmarks need
       bootstrap.py provide release  what an installation in production needs
"""

import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
NODE_MODULES = ROOT / "node_modules"
STATIC = ROOT / "static"
BUILD = STATIC / "build"
LOCAL_ENV = VAR / "local.env"
LOCAL_ADMIN = VAR / "admin-password.txt"


class Failure(Exception):
    """A step that could not be done, with a sentence that says what to do."""


def main(arguments: list[str]) -> None:
    match arguments:
        case ["serve", port]:
            check_port(port)
            provide_local_env()
            provide_release()
            provide_local_content()
            serve(port)
        case ["provide", "tests"]:
            provide_packages("base", "dev")
            provide_assets()
        case ["provide", "bench"]:
            # The packages for development hold a PostgreSQL.
            provide_packages("base", "dev")
            provide_local_env()
            provide_assets()
            provide_static_files()
        case ["provide", "release"]:
            provide_release()
        case _:
            raise Failure(__doc__ or "")


def provide_release() -> None:
    """Bring an installation up to what this release needs."""
    provide_packages("base")
    provide_assets()
    provide_static_files()
    manage("migrate", "--no-input", "--verbosity=0")
    manage("rebuild_search", "--if-incomplete")


# Python packages


def provide_packages(*locks: str) -> None:
    """Install the locked packages in `.venv`.

    pip takes a package that it left half-installed for installed, so an environment
    in which an installation was interrupted is made anew.
    """
    created, unfinished = VENV / "created.stamp", VENV / "unfinished"
    if unfinished.exists() or not created.exists() or not runs(BIN / "python"):
        say("Making the Python environment .venv")
        try:
            venv.create(VENV, clear=True, with_pip=True)
        except (subprocess.CalledProcessError, SystemExit) as error:
            raise Failure(
                "Python could not make a virtual environment. On Debian and Ubuntu: "
                "sudo apt install python3-venv"
            ) from error
        created.touch()
    for lock in locks:
        requirements = ROOT / "requirements" / f"{lock}.txt"
        stamp = VENV / f"{lock}.stamp"
        digest = fingerprint([requirements])
        if read(stamp) == digest:
            continue
        say(f"Installing Python packages ({requirements.relative_to(ROOT)})")
        unfinished.touch()
        pip = [BIN / "python", "-m", "pip", "--disable-pip-version-check", "install"]
        options = ["-qq", "--no-input", "--only-binary=:all:", "--require-hashes"]
        run([*pip, *options, "-r", requirements])
        unfinished.unlink()
        write(stamp, digest)


# Node packages and what is built from them


def provide_assets() -> None:
    """Install the locked node packages and build `static/build/` from them."""
    lock = [ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc"]
    installed, digest = NODE_MODULES / "installed.stamp", fingerprint(lock)
    if read(installed) != digest:
        say("Installing the design system (npm)")
        # npm empties the folder first, and so removes the stamp.
        installed.unlink(missing_ok=True)
        npm("ci")
        write(installed, digest)

    built = VAR / "assets.stamp"
    sources = [path for path in files(STATIC) if not is_built(path)]
    digest = fingerprint([*lock, *sources])
    if read(built) != digest or not BUILD.is_dir():
        say("Building styles and scripts")
        built.unlink(missing_ok=True)
        npm("run", "build")
        write(built, digest)


def npm(*arguments: str) -> None:
    """Run the machine's npm, or the one that comes as a Python package."""
    environment = dict(os.environ)
    command = shutil.which("npm")
    if command is None or not runs(command):
        provide_packages("node")
        command = str(BIN / "npm")
        environment["PATH"] = f"{BIN}{os.pathsep}{environment.get('PATH', '')}"
    run([command, "--silent", *arguments], environment)


def provide_static_files() -> None:
    """Collect and compress the static files under names that hold their hash."""
    stamp = VAR / "static.stamp"
    digest = fingerprint([*files(STATIC), ROOT / "requirements" / "base.txt"])
    if read(stamp) == digest and (VAR / "static").is_dir():
        return
    say("Collecting static files")
    stamp.unlink(missing_ok=True)
    # A file cut off half-way looks newer than its source: start from nothing.
    manage("collectstatic", "--no-input", "--clear", "--verbosity=0")
    write(stamp, digest)


# The local installation


def provide_local_env() -> None:
    """Make the variables of a local start, once."""
    if not LOCAL_ENV.exists():
        write(
            LOCAL_ENV,
            "# Variables of this local start; docs/operating.md lists them all.\n"
            "ENVIRONMENT=development\n"
            f"SECRET_KEY={secrets.token_urlsafe(50)}\n",
        )


def provide_local_content() -> None:
    """Load the data where there is none, and make somebody who may edit it."""
    manage("load_data", "--if-empty")
    manage("ensure_local_admin")


def manage(*arguments: str) -> None:
    run([BIN / "python", ROOT / "manage.py", *arguments])


def check_port(port: str) -> None:
    """Say at once, before a long start, that somebody else has the port."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Failure(f"PORT={port} is not a port number. Try: make run PORT=8001")
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", int(port)))
        except OSError as error:
            raise Failure(
                f"Port {port} cannot be used: {error.strerror}. "
                f"Choose another one: make run PORT={int(port) + 1}"
            ) from error


def serve(port: str) -> None:
    os.environ["PORT"] = port
    os.environ["WELCOME"] = (
        f"Ready: http://127.0.0.1:{port}/ · {how_to_sign_in(port)} · mails: var/mail/"
    )
    os.chdir(ROOT)
    gunicorn = [str(BIN / "python"), "-m", "gunicorn", "--log-level=warning"]
    os.execv(gunicorn[0], [*gunicorn, "portal.wsgi"])


def how_to_sign_in(port: str) -> str:
    admin = f"admin: http://127.0.0.1:{port}/admin/"
    if LOCAL_ADMIN.exists():
        return f"{admin} (name and password in {LOCAL_ADMIN.relative_to(ROOT)})"
    return f"{admin} (new password: .venv/bin/python manage.py changepassword)"


# Small tools


def run(command: list[str | Path], environment: dict[str, str] | None = None) -> None:
    try:
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
    except subprocess.CalledProcessError as error:
        words = " ".join(str(word) for word in command)
        raise Failure(f"This failed; the lines above say why:\n  {words}") from error


def runs(program: str | Path) -> bool:
    """Say whether a program is there and works."""
    try:
        subprocess.run([program, "--version"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def is_built(path: Path) -> bool:
    """Say whether the build made the file."""
    return path.is_relative_to(BUILD)


def fingerprint(paths: Iterable[Path]) -> str:
    """Return one hash of the names and contents of files."""
    digest = hashlib.sha256()
    for path in paths:
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{path.relative_to(ROOT)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def write(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    partial = path.with_name(f"{path.name}.partial")
    partial.unlink(missing_ok=True)
    partial.touch(mode=0o600)
    partial.write_text(text)
    partial.replace(path)


def say(text: str) -> None:
    print(f"▸ {text} …", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Failure as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
