"""`retire`: an organization goes, one notice stands at all its addresses, and nothing is lost."""

import json
import shutil
from pathlib import Path

import pytest

from conftest import NOON, RECORD, VERSION, Planned, prepared, small, write_files
from promulgate.cli.main import main
from promulgate.sources.scan import read_sources

FILES = {
    "about.md": "---\ntitle: About\n---\nUs.\n",
    "acme/index.md": RECORD.replace("---\nAcme.", "old_urls: {/old.html: privacy}\n---\nAcme."),
    "acme/privacy/2021-01-15.md": VERSION,
    "acme/privacy/2021-01-15.es.md": "---\ntitle: P\n---\n\nP.\n\n## Quién\n\nNosotros.\n",
    "beta/index.md": RECORD.replace("Acme", "Beta"),
    "beta/privacy/2021-01-15.md": VERSION,
}


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, small(FILES))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert main(["seal", "--yes"]) == 0
    shutil.copytree(tmp_path / "docs", tmp_path / "before/docs")
    return tmp_path / "docs"


def publish(docs: Path) -> Planned:
    plan, problems = prepared(read_sources(docs), NOON.replace(year=2027))
    assert not problems, "\n".join(map(str, problems))
    assert plan
    return plan


@pytest.mark.parametrize("name", ["acme", "newco"])
def test_one_notice_stands_at_every_address(
    name: str, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name == "newco":
        assert main(["move", "acme", "newco", "--yes"]) == 0
        assert main(["check"]) == 0
    was = publish(docs)
    capsys.readouterr()
    assert main(["retire", name, "--notice", "Ask [Acme](https://acme.example/).", "--yes"]) == 0
    told = capsys.readouterr().out
    assert "One notice answers at" in told
    assert "Ask [Acme]" in told
    left = sorted(f.name for f in (docs / name).rglob("*"))
    assert left == ["addresses.txt", "retired.md"]
    for command in (["check", "--strict"], ["verify"], ["grown", "before"]):
        assert main(command) == 0, capsys.readouterr().err
    plan = publish(docs)
    listed = was.files["addresses.txt"].decode().split()
    assert {*listed} <= {*plan.files["addresses.txt"].decode().split()}
    own = [a[1:] for a in listed if a[1:].startswith(("acme/", "newco/", "old.html"))]
    assert len(own) > 30
    for address in own:
        if address.endswith(("/", ".html")):
            page = plan.pages[address]
            assert "https://acme.example/" in str(page.view.intro), address
            assert not page.indexed
        elif address.endswith(".json"):
            assert json.loads(plan.files[address])["notice"] == "Ask Acme."
        else:
            assert b"Ask Acme." in plan.files[address] or address.endswith((".xml", ".txt")), (
                address
            )
    everything = b"".join(plan.files[p] for p in plan.files if not p.startswith(("acme", "newco")))
    assert b"acme/privacy/2021" not in everything.replace(plan.files["addresses.txt"], b"")
    (docs / "beta/privacy/2022-01-15.md").write_text(
        VERSION.replace("2021", "2022").replace(
            "---\n\n", "change: editorial\nsummary: Less.\n---\n\nNew. "
        ),
        "utf-8",
    )
    assert main(["seal", "--yes"]) == 0, capsys.readouterr().err
    assert main(["verify"]) == 0


def test_what_was_never_retired_cannot_vanish(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["retire", "amce", "--yes"]) == 2
    assert "There is no organization 'amce'. Did you mean 'acme'?" in capsys.readouterr().err
    assert main(["retire", "acme"]) == 1
    assert "Nothing was changed." in capsys.readouterr().err
    assert (docs / "acme/privacy").is_dir()

    shutil.rmtree(docs / "acme")
    assert main(["grown", "before"]) == 1
    assert "This ledger was published, and is gone." in capsys.readouterr().err
    notice = "---\ntitle: Acme\nlanguage: en\n---\nGone.\n"
    write_files(docs, {"acme/retired.md": notice.encode(), "acme/addresses.txt": b"/acme/\n"})
    assert main(["check"]) == 1
    assert "This says that 'acme' is gone, and docs/moves.txt does not." in capsys.readouterr().err


def test_who_is_retired_stays_so(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retire", "acme", "--yes"]) == 0
    text = (docs / "acme/retired.md").read_text("utf-8")
    assert "The policies of Acme have no longer been published here since" in text
    (docs / "acme/index.md").write_text(RECORD, "utf-8")
    assert main(["check"]) == 1
    assert "'acme' was retired, and has nothing of its own any more." in capsys.readouterr().err
    (docs / "acme/index.md").unlink()
    write_files(docs, {"acme/privacy/words.jsonl": b"{}\n"})
    assert main(["check"]) == 1
    assert "docs/acme/privacy/words.jsonl:1: 'acme' was retired" in capsys.readouterr().err
    shutil.rmtree(docs / "acme/privacy")
    (docs / "acme/addresses.txt").write_text("/acme/\n", "utf-8")
    assert main(["grown", "before"]) == 1
    assert "/acme/privacy/ was published, and would no longer answer" in capsys.readouterr().err
    (docs / "moves.txt").unlink()
    assert main(["check"]) == 1
