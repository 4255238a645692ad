"""Whether the time of an answer tells what is the matter with a link that is dead.

Every kind of dead link is asked for in turn, so that the machine's moods hit all alike.
"""

import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .serving import ROOT, Server, serving

TRIES = 500
# What the time may differ by, in milliseconds (RELIABILITY, E4).
GOAL = 5.0
KINDS = ("used", "expired", "revoked", "superseded", "unknown", "garbage")

PLANT = """
import sys
from datetime import timedelta
from django.utils import timezone
from common.personal_links import hash_of
from enterprises.models import ReturnInvitation, StaffingReturn
now = timezone.now()
ended = {
    "used": {"used_at": now},
    "expired": {"expires_at": now - timedelta(days=1)},
    "revoked": {"revoked_at": now},
    "superseded": {"revoked_at": now},
}
returns = iter(StaffingReturn.objects.all())
for line in tokens.split():
    kind, token = line.split("=")
    if kind in ended:
        values = {"expires_at": now + timedelta(days=3)} | ended[kind]
        ReturnInvitation.objects.create(
            staffing_return=next(returns), token_hash=hash_of(token), **values
        )
        if kind == "superseded":
            ReturnInvitation.objects.create(
                staffing_return=ReturnInvitation.objects.latest("pk").staffing_return,
                token_hash=hash_of("newer"),
                expires_at=now + timedelta(days=3),
            )
"""


def timed(portal: Server, token: str) -> float:
    """Return how long one answer takes, in milliseconds."""
    began = time.perf_counter()
    status, _ = portal.get(f"/virksomheder/indberet/{token}/")
    took = (time.perf_counter() - began) * 1000
    if status != 404:
        sys.exit(f"A dead link answered {status}.")
    return took


def main() -> None:
    """Print the median of each kind, and the largest difference."""
    tokens = {kind: secrets.token_urlsafe(32) for kind in KINDS}
    tokens["garbage"] = "x"
    with tempfile.TemporaryDirectory() as name:
        environment = {
            "ENVIRONMENT": "development",
            "DEBUG": "0",
            "DATABASE_URL": f"sqlite:///{Path(name) / 'db.sqlite3'}",
        }
        planted = "\n".join(f"{kind}={token}" for kind, token in tokens.items())
        for command in (
            ["migrate", "--verbosity=0"],
            ["load_data"],
            ["shell", "--command", f"tokens = {planted!r}\n{PLANT}"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=os.environ | environment,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        with serving("portal.wsgi", environment) as portal:
            for token in tokens.values():
                timed(portal, token)
            times: dict[str, list[float]] = {kind: [] for kind in KINDS}
            for turn in range(TRIES):
                order = KINDS if turn % 2 == 0 else KINDS[::-1]
                for kind in order:
                    times[kind].append(timed(portal, tokens[kind]))
    medians = {kind: statistics.median(found) for kind, found in times.items()}
    print(f"  ms, median of {TRIES}")
    for kind, median in medians.items():
        print(f"{median:8.2f}  {kind}")
    most = max(medians.values()) - min(medians.values())
    verdict = "reached" if most < GOAL else "missed"
    print(f"{most:8.2f}  largest difference; goal: below {GOAL:.0f}, {verdict}")
