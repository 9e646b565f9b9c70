"""Refuse a catalog that leaves words of the interface unsaid.

`python tests/catalogs.py` reads every catalog, after `make catalogs` has brought it up to date.
"""

import sys
from io import BytesIO

from babel.messages.pofile import read_po

from conftest import LOCALES
from promulgate.sources.scan import read_catalogs


def unsaid(tag: str, data: bytes) -> list[str]:
    """List the messages that a catalog does not say, in English."""
    found = []
    for message in read_po(BytesIO(data), locale=tag.replace("-", "_")):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            found.append(str(message.id[0] if isinstance(message.id, tuple) else message.id))
    return found


if __name__ == "__main__":
    empty = {
        tag: words for tag, data in read_catalogs(LOCALES).items() if (words := unsaid(tag, data))
    }
    for tag, words in empty.items():
        print(f"{tag}: {len(words)} messages are not translated: {', '.join(words[:5])} …")
    sys.exit(bool(empty))
