"""What lives on between the events of a build, and under `serve` between builds."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..builder.artifact import Artifact
from ..builder.cache import Cache
from ..builder.runner import Builder, Built
from ..builder.sync import Outgoing
from ..memo import Memo
from ..problems import Problem
from ..sources.scan import SourceFile, Template


class Templates(NamedTuple):
    """Our templates by path; `memo` has what is the same for all artifacts."""

    files: Mapping[str, Template]
    memo: Memo


class Good(NamedTuple):
    """The last build without mistakes, with the templates of that time."""

    builder: Builder
    built: Built
    templates: Mapping[str, str]


@dataclass
class Destination:
    """Where the site goes, while MkDocs writes into a folder elsewhere.

    `held` is what ends with a build: the lock, and that folder. `static` are files that are
    published as they lie, by their place in the site. `only` names the organizations that are built
    where not all are.
    """

    site: Path = Path()
    held: ExitStack = field(default_factory=ExitStack)
    static: Mapping[str, Outgoing] = field(default_factory=dict)
    only: tuple[str, ...] = ()


@dataclass
class State:
    """What one event leaves for those after it.

    Drafts are shown while `serving`, and in a folder for `partners`.
    `url` is the address of the shared site, `root` the organization whose own one is built, if any.
    `program` is the digest of the code, `problems` are those of the last build if it had mistakes,
    `english` is what templates without a language say, `panel` what editors see at an address.
    """

    serving: bool = False
    partners: bool = False
    url: str = ""
    root: str = ""
    program: str = ""
    cache: Cache = field(default_factory=lambda: Cache(None, ""))
    templates: Templates = field(default_factory=lambda: Templates({}, Memo()))
    sources: Mapping[str, SourceFile] = field(default_factory=dict)
    good: Good | None = None
    problems: Sequence[Problem] = ()
    destination: Destination = field(default_factory=Destination)
    english: Mapping[str, Any] = field(default_factory=dict)
    panel: Callable[..., str] = lambda _path, _up="": ""

    @property
    def drafts(self) -> bool:
        """Tell whether drafts are shown."""
        return self.serving or self.partners

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """List what the last good build was put together from, what all share first."""
        return self.good.built.artifacts if self.good else ()
