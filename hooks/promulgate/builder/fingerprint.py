"""What a page looks like, as a digest: its templates, and the catalogs of their words."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from jinja2 import Environment, TemplateError
from jinja2.meta import find_referenced_templates

from ..memo import Memo, digest_of
from ..pages.context import Site
from ..pages.page import Page

# Settings that say where and how a site is built, and that no page may show.
PASSING = {
    *("config_file_path", "docs_dir", "site_dir", "hooks", "plugins"),
    *("strict", "dev_addr", "watch"),
}
OWN = "partials/pm/"  # what the theme does not include by itself
WORDS, TEXT = f"{OWN}words.html", f"{OWN}text.html"  # given to every template, already filled
LANGUAGE = "partials/language.html"  # names files of the theme by a value, and none of ours


class Fingerprint(NamedTuple):
    """Digests of templates, each with all that it extends, imports and includes.

    `around` is the digest of what every page depends on: the configuration of the site.
    """

    around: str
    templates: Mapping[str, str]

    def of(self, page: Page, site: Site) -> str:
        """Digest all that the page at hand shows beside its view."""
        reading = getattr(page.view, "reading", None)
        spoken = {page.language, reading.language.tag if reading else page.language}
        catalogs = [(tag, site.interface(tag).digest) for tag in sorted(spoken)]
        return digest_of(self.around, site.domains, self.templates.get(page.template, ""), catalogs)


def fingerprint(around: str, templates: Mapping[str, bytes], memo: Memo) -> Fingerprint:
    """Take the digests of `templates`, which are by path below overrides/."""
    digests = digests_of(templates)
    used = memo.recall("uses", dict[str, list[str]], lambda: _uses(templates), digests)
    return Fingerprint(around, {name: _digest(name, used, digests) for name in digests})


def digests_of(templates: Mapping[str, bytes]) -> dict[str, str]:
    """Take the digest of each template by itself."""
    return {name: sha256(source).hexdigest() for name, source in templates.items()}


def _uses(templates: Mapping[str, bytes]) -> dict[str, list[str]]:
    """List the templates of ours that each names; one that names some by a value may use any."""
    environment = Environment(autoescape=False)
    found = {}
    for name, source in templates.items():
        try:
            named = set(find_referenced_templates(environment.parse(source.decode())))
        except (TemplateError, UnicodeDecodeError):
            named = {None}
        by_value = None in named and name != LANGUAGE
        found[name] = [each for each in templates if by_value or each in named]
    return found


def _digest(name: str, used: Mapping[str, list[str]], digests: Mapping[str, str]) -> str:
    """Digest a template with all that it reaches, what it is given, and the theme's partials."""
    waiting = [name, *(n for n in digests if n.startswith("partials/") and OWN not in n)]
    waiting += [given for given in (WORDS, TEXT) if given in digests]
    reached: set[str] = set()
    while waiting:
        if (here := waiting.pop()) not in reached:
            reached.add(here)
            waiting += used[here]
    return digest_of(sorted((each, digests[each]) for each in reached))


def plain(value: Any) -> Any:
    """Take what templates can see of settings; objects are told by their kinds."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items() if key not in PASSING}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    known = value is None or isinstance(value, str | int | float)
    return value if known else type(value).__name__
