"""What a page costs, compared with a bare answer of the same bytes.

Both are served by gunicorn in the same way, in turn (A B, B A), and the processor time
of each server's processes is read from the system, so that neither the client nor what
else the machine does counts. bench/README.md says how to read the result.
"""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
# Processor time of one measurement: enough that the system's clock ticks (1/100 s) do
# not show.
MEASURE_SECONDS = 0.6
TICKS = os.sysconf("SC_CLK_TCK")

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


class Server:
    """One gunicorn on a free port, with its processes."""

    def __init__(self, application: str, environment: dict[str, str]) -> None:
        self.port = free_port()
        environment = os.environ | environment | {"PORT": str(self.port)}
        command = [sys.executable, "-m", "gunicorn", "--log-level=warning"]
        self.process = subprocess.Popen(
            [*command, application], cwd=ROOT, env=environment
        )
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port)
        self.wait()

    def wait(self) -> None:
        for _ in range(300):
            if self.process.poll() is not None:
                sys.exit("A server did not start; the lines above say why.")
            try:
                self.get("/")
                return
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        sys.exit("A server did not answer in time.")

    def get(self, path: str, encoding: str = "identity") -> tuple[int, bytes]:
        headers = {"Accept-Encoding": encoding, "Host": "localhost"}
        try:
            self.connection.request("GET", path, headers=headers)
            response = self.connection.getresponse()
        except http.client.RemoteDisconnected:
            # It was idle too long while the other server was asked; ask anew.
            self.connection.close()
            return self.get(path, encoding)
        return response.status, response.read()

    def processor_seconds(self) -> float:
        """Return the time that its processes have run."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                text = stat.read_text()
            except OSError:  # a process that has ended since it was listed
                continue
            # Past the name in brackets: state, parent, …, own time, the system's time.
            fields = text.rpartition(")")[2].split()
            if str(self.process.pid) in (stat.parent.name, fields[1]):
                ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def cost(self, path: str, encoding: str, requests: int) -> float:
        """Return the processor time of one request, in milliseconds."""
        before = self.processor_seconds()
        for _ in range(requests):
            self.get(path, encoding)
        return (self.processor_seconds() - before) / requests * 1000

    def requests(self, path: str, encoding: str) -> int:
        """Say how many requests fill one measurement."""
        self.cost(path, encoding, 20)
        cost = max(self.cost(path, encoding, 100), 0.1)
        return int(MEASURE_SECONDS * 1000 / cost)

    def stop(self) -> None:
        self.connection.close()
        self.process.terminate()
        self.process.wait()


@contextmanager
def serving(application: str, environment: dict[str, str]) -> Iterator[Server]:
    server = Server(application, environment)
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def addresses(portal: Server) -> Iterator[str]:
    """Find one address of every kind of page."""
    _, sitemap = portal.get("/sitemap.xml")
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
        requests = {
            server: server.requests(path, encoding) for server in (portal, limit)
        }
        pairs = []
        for turn in range(ROUNDS):
            order = [portal, limit] if turn % 2 == 0 else [limit, portal]
            costs = {
                server: server.cost(path, encoding, requests[server])
                for server in order
            }
            pairs.append((costs[portal], costs[limit]))
    ours = statistics.median(pair[0] for pair in pairs)
    bare = statistics.median(pair[1] for pair in pairs)
    ratio = statistics.median(pair[0] / pair[1] for pair in pairs)
    return f"{ours:8.2f} {bare:8.2f} {ratio:8.2f} {len(body):8} {encoding:9} {path}"


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


if __name__ == "__main__":
    main()
