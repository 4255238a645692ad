"""How gunicorn serves the portal; `gunicorn portal.wsgi` finds this file by itself."""

import os

from gunicorn.arbiter import Arbiter

from portal import settings

bind = f"{settings.HOST}:{settings.PORT}"
workers = settings.WORKERS
threads = settings.THREADS
# No more than it serves and about as many that it keeps open. A worker that takes
# whatever it can lets people queue behind its threads while others are free; here
# they wait in the one queue that all workers take from, first come, first served.
worker_connections = 2 * threads
worker_class = "gthread"
# Longer than the database's 20 seconds of waiting for a writer.
timeout = 30
graceful_timeout = 30
forwarded_allow_ips = ",".join(settings.TRUSTED_PROXY)
# Who read what is nobody's business; a proxy that needs an access log keeps its own.
accesslog = None
# Nothing here is steered while it runs; a restart is the one way to change it.
control_socket_disable = True


def when_ready(server: Arbiter) -> None:
    """Close a local start with the line that says where to go."""
    welcome = os.environ.get("WELCOME")
    if welcome:
        print(welcome, flush=True)
