"""A Word document, with the numbers that Word counts and never writes down."""

import re
import zipfile
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

from ..capture import ImportRefusedError, MissingLibraryError
from ..tree import parse, text_of, tokens
from .html import day_of
from .kinds import Extract
from .word_numbers import write_numbers

CORE = "{http://purl.org/dc/terms/}modified"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        *(f"p[style-name='heading {n}'] => h{n}:fresh" for n in range(1, 7)),
        "u => u",
        "strike => s",
    ]
)


def read(data: bytes) -> Extract:
    """Read the body of a document; changes that were not accepted are read as accepted."""
    try:
        import mammoth
    except ImportError as error:
        raise MissingLibraryError("Word documents (.docx)", "mammoth") from error
    try:
        numbered = write_numbers(data)
        made = mammoth.convert_to_html(
            BytesIO(numbered),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
        )
        title, day = _properties(data)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise ImportRefusedError(
            f"This Word document cannot be read ({error}). Save it anew as .docx."
        ) from error
    tree = parse(str(made.value))
    days = ((day, "property 'modified'"),) if day else ()
    return Extract(tree, title=title, days=days, unread=_unread(numbered, text_of(tree)))


def _properties(data: bytes) -> tuple[str | None, date | None]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        if "docProps/core.xml" not in file.namelist():
            return None, None
        core = ElementTree.fromstring(file.read("docProps/core.xml"))
    return core.findtext(TITLE) or None, day_of(core.findtext(CORE) or "")


def _unread(data: bytes, words: str) -> tuple[str, ...]:
    """Count the words of the document itself: what the library passed over is told."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        body = ElementTree.fromstring(file.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    written = "".join(node.text or "" for node in body.iter(f"{space}t"))
    given = len(re.sub(r"\s", "", written))
    found = len(re.sub(r"\s", "", words))
    if given <= found:
        return ()
    left = len(tokens(written)) - len(tokens(words))
    return (f"{max(left, 1)} words of the document (boxes, fields) could not be read.",)
