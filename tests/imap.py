"""A mailbox on this machine that speaks as much IMAP over TLS as reading it takes."""

import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Letter:
    """One mail in the mailbox."""

    raw: bytes
    flags: set[str] = field(default_factory=set)
    folder: str = "INBOX"
    # How often the whole of it was fetched.
    read_whole: int = 0


class Conversation(socketserver.StreamRequestHandler):
    """Answers the commands of `network.enquiries.inbox`."""

    server: "Mailbox"

    def handle(self) -> None:
        self.wfile.write(b"* OK mailbox\r\n")
        while line := self.rfile.readline().decode().strip():
            tag, _, command = line.partition(" ")
            done = self.answer(command)
            self.wfile.write(f"{tag} {done}\r\n".encode())
            if command.upper() == "LOGOUT":
                return

    def answer(self, command: str) -> str:
        words = command.split()
        verb = " ".join(words[:2]).upper() if words[0] == "UID" else words[0].upper()
        letters = self.server.letters
        if verb == "CAPABILITY":
            self.say("CAPABILITY IMAP4rev1 MOVE")
        elif verb == "LOGIN":
            return "OK done" if words[2].strip('"') == "secret" else "NO wrong password"
        elif verb == "SELECT":
            self.say(f"{len(letters)} EXISTS")
        elif verb == "UID SEARCH":
            unseen = [
                str(uid)
                for uid, letter in enumerate(letters, start=1)
                if "\\Seen" not in letter.flags and letter.folder == "INBOX"
            ]
            self.say(f"SEARCH {' '.join(unseen)}")
        elif verb in ("UID FETCH", "UID STORE", "UID MOVE"):
            letter = letters[int(words[2]) - 1]
            if verb == "UID FETCH":
                self.send(int(words[2]), letter, " ".join(words[3:]))
            elif verb == "UID STORE":
                letter.flags |= set(re.findall(r"\\\w+", command))
            else:
                letter.folder = words[3].strip('"')
        return "OK done"

    def say(self, text: str) -> None:
        self.wfile.write(f"* {text}\r\n".encode())

    def send(self, uid: int, letter: Letter, what: str) -> None:
        content = letter.raw
        if "HEADER" in what:
            content = content.partition(b"\n\n")[0] + b"\n\n"
        else:
            letter.read_whole += 1
        self.wfile.write(
            f"* {uid} FETCH (UID {uid} BODY[] {{{len(content)}}}\r\n".encode()
        )
        self.wfile.write(content + b")\r\n")


class Mailbox(socketserver.ThreadingTCPServer):
    """Holds letters; its certificate is in ``certificate``."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[Letter] = []
        self.certificate = folder / "mailbox.pem"
        self.certificate.write_bytes(certificate())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)


def certificate() -> bytes:
    """Make a key and a certificate that this machine signs for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + made.public_bytes(serialization.Encoding.PEM)


@contextmanager
def mailbox(folder: Path) -> Iterator[Mailbox]:
    """Serve until the block ends."""
    with Mailbox(folder) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
