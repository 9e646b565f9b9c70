"""`embed.html`: the text in force alone, to be shown within a page or an app of another make."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from markupsafe import Markup

from .. import urls
from ..model.entities import Organization
from ..model.history import Policy
from .context import Site
from .edition_view import EditionView
from .markup import Html
from .page import Page
from .reader import Reader

# In HTML that nh3 has written, every attribute has its value between double quotes.
CITING_LINK = re.compile(r'<a class="(?:headerlink|pm-cite)"[^>]*></a>')
LEAVING = re.compile(r' href="(?=[^#"])')


def pages(
    site: Site, organization: Organization, policy: Policy, made: Mapping[str, Page]
) -> Iterator[Page]:
    """Make the text of a policy in each language, from the pages that are `made` of it."""
    for tag in organization.languages:
        page = made[Reader(site, organization, tag).policy_url(policy)]
        reading: EditionView | None = page.view.reading
        view = page.view._replace(reading=reading and _alone(reading))
        address = f"{page.address}{urls.EMBED}"
        yield replace(
            page, address=address, template="embed.html", view=view, indexed=False, searchable=False
        )


def _alone(reading: EditionView) -> EditionView:
    """Drop the links of headings to themselves; links that leave the text leave the frame."""
    blocks = (
        block._replace(
            html=_within(block.html),
            heading=_within(block.heading),
            above=(),
            paragraphs=(),
            since=None,
        )
        for block in reading.blocks
    )
    return reading._replace(blocks=tuple(blocks))


def _within(html: Html) -> Html:
    return Markup(LEAVING.sub(' target="_parent" href="', CITING_LINK.sub("", html)))
