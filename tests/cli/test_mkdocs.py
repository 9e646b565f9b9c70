"""`serve` and `site` without make, and what holds a strict build back."""

import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

from conftest import HOME, PROJECT, RECORD, VARIABLES, VERSION, mkdocs
from promulgate.cli.main import main

CODE = str(PROJECT / "hooks")
LOUD = (
    "import logging\n\ndef on_env(env, **_):\n    logging.getLogger('mkdocs.loud').warning('!')\n"
)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Write a site of two organizations, of which one has no policy."""
    site = tmp_path / "my own"
    files = {
        "docs/index.md": HOME,
        "docs/acme/index.md": RECORD,
        "docs/acme/privacy/2021-01-15.md": VERSION,
        "docs/beta/index.md": RECORD,
        "loud.py": LOUD,
    }
    for path, text in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, "utf-8")
    configure(site)
    assert run(site, "seal", "--yes") == (0, "")
    return site


def configure(site: Path, *hooks: str) -> None:
    said = {
        "site_name": "Policies",
        "site_url": "https://policies.example/",
        "theme": {"name": "material", "font": False},
        "hooks": [str(PROJECT / "hooks/publish.py"), *hooks],
    }
    (site / "mkdocs.yml").write_text(yaml.safe_dump(said), "utf-8")


def run(site: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    said = {"PYTHONPATH": CODE, **environment}
    done = mkdocs(*arguments, cwd=site, program="promulgate", **said)
    return done.returncode, done.stderr


def test_the_site_is_built_from_any_folder(own: Path, tmp_path: Path) -> None:
    code, told = run(tmp_path, "site", "--docs", str(own / "docs"), "--date", "2022-01-01")
    assert code == 0, told
    assert "Words." in (own / "site/acme/privacy/index.html").read_text("utf-8")
    for tag in ("", "es/"):
        page = (own / f"site/beta/{tag}index.html").read_text("utf-8")
        assert ("Aún no hay ningún texto vigente" if tag else "Nothing is in force yet") in page, (
            "not an empty list"
        )
    code, told = run(own, "site", "--organizations", "acne")
    assert code == 1
    assert "ORGANIZATIONS names 'acne', which is none. Did you mean 'acme'?" in told


def test_it_is_shown_without_make(own: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "promulgate", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=own, env={**VARIABLES, "PYTHONPATH": CODE}, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as running:  # fmt: skip
        try:
            assert running.stderr
            assert any("Serving on" in line for line in running.stderr)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/acme/", timeout=30) as answer:
                assert answer.status == 200
            code, told = run(own, "serve", "--port", str(port))
            assert code == 1
            assert f"Stop it, or add --port {port + 1}." in told
        finally:
            subprocess.run(["kill", "--", f"-{running.pid}"], check=True)


def test_without_a_configuration_it_says_where_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("site", "serve"):
        assert main([command, *(["--port", "1"] if command == "serve" else [])]) == 2
        assert "There is no mkdocs.yml in" in capsys.readouterr().err


def test_verify_holds_the_organizations_that_are_built(own: Path) -> None:
    assert run(own, "verify", ORGANIZATIONS="acme") == (0, "")
    done = mkdocs("verify", cwd=own, program="promulgate", PYTHONPATH=CODE, ORGANIZATIONS="beta")
    assert done.stdout.startswith("0 sealed editions in 0 ledgers")
    code, told = run(own, "verify", ORGANIZATIONS="acne")
    assert code == 1
    assert "ORGANIZATIONS names 'acne', which is none. Did you mean 'acme'?" in told


def test_another_address_than_the_published_one_is_told(own: Path) -> None:
    code, told = run(own, "site", SITE_URL="https://policies.example")
    assert code == 0, told
    code, told = run(own, "site", SITE_URL="https://acme.example/policies/")
    assert code == 1
    assert "Write the same address in both" in told
    assert "Traceback" not in told


def test_a_warning_of_another_stops_a_strict_build_before_anything_is_written(own: Path) -> None:
    configure(own, "loud.py")
    code, told = run(own, "site")
    assert code == 1
    assert "A strict build stops at the warnings above; nothing was published." in told
    assert not (own / "site/index.html").exists()
    done = mkdocs("build", cwd=own, PYTHONPATH=CODE)
    assert done.returncode == 0, done.stderr
    assert (own / "site/index.html").exists()
