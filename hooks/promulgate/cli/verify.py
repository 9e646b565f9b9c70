"""`verify`: the sources, the checkpoint and a published site, held to what was sealed."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..checks.remote import Fetch, compare
from ..checks.remote_log import LIMIT, PATIENCE, Answer, Failure
from ..clock import latest_day
from ..i18n import interfaces
from ..ledger.log import CHECKPOINT_PATH, LOG_PATH, check_log, leaves, unlogged
from ..model.entities import Library
from ..problems import Place, Problem, count, near, report
from ..sources.paths import ONLY, UnknownOrganizationError, is_ledger, named_organizations
from ..sources.paths import organization_of as _of
from .folder import Folder, open_folder
from .refusal import RefusalError
from .web import UnreachableError, get
from .witness import SIGNATURE, STAMP, Trust, trusted, vouched


class Question(NamedTuple):
    """What a site is asked, and how much it may take; whom to believe beside."""

    url: str | None = None
    first: bool = False
    pending: bool = False
    certificate: Path | None = None
    signers: Path | None = None
    patience: float = PATIENCE
    limit: int = LIMIT
    organization: str | None = None


def verify(docs: Path, question: Question) -> int:
    """Hold the sources, and a site that is published from them, to what was sealed."""
    folder = open_folder(docs)
    folder.editions  # noqa: B018  refuses where a text is not as it was sealed
    root = _root(folder.library, question)
    names = [root] if root else _named(folder.library)
    if lost := check_log(folder.published, latest_day(), whole=not names):
        raise RefusalError(report(lost))
    ledgers = [
        found for path, found in folder.library.ledgers.items() if not names or _of(path) in names
    ]
    sealed = count(sum(len(ledger.entries) for ledger in ledgers), "sealed edition")
    print(f"{sealed} in {count(len(ledgers), 'ledger')}: every chain whole, every word as sealed.")
    trust = trusted(folder, question.certificate, question.signers)
    if note := unlogged(folder.published):
        print(f"{note}.")
    if CHECKPOINT_PATH in folder.published:
        size = count(len(leaves(folder.published[LOG_PATH])), "line")
        print(f"The checkpoint is that of all {size}.")
    mark = folder.published.get(CHECKPOINT_PATH, b"")
    said, problems = vouched(mark, folder.published, trust, "")
    print("\n".join(said), end="\n" if said else "")
    if problems:
        raise RefusalError(report(problems))
    if question.url is not None:
        _site(folder, question.url, question, trust, names, root)
    return 0


def _named(library: Library) -> list[str]:
    """List the organizations that ORGANIZATIONS names, as a build does; none where all count."""
    try:
        return named_organizations(os.environ.get(ONLY, ""), library.organizations)
    except UnknownOrganizationError as error:
        raise RefusalError(str(error)) from error


def _root(library: Library, question: Question) -> str:
    """Find whose own domain is asked: that of the organization named, or of the address."""
    if (name := question.organization) is None:
        asked = f"{(question.url or '').rstrip('/')}/"
        found = (o.id for o in library.organizations.values() if o.fields.organization.url == asked)
        return next(found, "")
    if name not in library.organizations:
        fix = near(name, library.organizations, "There is")
        raise RefusalError(f"--organization names '{name}', which is none. {fix}")
    return name


def _site(
    folder: Folder, url: str, question: Question, trust: Trust, names: Sequence[str], root: str
) -> None:
    here = {
        path: data
        for path, data in folder.published.items()
        if not names or not is_ledger(path) or _of(path) in names
    }

    def fetch(addresses: Sequence[str]) -> list[Answer]:
        return get(url, addresses, question.patience, question.limit)

    languages, _ = interfaces(folder.sources.catalogs, folder.memo)
    try:
        found = compare(
            folder.library,
            here,
            fetch,
            languages,
            folder.moment,
            question.first,
            question.pending,
            root,
        )
        said, wrong = ([], []) if found.empty else _witnesses(fetch, folder, trust)
    except UnreachableError as error:
        raise RefusalError(f"{url} cannot be reached: {error}. Nothing is verified.") from error
    for ledger in found.waiting:
        print(f"Not published yet: {ledger.rpartition('/')[0]}.")
    if problems := [*found.problems, *wrong]:
        raise RefusalError(f"{report(problems)}\n\n{url} is not verified.")
    if found.empty:
        print(f"Nothing is published at {url} yet.")
        return
    pages = count(found.pages, "page")
    print(f"{count(found.texts, 'text')} fetched from {url}: every one as sealed.")
    print(f"{pages} fetched: the words of each are those of its sealed text.")
    print("\n".join(f"There: {line}" for line in said), end="\n" if said else "")


def _witnesses(fetch: Fetch, folder: Folder, trust: Trust) -> tuple[list[str], list[Problem]]:
    """Hold the witnesses that are published to the checkpoint beside them."""
    paths = (CHECKPOINT_PATH, STAMP, SIGNATURE)
    answers = dict(zip(paths, fetch([path.removeprefix("docs/") for path in paths]), strict=True))
    mark = answers[CHECKPOINT_PATH]
    if isinstance(mark, Failure):  # told already
        return [], []
    files, problems = {}, []
    for path, answer in answers.items():
        if isinstance(answer, bytes):
            files[path] = answer
        elif path in folder.published or not answer.missing:
            address = f"/{path.removeprefix('docs/')}"
            problems.append(Problem(Place(path), f"{address} {answer.wrong}", answer.fix))
    said, wrong = vouched(mark, files, trust, " there")
    return said, [*problems, *wrong]
