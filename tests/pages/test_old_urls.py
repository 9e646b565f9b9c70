"""Old addresses lead to where texts are now, on hosts that redirect and on those that do not."""

import pytest

from conftest import HOME, RECORD, VERSION, good, planned
from promulgate.builder.hosting import hosting

OLD = {
    "index.md": HOME.replace("title: Home", "title: Home\nold_urls: [/start.html]"),
    "about.md": "---\ntitle: About\nold_urls: [/ueber-uns/]\n---\nUs.\n",
    "acme/index.md": RECORD.replace(
        "---\nAcme.",
        "old_urls: {/privacy.html: privacy, /old/acme: ., /2021.php: privacy/2021-01-15}\n"
        "---\nAcme.",
    ),
    "acme/index.es.md": "---\nold_urls: [/es/acme]\n---\nAcme.\n",
    "acme/privacy/2021-01-15.md": VERSION.replace(
        "effective", "old_urls: [/legal/2021.html, /Datenschutzerklärung]\neffective"
    ),
}
LEADS = {
    "start.html": "",
    "ueber-uns/": "about/",
    "privacy.html": "acme/privacy/",
    "old/acme/": "acme/",
    "2021.php": "acme/privacy/2021-01-15/",
    "es/acme/": "acme/es/",
    "legal/2021.html": "acme/privacy/2021-01-15/",
    "Datenschutzerklärung/": "acme/privacy/2021-01-15/",
}


def test_each_leads_to_its_page() -> None:
    plan = good(OLD)
    moved = {p.address: p.view.url for p in plan.pages.values() if p.template == "moved.html"}
    assert moved == {old: f"https://policies.example/{new}" for old, new in LEADS.items()}
    promised = plan.files["addresses.txt"].decode().splitlines()
    assert {f"/{old}" for old in LEADS} <= {*promised}
    made = hosting("https://policies.example/below/", moved, "default-src 'self'")
    redirects = made["_redirects"].decode()
    assert "/below/privacy.html https://policies.example/acme/privacy/ 301" in redirects
    assert "location = /below/2021.php { return 301 https://" in made["nginx.conf"].decode()
    assert "redir /below/privacy.html https://" in made["Caddyfile"].decode()


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "[privacy.html]",
            "'old_urls' is 'privacy.html'. Write the path after the name of the site",
        ),
        ("[https://acme.example/p]", "Write the path after the name of the site"),
        ("[/a/../b]", "Write the path after the name of the site"),
        ("[/?p=12]", "Write the path after the name of the site"),
        ("{/a.html: secrecy}", "leads to /acme/secrecy/, where nothing is"),
        ("[/acme/privacy/]", "Something else answers at the old address /acme/privacy/"),
        ("[/acme/feed.xml]", "Something else answers at the old address /acme/feed.xml"),
        ("[/twice.html]", "Something else answers at the old address /twice.html"),
    ],
)
def test_what_leads_nowhere_is_told(written: str, words: str) -> None:
    record = RECORD.replace("---\nAcme.", f"old_urls: {written}\n---\nAcme.")
    version = VERSION.replace("effective", "old_urls: [/twice.html]\neffective")
    _, problems = planned({"acme/index.md": record, "acme/privacy/2021-01-15.md": version})
    (problem,) = problems
    assert words in str(problem)
    assert str(problem).startswith("docs/acme/")
    assert "Traceback" not in str(problem)
