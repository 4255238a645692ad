"""A small identity provider (OpenID Connect) that listens on this machine."""

import json
import time
from base64 import urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "portalen", "not-a-secret"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """Answers discovery, token, user info and keys; ``claims`` say who comes."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), Answers)
        self.claims = {"sub": "42", "email": "signe@example.org"}
        self.audience = CLIENT
        self.is_ill = False
        # By the code that was given out: what the portal must prove to know.
        self.challenges: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def approve(self, address: str) -> dict[str, str]:
        """Sign somebody in at the address the portal led to; return the way back."""
        asked = {
            key: value[0] for key, value in parse_qs(urlsplit(address).query).items()
        }
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked
        return {"code": code, "state": asked["state"]}

    def id_token(self) -> str:
        """Say who it is, signed."""
        now = int(time.time())
        said = {"iss": self.url, "aud": self.audience, "iat": now, "exp": now + 60}
        return jwt.encode(
            said | self.claims, KEY, algorithm="RS256", headers={"kid": "one"}
        )


class Answers(BaseHTTPRequestHandler):
    """The provider's side of the conversation."""

    server: Provider

    def do_GET(self) -> None:
        """Tell where everything is, who somebody is, and the public key."""
        url = self.server.url
        self.server.asked.append(self.path)
        if self.server.is_ill:
            self._say({"error": "server_error"}, 500)
        elif self.path.startswith("/.well-known/"):
            self._say(
                {
                    "issuer": url,
                    "authorization_endpoint": f"{url}/authorize",
                    "token_endpoint": f"{url}/token",
                    "userinfo_endpoint": f"{url}/userinfo",
                    "jwks_uri": f"{url}/keys",
                }
            )
        elif self.path == "/userinfo":
            self._say(self.server.claims)
        else:
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self._say({"keys": [key | {"kid": "one", "alg": "RS256"}]})

    def do_POST(self) -> None:
        """Give a token to who knows the secret, the code and what it was asked with."""
        length = int(self.headers["Content-Length"])
        sent = {k: v[0] for k, v in parse_qs(self.rfile.read(length).decode()).items()}
        asked = self.server.challenges.pop(sent["code"], None)
        proof = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest())
        if (
            asked is None
            or (sent["client_id"], sent["client_secret"]) != (CLIENT, SECRET)
            or asked["code_challenge"] != proof.rstrip(b"=").decode()
            or asked["redirect_uri"] != sent["redirect_uri"]
        ):
            self._say({"error": "invalid_grant"}, 400)
        else:
            self._say(
                {
                    "access_token": "t",
                    "token_type": "Bearer",
                    "id_token": self.server.id_token(),
                }
            )

    def _say(self, answer: dict, status: int = 200) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def provider():
    """Let a provider answer for a while."""
    server = Provider()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
