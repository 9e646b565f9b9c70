"""A real time-stamping authority on this machine, by `openssl ts`, and real keys of OpenSSH."""

import http.server
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIG = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = stamps
[stamps]
dir = .
serial = serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Its files lie in a folder; `root` is the certificate that others trust."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.folder, self.root = folder, folder / "root.pem"
        (folder / "ts.cnf").write_text(CONFIG, "utf-8")
        (folder / "serial").write_text("01\n", "utf-8")
        new = "req -x509 -config ts.cnf -newkey rsa:2048 -nodes -days 3650 -sha256"
        self._openssl(f"{new} -extensions root -keyout root.key -out root.pem -subj /CN=Root")
        self._openssl(
            f"{new} -extensions signer -keyout tsa.key -out tsa.pem -subj /CN=Stamps "
            "-CA root.pem -CAkey root.key"
        )

    # Without a chain: OpenSSL writes several certificates in an order that DER does not allow.
    def stamp(self, query: bytes) -> bytes:
        (self.folder / "query.tsq").write_bytes(query)
        self._openssl(
            "ts -reply -config ts.cnf -section stamps -queryfile query.tsq -inkey tsa.key "
            "-signer tsa.pem -out reply.tsr"
        )
        return (self.folder / "reply.tsr").read_bytes()

    def _openssl(self, arguments: str) -> None:
        subprocess.run(
            ["openssl", *arguments.split()], cwd=self.folder, check=True, capture_output=True
        )


@contextmanager
def answering(authority: Authority) -> Iterator[str]:
    """Answer questions over HTTP, as an authority does."""

    class Desk(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            reply = authority.stamp(query)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *given: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Desk) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def key(folder: Path, who: str) -> tuple[Path, Path]:
    """Make a key, and the list in which its owner may sign."""
    folder.mkdir(parents=True, exist_ok=True)
    made, allowed = folder / f"{who}.key", folder / f"{who}.signers"
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", str(made)], check=True
    )
    public = made.with_name(f"{made.name}.pub").read_text("utf-8")
    allowed.write_text(f'{who} namespaces="promulgate" {public}', "utf-8")
    return made, allowed
