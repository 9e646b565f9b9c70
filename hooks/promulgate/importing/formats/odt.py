"""An OpenDocument text, as LibreOffice writes it."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import BadZipFile

from ..capture import ImportRefusedError, MissingLibraryError
from ..tree import text_of, tokens
from . import markdown
from .kinds import Extract


def read(data: bytes) -> Extract:
    """Read a document by way of Markdown, and count whether all words came along."""
    try:
        from odfdo import Document
    except ImportError as error:
        raise MissingLibraryError("OpenDocument texts (.odt)", "odfdo") from error
    try:
        document = Document(BytesIO(data))
        body, facts = document.body, document.meta
        day, title = facts.get_modification_date(), facts.get_title()
    except (BadZipFile, KeyError, ValueError) as error:
        raise ImportRefusedError(
            f"This OpenDocument text cannot be read ({error}). Save it anew as .odt."
        ) from error
    extract = markdown.read(str(document.to_markdown()).encode())
    given, found = (re.sub(r"\W", "", t) for t in (str(body.inner_text), text_of(extract.tree)))
    short = len(tokens(str(body.inner_text))) - len(tokens(text_of(extract.tree)))
    unread = (f"{max(short, 1)} words of the document could not be read.",)
    return extract._replace(
        title=title or None,
        days=((day.date(), "property 'modified'"),) if isinstance(day, datetime) else (),
        unread=unread if len(given) > len(found) else (),
    )
