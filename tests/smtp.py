"""A mail server on this machine, as good or as bad as a test wants it."""

import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Conversation(socketserver.StreamRequestHandler):
    """Speaks as much SMTP as it takes to receive letters."""

    server: "MailServer"

    def handle(self) -> None:
        self.wfile.write(b"220 sink\r\n")
        while line := self.rfile.readline():
            verb = line[:4].strip().upper().decode()
            if verb == "DATA":
                if self.hangs_up_after("DATA"):
                    return
                self.wfile.write(b"354 go on\r\n")
                if self.hangs_up_after("354"):
                    return
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    if not part:
                        return
                    lines.append(part.removeprefix(b"."))
                letter = message_from_bytes(b"".join(lines), policy=policy.default)
                self.server.thinks()
                verb = "."
            answer = self.server.answers.get(verb, "250 ok")
            if verb == "RCPT" and any(
                address in line.decode() for address in self.server.unknown
            ):
                answer = "550 no such user"
            if verb == "." and answer.startswith("250"):
                self.server.letters.append(letter)
            if self.hangs_up_after(verb):
                return
            self.wfile.write(f"{answer}\r\n".encode())
            if verb == "QUIT":
                return

    def hangs_up_after(self, verb: str) -> bool:
        if verb in self.server.drops:
            self.server.drops.remove(verb)
            return True
        return False


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps the letters it gets; ``answers`` are by verb, "." is the end of a letter.

    ``thinks`` is called when a letter has come and before it is answered. ``unknown``
    are addresses it refuses. ``drops`` are verbs after which it hangs up instead of
    answering, each once; "354" is where the letter itself begins. A letter that came
    whole is kept all the same.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Conversation)
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.unknown: set[str] = set()
        self.drops: list[str] = []
        self.thinks: Callable[[], object] = lambda: None


@contextmanager
def mail_server(tls: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """Serve until the block ends."""
    with MailServer() as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


SMTP = "portal.mail_server.EmailBackend"
