"""The whole way: an archive and the sources that are there become new sources and a report."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..editions.markdown import headings
from ..sources.front_matter import Document, parse
from . import record
from .anchors import AnchorBook
from .capture import Archive, Capture, ImportRefusedError
from .phrases import summary
from .proof import shown_words
from .report import Line, Report
from .source_files import (
    body_of,
    changed_words,
    headings_differ,
    inherited_from,
    layout_of,
    named_by,
    origin_of,
    source_file,
)
from .translations import assign, is_repeated
from .versions import UNDATED, Draft, drafts_of, files_in_order, versions_of


class Target(NamedTuple):
    """Where an import goes, and what is there: sources by path (`docs/…`)."""

    organization: str
    policy: str
    sources: Mapping[str, bytes | None]

    @property
    def folder(self) -> str:
        return f"docs/{self.organization}/{self.policy}"


class Import(NamedTuple):
    """New files by path, none of which is there yet, and the report."""

    files: Mapping[str, bytes]
    report: Report


def bring_in(archive: Archive, target: Target, language: str | None) -> Import:
    """Make sources of an archive; raise ImportRefusedError where words would be lost."""
    governing = record.language(target) or archive.language or language or "en"
    passed: list[str] = [*archive.notes]
    captures = archive.captures.get(None, [])
    drafts = drafts_of(captures, governing, passed)
    if not all(capture.day for capture in captures):
        drafts = iter(files_in_order(drafts))
    versions, undated = versions_of(drafts, passed)
    if not versions and not undated:
        raise ImportRefusedError("No words are left of any text. Is this the right file?")
    report = Report(f"{target.organization}/{target.policy}", governing, passed_over=passed)
    work = _Work(target, governing, report)
    bodies = work.official(versions, undated)
    for tag, found in sorted(archive.captures.items(), key=lambda item: item[0] or ""):
        if tag is not None:
            work.translated(tag, found, versions, bodies)
    report.languages = list(dict.fromkeys([governing, *(v.language for v in report.versions)]))
    report.versions.sort(key=lambda line: (line.version, line.language != governing, line.language))
    work.files.update(record.draft(target, governing, report))
    return Import(work.files, report)


class _Work:
    """What is being written: files by path, lines of the report."""

    def __init__(self, target: Target, language: str, report: Report) -> None:
        self.target, self.language, self.report = target, language, report
        self.files: dict[str, bytes] = {}
        self.there: dict[str, Document] = {}
        for path, data in target.sources.items():
            if path.startswith(f"{target.folder}/") and path.endswith(".md"):
                document = parse(path, data or b"").document
                self.there |= {path: document} if document else {}
        self.book = AnchorBook(
            (heading.words, heading.anchor or "")
            for path, document in sorted(self.there.items())
            if path.count(".") == 1
            for heading in headings(document.body)
        )

    def official(self, versions: list[Draft], undated: list[Draft]) -> dict[date, str]:
        """Write the official texts; their bodies by day."""
        bodies: dict[date, str] = {}
        before: list[str] | None = None
        self._entitle([*versions, *undated])
        gaps = _together([v for v in versions if self._path(str(v.day)) not in self.there])
        for draft in versions:
            assert draft.day
            body = body_of(draft, named_by(self.book))
            bodies[draft.day] = body
            told = summary(self.language, *changed_words(before, draft.words)) if before else None
            before = draft.words
            facts = self._facts(draft, told) | {"gaps": gaps.get(draft.day, [])}
            self._write(str(draft.day), self.language, draft, body, facts)
        for number, draft in enumerate(undated, 1):
            name = f"{draft.day}-{number + 1}" if draft.day else f"{UNDATED}-{number}"
            body = body_of(draft, named_by(self.book))
            facts = self._facts(draft, summary(self.language, 0, 0) if before else None)
            self._write(name, self.language, draft, body, facts)
        return bodies

    def translated(
        self, tag: str, captures: list[Capture], versions: list[Draft], bodies: dict[date, str]
    ) -> None:
        """Write the translations of a language."""
        drafts = [*drafts_of(captures, tag, [])]
        given = assign(versions, drafts)
        number = {version.day: index for index, version in enumerate(versions)}
        for day, draft in given.items():
            own = versions[number[day]]
            if is_repeated(own, draft):
                words = f"{draft.capture.name} ({draft.capture.kept}): not translated yet."
                self.report.passed_over.append(words)
                continue
            body = body_of(draft, inherited_from(bodies[day]))
            index = number[day]
            told = None
            if index:
                earlier = versions[index - 1].words
                told = summary(tag, *changed_words(earlier, own.words))
            accepts = ["headings"] if headings_differ(bodies[day], body) else []
            facts: dict[str, Any] = {
                "title": draft.cleaned.title or own.cleaned.title,
                "summary": told,
            }
            facts |= {"accepts": accepts}
            self._write(str(day), tag, draft, body, facts)
        if not given:
            self.report.passed_over.append(f"'{tag}': no text of it belongs to a version.")

    def _entitle(self, drafts: list[Draft]) -> None:
        """Name texts without a title as those before them, or else after their folder."""
        title = next((draft.cleaned.title for draft in drafts if draft.cleaned.title), None)
        if title is None and drafts:
            title = self.target.policy.replace("-", " ").capitalize()
            drafts[-1].gaps.append("No title stands in the text; it is named after its folder.")
        for draft in drafts:
            title = draft.cleaned.title or title
            draft.cleaned = draft.cleaned._replace(title=title)

    def _facts(self, draft: Draft, told: str | None) -> dict[str, Any]:
        dated = draft.dated
        return {
            "title": draft.cleaned.title,
            "effective": dated.day,
            "effective_basis": dated.basis,
            "updated": dated.updated,
            "summary": told,
            "source": origin_of(draft),
            "gaps": draft.gaps,
        }

    def _write(
        self, name: str, tag: str, draft: Draft, body: str, fields: Mapping[str, Any]
    ) -> None:
        tail = "" if tag == self.language else f".{tag}"
        path = self._path(name, tail)
        state = "written"
        if there := self.there.get(path) or self._moved(fields.get("source"), tail):
            path = there.path
            same = shown_words(there.body) == draft.words
            state = "kept" if same else "differs"
        else:
            accepts, notes = layout_of(path, body)
            draft.notes += notes
            told = {**fields, "accepts": [*fields.get("accepts", []), *accepts]}
            self.files[path] = source_file(told, body)
        capture = draft.capture
        source = ", ".join(filter(None, [capture.name, capture.kept, capture.address]))
        cleaned = draft.cleaned
        self.report.versions.append(
            Line(
                name, tag, path, state, str(fields["title"]), draft.dated.basis,
                draft.dated.where or "nothing", source, len(draft.words), cleaned.dropped,
                cleaned.added, [*cleaned.notes, *draft.notes], draft.gaps,
            )
        )  # fmt: skip

    def _path(self, name: str, tail: str = "") -> str:
        return f"{self.target.folder}/{name}{tail}.md"

    def _moved(self, origin: object, tail: str) -> Document | None:
        """Find a text that was imported from the same place, and dated anew by hand since."""
        own = (
            {name: str(value) for name, value in origin.items()} if isinstance(origin, dict) else {}
        )
        if not own.keys() & {"commit", "file"}:
            return None
        for path, document in self.there.items():
            told = document.fields.get("source")
            if (
                isinstance(told, dict)
                and path.endswith(f"{tail}.md")
                and all(
                    str(told.get(name)) == own[name] for name in ("commit", "file") if name in own
                )
            ):
                return document
        return None


def _together(versions: Sequence[Draft]) -> dict[date, list[str]]:
    """Put what is not decided of several new versions into the last of them, as one line."""
    open_ = [version for version in versions if version.gaps and version.day]
    if len(open_) < 2:
        return {version.day: version.gaps for version in open_ if version.day}
    days = ", ".join(str(version.day) for version in open_)
    alike = {
        gap.split(":")[0].split(" 2")[0].rstrip(".") for version in open_ for gap in version.gaps
    }
    what = ", and ".join(sorted(alike)) if len(alike) < 3 else "The days of the text are unclear"
    told = (
        f"{what}, in {len(open_)} versions: {days}. The report says more; each has the next best."
    )
    return {open_[-1].day: [told]} if open_[-1].day else {}
