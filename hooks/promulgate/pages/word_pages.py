"""Word files of comparisons, beside their pages, where an organization asks for them."""

from collections.abc import Iterator, Mapping

from .. import urls
from ..memo import digest_of
from ..model.entities import Organization
from ..model.history import Policy, Version
from ..redline.redline import redline
from .diff_input import blocks_of
from .pairs import pairs
from .reader import Reader
from .redlines import Redlines
from .word_file import About, word_file


def about(point: Reader, policy: Policy, old: Version, new: Version) -> About:
    """Say what a file is about, in the words of its reader."""
    interface = point.interface
    named = {"old": interface.day(old.date).text, "new": interface.day(new.date).text}
    between = interface.gettext("From %(old)s to %(new)s") % named
    author = point.organization.name(point.language)
    title = f"{author}: {point.entry(policy).name}. {between}"
    return About(title, author, new.date, point.language, interface.direction == "rtl")


def files(
    organization: Organization, policy: Policy, redlines: Mapping[str, Redlines]
) -> Iterator[tuple[str, bytes]]:
    """Write each comparison of a policy as a Word file, by path."""
    for tag in organization.languages:
        own = redlines[tag]
        for old, new, to in pairs(policy.history, organization, own.point.today_of(policy)):
            if old is not new and not (old.withdrawal or new.withdrawal):
                yield f"{own.address(old, to)}{urls.WORD}", _file(own, old, new)


def _file(redlines: Redlines, old: Version, new: Version) -> bytes:
    """Write a file, or take it as it was written before."""
    point, spoken = redlines.point, redlines.spoken(old, new)
    texts = [redlines.text(version, spoken) for version in (old, new)]
    told, words = about(point, redlines.policy, old, new), point.site.interface(spoken)
    name = f"word {digest_of([digest for _, digest in texts], told, words.digest)}"
    memo = point.site.memo
    if (known := memo.find(name)) is not None:
        return known
    made = word_file(told, redline(*(list(blocks_of(text, words)) for text, _ in texts)))
    memo.keep(name, made)
    return made
