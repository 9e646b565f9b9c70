"""Asking a server that may lie: every answer is bounded in size and time, and taken as it is."""

import threading
import time
from collections.abc import Sequence
from queue import Empty, Queue
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from ..checks.remote_log import UNASKED, Answer, Failure
from ..problems import count

AT_ONCE = 8  # requests
PIECE = 64 * 1024
SERVE = "Publish the site again where its files are served as they are."


class UnreachableError(Exception):
    """Why no server answers, in words."""


def get(url: str, addresses: Sequence[str], patience: float, limit: int) -> list[Answer]:
    """Fetch what stands at these addresses below `url`, in order.

    Once an answer is too slow or too large, no other is asked for. Raise UnreachableError where
    nobody answers at all.
    """
    try:
        root = urlsplit(url)
        known = root.scheme in ("http", "https") and root.hostname
    except ValueError:
        known = None
    if not known:
        raise UnreachableError("it is no address such as https://policies.example/")
    asking = _Asking(url.rstrip("/"), addresses, patience, limit)
    for _ in range(min(AT_ONCE, len(addresses))):
        # A daemon: whoever drips his headers must not keep the command from ending.
        threading.Thread(target=asking.work, daemon=True).start()
    return asking.collect()


class _Asking:
    """The answers to some questions, asked by several threads."""

    def __init__(self, root: str, addresses: Sequence[str], patience: float, limit: int) -> None:
        self.root, self.addresses = root, addresses
        self.patience, self.limit = patience, limit
        self.waiting: Queue[int] = Queue()
        self.answered: Queue[tuple[int, Answer | UnreachableError]] = Queue()
        self.since: dict[int, float] = {}
        self.enough = threading.Event()
        for index in range(len(addresses)):
            self.waiting.put(index)

    def work(self) -> None:
        with requests.Session() as session:
            session.headers["Accept-Encoding"] = "identity"
            while not self.enough.is_set():
                try:
                    index = self.waiting.get_nowait()
                except Empty:
                    return
                self.since[index] = time.monotonic()
                try:
                    self.answered.put((index, self.ask(session, self.addresses[index])))
                except (OSError, ValueError, HTTPError) as error:
                    self.answered.put((index, UnreachableError(_why(error))))

    def collect(self) -> list[Answer]:
        found: dict[int, Answer] = {}
        while len(found) < len(self.addresses) and not self.enough.is_set():
            try:
                index, answer = self.answered.get(timeout=self.patience / 10)
                if isinstance(answer, UnreachableError):
                    self.enough.set()
                    raise answer
                found[index] = answer
                if isinstance(answer, Failure) and answer.endless:
                    self.enough.set()
            except Empty:
                late = time.monotonic() - 1.5 * self.patience
                for index in [i for i, since in [*self.since.items()] if i not in found]:
                    if self.since[index] < late:
                        found[index] = self.slow(self.addresses[index])
                        self.enough.set()
        return [found.get(index, UNASKED) for index in range(len(self.addresses))]

    def slow(self, address: str) -> Failure:
        wrong = f"is too slow: it took longer than {self.patience:g} seconds."
        return Failure(
            wrong, "Find out what is wrong with the server, or give it '--patience'.", True
        )

    def ask(self, session: requests.Session, address: str) -> Answer:
        until = time.monotonic() + self.patience
        read = min(self.patience, 10)
        try:
            answer = session.get(
                f"{self.root}/{address}", stream=True, allow_redirects=False, timeout=(10, read)
            )
        except requests.ReadTimeout:
            return self.slow(address)
        with answer:
            if failure := _unwilling(answer):
                return failure
            data = bytearray()
            try:
                while piece := answer.raw.read1(PIECE, decode_content=True):
                    data += piece
                    if len(data) > self.limit:
                        wrong = f"is too large: it has more than {count(self.limit, 'byte')}."
                        return Failure(wrong, SERVE, True)
                    if time.monotonic() > until:
                        return self.slow(address)
            except TimeoutError:
                return self.slow(address)
            except HTTPError as error:
                if "timed out" in str(error):
                    return self.slow(address)
                return Failure("is cut off: fewer bytes came than were announced.", SERVE)
            announced = answer.headers.get("Content-Length", "")
            plain = announced.isdecimal() and "Content-Encoding" not in answer.headers
            if plain and len(data) < int(announced):
                return Failure("is cut off: fewer bytes came than were announced.", SERVE)
            return bytes(data)


def _unwilling(answer: requests.Response) -> Failure | None:
    """Say what a server answers instead of the file."""
    if answer.status_code == 200:
        return None
    if answer.status_code in (404, 410):
        return Failure("does not answer there.", "Publish the site again.", missing=True)
    if 300 <= answer.status_code < 400:
        other = answer.headers.get("Location", "nowhere")
        fix = "What another address says is not taken for this one's; if it is yours, verify that."
        return Failure(f"leads elsewhere, to {other!a}.", fix)
    words = f"{answer.status_code} {answer.reason or ''}".strip()
    fix = "Nothing can be said of it until the server gives it to everybody."
    return Failure(f"is refused there: the server says {words!a}.", fix)


def _why(error: BaseException) -> str:
    """Find the words of the system for what went wrong on the way to a server."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.strerror:
            return str(seen.strerror)
        seen = seen.__cause__ or seen.__context__
    return str(error)
