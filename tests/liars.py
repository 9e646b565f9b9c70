"""Servers that lie, each in its own way: what `verify` and `grown` must not believe."""

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Handler = http.server.SimpleHTTPRequestHandler
Lie = Callable[[Handler], bool]  # answers by itself, or leaves it to the honest server


@contextmanager
def serving(folder: Path, lie: Lie = lambda _: False) -> Iterator[str]:
    """Serve a folder, but where the lie answers; the address ends with a slash."""

    class Server(Handler):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, directory=str(folder), **named)  # type: ignore[arg-type]

        def do_GET(self) -> None:  # noqa: N802 - the name that http.server knows
            if not lie(self):
                super().do_GET()

        def log_message(self, format: str, *given: object) -> None:
            """Say nothing."""

    class Crowd(http.server.ThreadingHTTPServer):
        request_queue_size = 128  # so that nobody waits for being let in

    with Crowd(("127.0.0.1", 0), Server) as server:
        server.daemon_threads = True
        server.block_on_close = False
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def at(path: str, lie: Callable[[Handler], None]) -> Lie:
    """Lie at one address alone."""

    def answer(handler: Handler) -> bool:
        if handler.path == path:
            lie(handler)
        return handler.path == path

    return answer


def always(lie: Callable[[Handler], None]) -> Lie:
    """Lie at every address."""

    def answer(handler: Handler) -> bool:
        lie(handler)
        return True

    return answer


def says(code: int) -> Callable[[Handler], None]:
    return lambda handler: handler.send_error(code)


def redirects(to: str) -> Callable[[Handler], None]:
    def answer(handler: Handler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to + handler.path.removeprefix("/"))
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def drips(handler: Handler) -> None:
    """Send a byte from time to time, so that no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    with_patience(handler.wfile.write, b"x")


def drips_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    with_patience(handler.wfile.write, b"X-Drop: x\r\n")


def with_patience(write: Callable[[bytes], object], piece: bytes) -> None:
    for _ in range(100):
        try:
            write(piece)
        except OSError:  # who asked has gone
            return
        time.sleep(0.1)


def floods(handler: Handler) -> None:
    """Send without an end, without saying how much."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1000):
        try:
            handler.wfile.write(b"x" * 1_000_000)
        except OSError:
            return


def cuts(handler: Handler) -> None:
    """Announce more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"x")


def empty(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "0")
    handler.end_headers()
