"""What a page costs, compared with a bare answer of the same bytes.

Both are served by gunicorn in the same way, in turn (A B, B A), and the processor time
of each server's processes is read from the system, so that neither the client nor what
else the machine does counts. bench/README.md says how to read the result.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from .serving import ROOT, Server, in_turn, median_ratio, medians, serving

# Pages by address, or by the first address in the sitemap that fits.
PAGES = [
    r"/",
    r"/virksomheder/",
    r"/virksomheder/[^/]+/",
    r"/tal/",
    r"/strategi/",
    r"/strategi/[^/]+/evaluering/\d+/",
    r"/netvaerk/arrangementer/[^/]+/",
]


def addresses(portal: Server) -> Iterator[str]:
    """Find one address of every kind of page."""
    sitemap = portal.page("/sitemap.xml")
    listed = re.findall(r"<loc>https?://[^/]+([^<]*)</loc>", sitemap.decode())
    for pattern in PAGES:
        found = [path for path in listed if re.fullmatch(pattern, path)]
        if not found:
            sys.exit(f"The sitemap has no address like {pattern}.")
        yield found[0]


def compare(portal: Server, path: str, encoding: str, folder: Path) -> str:
    status, body = portal.get(path, encoding)
    if status != 200:
        sys.exit(f"{path} answered {status}.")
    file = folder / "body"
    file.write_bytes(body)
    with serving("bench.limit", {"BODY": str(file)}) as limit:
        if limit.get(path) != (200, body):
            sys.exit("The limit does not answer with the same bytes.")
        ours, bare = portal.requests(path, encoding), limit.requests(path, encoding)
        pairs = in_turn(
            lambda: portal.cost(path, encoding, ours),
            lambda: limit.cost(path, encoding, bare),
        )
    cost, least = medians(pairs)
    ratio = median_ratio(pairs, attrgetter("portal"))
    return (
        f"{cost.portal:8.2f} {least.portal:8.2f} {ratio:8.2f} {len(body):8} "
        f"{encoding:9} {path}"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {
            "ENVIRONMENT": "development",
            "DEBUG": "0",
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        }
        for command in (["migrate", "--verbosity=0"], ["load_data"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=os.environ | environment,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        with serving("portal.wsgi", environment) as portal:
            print("  ms CPU    limit    ratio    bytes encoding  page")
            for path in list(addresses(portal)):
                for encoding in ("identity", "br"):
                    print(compare(portal, path, encoding, folder), flush=True)
