"""A site held to a folder: what a server may say, and what is never believed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import liars
from authority import Authority, answering
from conftest import EPOCH, PROJECT, VERSION
from liars import always, serving
from promulgate.builder.cache import CACHE
from promulgate.cli.main import main

pytestmark = pytest.mark.samples

PRIVACY = "mpro/privacy"
LEDGER = f"{PRIVACY}/ledger.jsonl"
LEDGERS = len(list((PROJECT / "docs").glob("*/*/ledger.jsonl")))
LINES = (PROJECT / "docs/log.txt").read_bytes().count(b"\n")


@pytest.fixture(autouse=True)
def here(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the project, on the day of its built site, beside what its build kept."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv(CACHE, f"{site}.cache")


@pytest.fixture
def mirror(site: Path, tmp_path: Path) -> Path:
    """Copy the built site, so that a test may spoil it."""
    folder = tmp_path / "mirror"
    shutil.copytree(site, folder)
    return folder


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Copy the sources, so that a test may go on from them."""
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


def changed(file: Path, old: str, new: str) -> None:
    """Change the first of these words that stand in the text."""
    before, mark, after = file.read_text("utf-8").partition("data-policy-text")
    assert old in after
    file.write_text(before + mark + after.replace(old, new, 1), "utf-8")


def lines(file: Path, keep: Callable[[list[bytes]], list[bytes]]) -> None:
    file.write_bytes(b"".join(keep(file.read_bytes().splitlines(keepends=True))))


def test_the_sources_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == 0
    told = capsys.readouterr().out
    assert f"sealed editions in {LEDGERS} ledgers: every chain whole" in told
    assert f"The checkpoint is that of all {LINES} lines." in told


def test_a_mirror_holds(mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(mirror) as url:
        assert main(["verify", "--url", url]) == 0
    told = capsys.readouterr().out
    editions = len([*mirror.rglob("policy*.md")])
    assert f"{editions} texts fetched from {url}: every one as sealed." in told
    assert "pages fetched: the words of each are those of its sealed text." in told


# --- ten ways to lie, and more ---


def emptied(folder: Path) -> None:
    (folder / LEDGER).write_bytes(b"")


def cut(folder: Path) -> None:
    lines(folder / LEDGER, lambda found: found[:-1])


def swapped(folder: Path) -> None:
    texts = [folder / PRIVACY / "2021-01-15" / tail for tail in ("policy.md", "es/policy.md")]
    first, second = (text.read_bytes() for text in texts)
    texts[0].write_bytes(second)
    texts[1].write_bytes(first)


def old_checkpoint(folder: Path) -> None:
    from promulgate.ledger.checkpoint import checkpoint_of
    from promulgate.ledger.log import leaves

    lines(folder / "log.txt", lambda found: found[:-1])
    known = leaves((folder / "log.txt").read_bytes())
    (folder / "checkpoint").write_bytes(checkpoint_of("policies.example", known).data)


def another_history(folder: Path) -> None:
    from promulgate.ledger.checkpoint import checkpoint_of
    from promulgate.ledger.log import leaves

    lines(folder / "log.txt", lambda found: [found[1], found[0], *found[2:]])
    known = leaves((folder / "log.txt").read_bytes())
    (folder / "checkpoint").write_bytes(checkpoint_of("policies.example", known).data)


def altered_html(folder: Path) -> None:
    changed(folder / PRIVACY / "2021-01-15/index.html", "personal", "no")


def altered_undated_html(folder: Path) -> None:
    changed(folder / PRIVACY / "es/index.html", "</p>", " No.</p>")


def hidden_in_markup(folder: Path) -> None:
    page = folder / PRIVACY / "2021-01-15/index.html"
    changed(page, "</h2>", "</h2><table><td></b>We sell all of it.</td></table>")


def second_text(folder: Path) -> None:
    page = folder / PRIVACY / "2021-01-15/index.html"
    changed(page, "<h2", "<i data-policy-text>We sell all of it.</i><h2")


def no_withdrawal(folder: Path) -> None:
    page = folder / "lakeside/cookies/2026-10-01/index.html"
    shutil.copy(folder / "lakeside/cookies/2025-06-15/index.html", page)


def vanished(folder: Path) -> None:
    shutil.rmtree(folder / "icmec")


def no_checkpoint(folder: Path) -> None:
    (folder / "checkpoint").unlink()


def broken_line(folder: Path) -> None:
    (folder / LEDGER).write_bytes((folder / LEDGER).read_bytes() + b"{}\n")


def unknown_line(folder: Path) -> None:
    old, new = (folder / name for name in (LEDGER, "lakeside/privacy/ledger.jsonl"))
    old.write_bytes(new.read_bytes())


SPOILT: list[tuple[Callable[[Path], None], str]] = [
    (emptied, f"/{LEDGER} is cut off there: 0 lines, and 2 are here."),
    (cut, f"/{LEDGER} is cut off there: 1 line, and 2 are here."),
    (swapped, f"/{PRIVACY}/2021-01-15/policy.md has other words there than those that were sealed"),
    (old_checkpoint, f"/checkpoint is an old one: it knows {LINES - 1} of {LINES} lines."),
    (another_history, "/checkpoint tells another history"),
    (
        altered_html,
        f"The page /{PRIVACY}/2021-01-15/ has other words than its sealed text: it reads",
    ),
    (altered_undated_html, f"The page /{PRIVACY}/es/ has other words than its sealed text"),
    (hidden_in_markup, f"The page /{PRIVACY}/2021-01-15/ has other words than its sealed text"),
    (second_text, f"The page /{PRIVACY}/2021-01-15/ shows 2 texts instead of one."),
    (no_withdrawal, "/lakeside/cookies/2026-10-01/ does not say that its text is withdrawn."),
    (vanished, "/icmec/privacy/ledger.jsonl does not answer there."),
    (no_checkpoint, "/checkpoint does not answer there."),
    (broken_line, "This line is none that a ledger holds."),
    (unknown_line, f"/{LEDGER} is another ledger there."),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILT, ids=lambda it: getattr(it, "__name__", ""))
def test_a_site_that_was_altered_is_refused(
    spoil: Callable[[Path], None], words: str, mirror: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(mirror)
    with serving(mirror) as url:
        assert main(["verify", "--url", url]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert f"{url} is not verified." in said.err
    assert "every one as sealed." not in said.out


TEXT = f"/{PRIVACY}/2021-01-15/policy.md"
LYING: list[tuple[str, liars.Lie, str]] = [
    ("503", liars.at(TEXT, liars.says(503)), f"{TEXT} is refused there: the server says '503"),
    ("403", liars.at("/checkpoint", liars.says(403)), "/checkpoint is refused there: the server"),
    ("all-500", always(liars.says(500)), "the server says '500 Internal"),
    ("slow", liars.at(TEXT, liars.drips), f"{TEXT} is too slow: it took longer than 3 seconds."),
    ("slow-headers", liars.at(TEXT, liars.drips_headers), f"{TEXT} is too slow"),
    ("huge", liars.at(TEXT, liars.floods), f"{TEXT} is too large: it has more than 2000000 bytes"),
    ("cut", liars.at(TEXT, liars.cuts), f"{TEXT} is cut off: fewer bytes came than were"),
    ("empty", always(liars.empty), "/checkpoint is no checkpoint there."),
    ("elsewhere", liars.at(TEXT, liars.redirects("http://127.0.0.1:9/")), "leads elsewhere, to"),
]


@pytest.mark.parametrize(("lie", "words"), [p[1:] for p in LYING], ids=[p[0] for p in LYING])
def test_a_server_that_lies_is_refused(
    lie: liars.Lie, words: str, mirror: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(mirror, lie) as url:
        bounds = ["--patience", "3", "--limit", "2000000"]
        assert main(["verify", "--url", url, *bounds]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert f"{url} is not verified." in said.err


def test_a_redirect_is_not_followed_even_to_a_true_copy(
    mirror: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(mirror) as true, serving(mirror, always(liars.redirects(true))) as url:
        assert main(["verify", "--url", url]) == 1
    assert f"/checkpoint leads elsewhere, to '{true}checkpoint'." in capsys.readouterr().err


def test_a_wrong_time_stamp_is_refused(
    mirror: Path, docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, other = Authority(tmp_path / "good"), Authority(tmp_path / "other")
    trust = ["--tsa-certificate", str(good.root), "--docs", str(docs)]
    with answering(good) as tsa:
        assert main(["checkpoint", "--docs", str(docs), "--tsa", tsa]) == 0
    stamp = mirror / "checkpoint.tsr"
    with serving(mirror) as url:
        assert main(["verify", "--url", url, *trust]) == 1
        assert "/checkpoint.tsr does not answer there." in capsys.readouterr().err
        shutil.copy(docs / "checkpoint.tsr", stamp)
        assert main(["verify", "--url", url, *trust]) == 0
        assert "There: Time-stamped at 20" in capsys.readouterr().out
        from promulgate.ledger.timestamp import request

        mark = (docs / "checkpoint").read_bytes()
        for token, words in (
            (good.stamp(request(b"something else")), "stamps other bytes than this checkpoint"),
            (other.stamp(request(mark)), "is not signed by the authority that is trusted"),
            (b"nonsense", "is no time-stamp in DER"),
        ):
            stamp.write_bytes(token)
            assert main(["verify", "--url", url, *trust]) == 1
            assert f"The time-stamp there {words}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "nowhere", "http://[::1", "http://a..b/", ""]
)
def test_where_nobody_answers_it_says_so(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--url", url]) == 1
    assert f"{url} cannot be reached" in capsys.readouterr().err
    assert main(["grown", url if "://" in url else "http://"]) == 1


# --- what is not published yet, and what is ahead ---


def test_a_bare_server_is_nothing_yet_only_for_who_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bare").mkdir()
    with serving(tmp_path / "bare", liars.at("/", liars.says(404))) as url:
        for command in (["verify", "--url", url], ["grown", url]):
            assert main(command) == 1
            assert "Nothing is published there." in capsys.readouterr().err
            assert main([*command, "--first"]) == 0
            assert f"Nothing is published at {url} yet." in capsys.readouterr().out


@pytest.mark.parametrize("code", [403, 500, 503])
def test_a_refusal_is_never_nothing_yet(
    code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path, always(liars.says(code))) as url:
        for command in (["verify", "--url", url], ["grown", url]):
            assert main([*command, "--first"]) == 1
            assert f"is refused there: the server says '{code}" in capsys.readouterr().err


def test_first_forgives_nothing_where_something_answers(mirror: Path) -> None:
    (mirror / LEDGER).unlink()
    with serving(mirror) as url:
        assert main(["verify", "--url", url, "--first"]) == 1


def new_policy(docs: Path) -> None:
    (docs / "mpro/terms").mkdir()
    (docs / "mpro/terms/2021-01-15.md").write_text(VERSION, "utf-8")
    assert main(["seal", "mpro/terms", "--yes", "--docs", str(docs)]) == 0


def test_a_new_policy_is_not_published_yet(
    mirror: Path, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new_policy(docs)
    with serving(mirror) as url:
        assert main(["verify", "--url", url, "--docs", str(docs)]) == 0
        assert "Not published yet: mpro/terms." in capsys.readouterr().out
        assert main(["grown", url, "--docs", str(docs)]) == 0
        shutil.rmtree(mirror / "icmec")
        assert main(["verify", "--url", url, "--docs", str(docs)]) == 1, "that is no new policy"


def test_a_new_edition_may_wait_where_it_is_said(
    mirror: Path, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    version = (docs / "mpro/privacy/2021-01-15.md").read_text("utf-8")
    newer = version.replace("effective: 2021-01-15", "effective: 2031-01-15\nchange: editorial")
    if "\nsummary:" not in newer:
        newer = newer.replace("change: editorial", "change: editorial\nsummary: New.")
    (docs / "mpro/privacy/2031-01-15.md").write_text(newer, "utf-8")
    assert main(["seal", "mpro/privacy", "--yes", "--docs", str(docs)]) == 0
    with serving(mirror) as url:
        asked = ["verify", "--url", url, "--docs", str(docs)]
        assert main(asked) == 1
        assert f"/{LEDGER} is cut off there" in capsys.readouterr().err
        assert main([*asked, "--pending"]) == 0
        given = ["--reason", "It named a person.", "--yes", "--docs", str(docs)]
        assert main(["withdraw", "mpro/privacy/2021-01-15", *given]) == 0
        assert main([*asked, "--pending"]) == 1
        assert "What it leaves out withdraws or corrects a text." in capsys.readouterr().err


def test_a_folder_that_lags_behind_holds_the_site_to_what_it_knows(
    mirror: Path, docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The ledgers here are a beginning of those there, as they must be."""
    old = tmp_path / "old" / "docs"
    shutil.copytree(docs, old)
    new_policy(docs)
    for name in ("log.txt", "checkpoint", "mpro/terms/ledger.jsonl"):
        (mirror / name).parent.mkdir(exist_ok=True)
        shutil.copy(docs / name, mirror / name)
    with serving(mirror) as url:
        assert main(["verify", "--url", url, "--docs", str(old)]) == 0
        assert main(["grown", url, "--docs", str(old)]) == 1
    assert "mpro/terms/ledger.jsonl:1: This ledger was published, and is gone." in (
        capsys.readouterr().err
    )


# --- grown ---


def test_a_folder_is_held_to_the_site_that_is_published(
    mirror: Path, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever happened to branches: what is online must be a beginning of what is here."""
    with serving(mirror) as url:
        assert main(["grown", url]) == 0
        told = capsys.readouterr().out
        assert f"{LEDGERS} ledgers and" in told
        assert f"The log begins with the {LINES} lines of the checkpoint before." in told
        ledger = docs / "lakeside/privacy/ledger.jsonl"
        ledger.write_bytes(ledger.read_bytes()[: ledger.read_bytes().rindex(b"\n", 0, -1) + 1])
        shutil.rmtree(docs / "mpro")
        assert main(["grown", url, "--docs", str(docs)]) == 1
        told = capsys.readouterr().err
        assert "docs/lakeside/privacy/ledger.jsonl" in told
        assert "The end of the ledger is cut off" in told
        assert "docs/mpro/privacy/ledger.jsonl:1: This ledger was published, and is gone." in told
        (mirror / "addresses.txt").unlink()
        assert main(["grown", url]) == 1
        assert "/addresses.txt does not answer there." in capsys.readouterr().err


def test_what_was_published_before_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    assert main(["grown", str(tmp_path)]) == 0
    assert f"{LEDGERS} ledgers and" in capsys.readouterr().out
    (tmp_path / "addresses.txt").write_text("mpro/\nmpro/terms/\n", "utf-8")
    assert main(["grown", str(tmp_path)]) == 1
    assert "The address /mpro/terms/ was published, and would no" in capsys.readouterr().err
    assert main(["grown", str(tmp_path / "nowhere")]) == 2


def test_two_checkpoints_are_consistent_or_not(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkpoint that somebody kept is enough to tell that all of then still is."""
    kept = tmp_path / "kept"
    shutil.copy(docs / "checkpoint", kept)
    new_policy(docs)
    assert main(["grown", str(kept), "--docs", str(docs)]) == 0
    assert f"begins with the {LINES} lines" in capsys.readouterr().out
    kept.write_text(f"policies.example\n{LINES}\n" + "A" * 43 + "=\n", "utf-8")
    assert main(["grown", str(kept), "--docs", str(docs)]) == 1
    assert f"does not begin with the {LINES} lines that were published" in capsys.readouterr().err


def test_addresses_are_those_of_the_built_site(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["addresses"]) == 0
    told = capsys.readouterr().out
    assert told.encode() == (site / "addresses.txt").read_bytes()
    for address in told.split("\n")[:-1]:
        file = site / address.removeprefix("/")
        assert (file / "index.html" if file.is_dir() else file).is_file(), address


def test_a_day_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PROMULGATE_DATE", "2027-02-30")
    assert main(["check"]) == 2
    assert capsys.readouterr().err == (
        "DATE is 2027-02-30, and February 2027 has 28 days. Write a day that exists.\n"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    assert main(["check"]) == 2
    assert "SOURCE_DATE_EPOCH is 'noon'. Write seconds since 1970" in capsys.readouterr().err
