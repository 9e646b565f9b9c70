"""The wheel: what is in it, and that it builds from site-packages what the hook builds here."""

import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Mapping
from email import message_from_bytes
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import Specifier

from builds import tree
from conftest import EPOCH, HOME, PROJECT, RECORD, fill, share
from servers import nginx

LAWS = PROJECT / "docs/jurisdictions"
CODE = {".py", ".po", ".typed", ".json", ".yaml"}
# What a plugin needs of the repository's mkdocs.yml; all else it sets by itself.
SAID = ("site_name", "site_url", "site_description", "docs_dir")
SMALL = {
    "site_name": "Policies",
    "site_url": "https://policies.example/",
    "theme": {"name": "material"},
    "plugins": ["search", "promulgate"],
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "wheel"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder)]
    subprocess.run([*pip, *options, str(PROJECT)], check=True, cwd=folder)
    (built,) = folder.iterdir()
    return built


def install(folder: Path, *what: str) -> Path:
    """Install into an empty environment that borrows only packages; the answer has its programs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    options = ["--python", str(folder / "bin/python"), "install", "--no-deps", "--no-index"]
    # It may be installed where packages are borrowed from: that one is not replaced.
    options += ["--no-build-isolation", "--ignore-installed"]
    subprocess.run([*pip, *options, *what], check=True)
    return folder / "bin"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(tmp_path_factory.mktemp("installed"), str(wheel))


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install as `make` does, so that the folder of the repository is the package."""
    return install(tmp_path_factory.mktemp("editable"), "--editable", str(PROJECT))


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the environment, with nothing of the repository on its path."""
    left = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PROMULGATE"))}
    return subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        env={**left, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def build(bin_: Path, site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(bin_ / "python", "-m", "mkdocs", "build", "--quiet", *arguments, cwd=site)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Write a site that says no more than it must."""
    for path, text in {"index.md": HOME, "acme/index.md": RECORD}.items():
        (tmp_path / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / path).write_text(text, "utf-8")
    configure(tmp_path)
    return tmp_path


def configure(site: Path, **more: object) -> None:
    (site / "mkdocs.yml").write_text(yaml.safe_dump({**SMALL, **more}), "utf-8")


def test_the_wheel_holds_what_a_site_is_made_with_and_nothing_else(wheel: Path) -> None:
    package = PROJECT / "hooks/promulgate"
    expected = {
        f"promulgate/{inside}{file.relative_to(folder).as_posix()}": file
        for inside, folder in (
            *(("", package), ("overrides/", PROJECT / "overrides")),
            ("assets/", PROJECT / "docs/assets"),
            *(("jurisdictions/", LAWS), ("template/", PROJECT / "template")),
        )
        for file in folder.rglob("*")
        if file.is_file() and (folder != package or file.suffix in CODE)
    }
    expected = {name: file for name, file in expected.items() if "__pycache__" not in name}
    for name in ("requirements.txt", "CHANGELOG.md", "hooks/promulgate/cli/released.txt"):
        expected[f"promulgate/{name.removeprefix('hooks/promulgate/')}"] = PROJECT / name
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert names == set(expected)
        for name in archive.namelist():
            content = archive.read(name)
            assert str(PROJECT).encode() not in content, name
            assert name not in expected or content == expected[name].read_bytes(), name


def test_what_the_wheel_needs_is_what_is_pinned(wheel: Path) -> None:
    """All that the repository names a reason for, but the tool that makes the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        needed = message_from_bytes(archive.read(name)).get_all("Requires-Dist", [])
    asked = {r.name.lower(): r.specifier for r in map(Requirement, needed)}
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    tools = {Requirement(tool) for tool in project["build-system"]["requires"]}
    lines = (PROJECT / "requirements.txt").read_text("utf-8").partition("# What these need")[0]
    pinned = {
        Requirement(words)
        for line in lines.splitlines()
        if (words := line.partition("#")[0].strip())
    }
    assert tools <= pinned
    assert asked.keys() == {pin.name.lower() for pin in pinned - tools}
    for pin in pinned - tools:
        (version,) = (specifier.version for specifier in pin.specifier)
        allowed = asked[pin.name.lower()]
        assert {Specifier(f"=={version}"), Specifier(f">={version}")} & set(allowed), pin


def test_the_plugin_builds_what_the_hook_builds(
    installed: Path, site: Path, tmp_path: Path
) -> None:
    shutil.copytree(PROJECT / "docs", tmp_path / "docs")
    said = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))
    configure(tmp_path, **{key: said[key] for key in SAID})
    done = build(installed, tmp_path, "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    ours, theirs = tree(tmp_path / "site"), tree(site)
    assert ours.keys() == theirs.keys()
    assert not [path for path in ours if ours[path] != theirs[path]]
    for program, *module in (("promulgate",), ("python", "-m", "promulgate")):
        done = run(installed / program, *module, "check", "--strict", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_site_of_ones_own_comes_from_the_wheel_alone(
    installed: Path, wheel: Path, tmp_path: Path
) -> None:
    program = installed / "promulgate"
    done = run(program, "new", "own", "--jurisdictions", "gdpr", "--yes", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    site = tmp_path / "own"
    assert (site / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert f"\n./wheels/{wheel.name}\n" in (site / "requirements.txt").read_text("utf-8")
    fill(site / "docs")
    for arguments in (("check", "--strict"), ("seal", "--yes"), ("verify",)):
        done = run(program, *arguments, cwd=site)
        assert (done.returncode, done.stderr) == (0, "")
    done = build(installed, site, "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    page = (site / "site/acme/privacy/index.html").read_text("utf-8")
    assert "Words of Acme." in page
    assert 'id="gdpr"' in page


def ask(port: int, host: str, path: str) -> tuple[int, Mapping[str, str], bytes]:
    """Ask a server for a path of one of its hosts, and follow nothing."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asking.request("GET", path, headers={"Host": host})
    answer = asking.getresponse()
    found = answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    asking.close()
    return found


def test_all_of_it_from_the_wheel_alone(installed: Path, wheel: Path, tmp_path: Path) -> None:
    """Begin, fill, seal, build, serve on two domains; then take over a site of the release before.

    It takes long, and runs where repetitions run in full.
    """
    if not share(1):
        pytest.skip("'make test-all' runs it")
    program, site = installed / "promulgate", tmp_path / "own"

    def promulgate(*arguments: str, cwd: Path = site) -> str:
        done = run(program, *arguments, cwd=cwd)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    promulgate("new", "own", "--jurisdictions", "gdpr,california", "--yes", cwd=tmp_path)
    fill(site / "docs")
    shutil.copytree(site / "docs/acme", site / "docs/beta")
    record = (site / "docs/beta/index.md").read_text("utf-8")
    own = "organization:\n  url: https://privacy.beta.example/\n"
    (site / "docs/beta/index.md").write_text(record.replace("organization:\n", own, 1), "utf-8")
    for command in (["check", "--strict"], ["seal", "--yes"], ["verify"], ["site"]):
        promulgate(*command)
    promulgate("site", "--organization", "beta", "--into", str(tmp_path / "beta/site"))
    folders = {site / "hosting/nginx.conf": site / "site"}
    folders[tmp_path / "beta/hosting/nginx.conf"] = tmp_path / "beta/site"
    servers = {file.read_text("utf-8"): folder for file, folder in folders.items()}
    with nginx(tmp_path, servers) as port:
        for host, top, name in (
            ("policies.example", "/acme/", "acme"),
            ("privacy.beta.example", "/", "beta"),
        ):
            ledger = site / f"docs/{name}/privacy/ledger.jsonl"
            status, _, served = ask(port, host, f"{top}privacy/ledger.jsonl")
            assert (status, served) == (200, ledger.read_bytes())
            (line,) = map(json.loads, served.decode().splitlines())
            day = line["edition"].split("/")[2]
            status, headers, text = ask(port, host, f"{top}privacy/{day}/policy.md")
            assert (status, headers["content-type"]) == (200, "text/plain; charset=utf-8")
            assert hashlib.sha256(text).hexdigest() == line["sha256"]
            page = ask(port, host, f"{top}privacy/")[2].decode()
            assert f'rel="canonical" href="https://{host}{top}privacy/"' in page
            assert ask(port, host, f"{top}nothing/")[0] == 404
        status, headers, _ = ask(port, "policies.example", "/beta/privacy/")
        assert (status, headers["location"]) == (301, "https://privacy.beta.example/privacy/")
        assert b"https://privacy.beta.example/" in ask(port, "policies.example", "/")[2]

    before = tmp_path / "before"
    shutil.copytree(PROJECT / "tests/frozen/previous", before)
    told = promulgate("upgrade", "--yes", cwd=before)
    assert "Readers will see:" in told
    assert (before / "wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert f"\n./wheels/{wheel.name}\n" in (before / "requirements.txt").read_text("utf-8")
    for command in (["check"], ["verify"], ["site"]):
        promulgate(*command, cwd=before)
    made = (before / "hosting/nginx.conf").read_text("utf-8")
    with nginx(tmp_path, {made: before / "site"}) as port:
        for address in (before / "addresses.txt").read_text("utf-8").split():
            assert ask(port, "policies.example", address)[0] == 200, address


@pytest.mark.parametrize("way", ["installed", "editable"])
def test_a_site_needs_no_style_of_its_own(
    way: str, small: Path, request: pytest.FixtureRequest
) -> None:
    programs: Path = request.getfixturevalue(way)
    done = build(programs, small, "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    page = (small / "site/acme/index.html").read_text("utf-8")
    assert "../assets/promulgate.css" in page
    assert "fonts.g" not in page, "no request leaves the origin"
    for file in (PROJECT / "docs/assets").rglob("*.*"):
        inside = file.relative_to(PROJECT / "docs")
        assert (small / "site" / inside).read_bytes() == file.read_bytes()
    assert run(programs / "promulgate", "check", "--strict", cwd=small).returncode == 0


def test_a_site_may_put_single_templates_and_styles_in_the_place_of_ours(
    installed: Path, small: Path
) -> None:
    configure(small, theme={"name": "material", "custom_dir": "theme"}, extra_css=["own.css"])
    footer = small / "theme/partials/footer.html"
    footer.parent.mkdir(parents=True)
    footer.write_text("<footer>By Acme</footer>", "utf-8")
    (small / "docs/assets").mkdir()
    (small / "docs/assets/on.js").write_text("// ours", "utf-8")
    done = build(installed, small)
    assert done.returncode == 0, done.stderr
    page = (small / "site/acme/index.html").read_text("utf-8")
    assert "<footer>By Acme</footer>" in page
    assert page.index("promulgate.css") < page.index("own.css")
    assert (small / "site/assets/on.js").read_text("utf-8") == "// ours"

    footer.write_text("<footer>\n{% if %}", "utf-8")
    done = build(installed, small)
    assert done.returncode == 1
    assert "theme/partials/footer.html:2: The template cannot be read" in done.stderr

    footer.write_text("<footer>\n\n{{ no.such }}", "utf-8")
    done = build(installed, small)
    assert done.returncode == 1
    assert "theme/partials/footer.html:3: The templates cannot be filled" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_hook_beside_the_plugin_is_told(installed: Path, small: Path) -> None:
    shutil.copytree(PROJECT / "hooks", small / "hooks")
    configure(small, hooks=["hooks/publish.py"])
    done = build(installed, small)
    assert done.returncode == 1
    assert "Remove 'hooks/publish.py' from 'hooks'." in done.stderr
    assert "Traceback" not in done.stderr


def test_another_theme_is_told(installed: Path, small: Path) -> None:
    configure(small, theme={"name": "readthedocs"})
    done = build(installed, small)
    assert done.returncode == 1
    assert "Write 'theme: {name: material}'." in done.stderr
