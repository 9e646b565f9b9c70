"""Who vouches for a checkpoint: a real authority, and a real key."""

import shutil
from pathlib import Path

import pytest

from authority import Authority, answering, key
from conftest import VERSION, small, write_files
from liars import serving
from promulgate.cli.main import main


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_files(tmp_path, small({"acme/privacy/2021-01-15.md": VERSION}))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "authority")


def test_a_seal_is_time_stamped_and_verified_without_asking_anybody(
    docs: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    with answering(authority) as tsa:
        assert main(["seal", "--yes", "--tsa", tsa]) == 0
        assert f"Time-stamped by {tsa}: docs/checkpoint.tsr." in capsys.readouterr().out
    assert main(["verify", "--tsa-certificate", str(authority.root)]) == 0
    assert "UTC by CN=Stamps." in capsys.readouterr().out
    assert main(["check"]) == 0
    assert main(["verify"]) == 1, "what cannot be verified is no success"
    assert "The time-stamp is not verified. Name the certificate" in capsys.readouterr().err
    (docs / "checkpoint.tsr").unlink()
    assert main(["verify", "--tsa-certificate", str(authority.root)]) == 1
    assert "The time-stamp is missing." in capsys.readouterr().err


def test_mkdocs_yml_names_authority_key_and_trust(
    docs: Path, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, _ = key(tmp_path / "keys", "legal@acme.example")
    shutil.copy(authority.root, tmp_path / "tsa.pem")
    with answering(authority) as tsa:
        said = f"tsa: {tsa}, tsa_certificate: tsa.pem, signing_key: {private}"
        said += ", allowed_signers: keys/legal@acme.example.signers"
        (tmp_path / "mkdocs.yml").write_text(f"extra: {{promulgate: {{{said}}}}}\n", "utf-8")
        assert main(["seal", "--yes"]) == 0
    assert main(["verify"]) == 0
    told = capsys.readouterr().out
    assert "UTC by CN=Stamps." in told
    assert "Signed by legal@acme.example." in told


def test_who_vouched_for_the_checkpoint_before_did_not_for_the_next(
    docs: Path, authority: Authority, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, allowed = key(tmp_path / "keys", "legal@acme.example")
    with answering(authority) as tsa:
        assert main(["seal", "--yes", "--tsa", tsa, "--key", str(private)]) == 0
    note = ["--wrong", "Was.", "--right", "Is.", "--yes"]
    assert main(["correct", "acme/privacy/2021-01-15", *note]) == 0
    told = capsys.readouterr().out
    assert "docs/checkpoint.tsr was of the checkpoint before, and is removed." in told
    assert "docs/checkpoint.sig was of the checkpoint before, and is removed." in told
    trust = ["--allowed-signers", str(allowed), "--tsa-certificate", str(authority.root)]
    assert main(["verify", *trust]) == 1
    with answering(authority) as tsa:
        assert main(["checkpoint", "--tsa", tsa, "--key", str(private)]) == 0
    assert main(["verify", *trust]) == 0


def test_a_signature_of_somebody_else_or_of_something_else_is_refused(
    docs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private, allowed = key(tmp_path / "keys", "legal@acme.example")
    _, others = key(tmp_path / "keys", "mallory@elsewhere.example")
    assert main(["seal", "--yes", "--key", str(private)]) == 0
    assert main(["verify", "--allowed-signers", str(others)]) == 1
    assert "The signature is of nobody in mallory@" in capsys.readouterr().err
    assert main(["verify"]) == 1
    assert "The signature is not verified. Name the file" in capsys.readouterr().err
    note = ["--wrong", "Was.", "--right", "Is.", "--yes"]
    kept = (docs / "checkpoint.sig").read_bytes()
    assert main(["correct", "acme/privacy/2021-01-15", *note]) == 0
    (docs / "checkpoint.sig").write_bytes(kept)
    assert main(["verify", "--allowed-signers", str(allowed)]) == 1
    assert "The signature signs other bytes than this checkpoint." in capsys.readouterr().err
    (docs / "checkpoint.sig").write_bytes(b"nonsense")
    assert main(["verify", "--allowed-signers", str(allowed)]) == 1
    assert "or no signature" in capsys.readouterr().err
    assert main(["verify", "--allowed-signers", "nowhere"]) == 1
    assert "cannot be verified: there is no file 'nowhere'" in capsys.readouterr().err


def test_a_seal_stands_where_nobody_vouches(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(docs) as url:  # answers no questions
        assert main(["seal", "--yes", "--tsa", url, "--key", "nowhere"]) == 1
    told = capsys.readouterr().err
    assert f"It is not time-stamped: {url} answers 501" in told
    assert "It is not signed: " in told
    assert "What was written stands, and is published by the next build." in told
    assert main(["check"]) == 0
    assert (docs / "acme/privacy/ledger.jsonl").exists()


def test_an_authority_that_stamps_something_else_is_not_believed(
    docs: Path, authority: Authority, capsys: pytest.CaptureFixture[str]
) -> None:
    from promulgate.ledger.timestamp import request

    class Liar(Authority):
        def __init__(self) -> None:
            self.folder = authority.folder

        def stamp(self, query: bytes) -> bytes:
            return authority.stamp(request(b"something else"))

    with answering(Liar()) as tsa:
        assert main(["seal", "--yes", "--tsa", tsa]) == 1
    assert "stamps other bytes than this checkpoint" in capsys.readouterr().err
    assert not (docs / "checkpoint.tsr").exists()
