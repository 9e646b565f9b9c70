"""What a page looks like, as a digest: its templates, and the catalogs of their words."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..memo import digest_of
from ..pages.context import Site
from ..pages.page import Page

# Settings that say where and how a site is built, and that no page may show.
PASSING = {
    *("config_file_path", "docs_dir", "site_dir", "hooks", "plugins"),
    *("strict", "dev_addr", "watch"),
}
OWN = "partials/pm/"  # what the theme does not include by itself
WORDS, TEXT = f"{OWN}words.html", f"{OWN}text.html"  # given to every template, already filled


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


def fingerprint(
    around: str, digests: Mapping[str, str], used: Mapping[str, Sequence[str]]
) -> Fingerprint:
    """Digest templates with all that they reach; `digests` of each, and those that each has `used`.

    Templates are by path below overrides/.
    """
    return Fingerprint(around, {name: _digest(name, used, digests) for name in digests})


def _digest(name: str, used: Mapping[str, Sequence[str]], digests: Mapping[str, str]) -> str:
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
