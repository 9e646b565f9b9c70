"""Signs that no reader is meant to see, and those that only Word's own letters show."""

import re

from ..tree import Tree

# Symbol and Wingdings, as Word writes them into the private area of Unicode.
BULLETS = {chr(0xF000 + code) for code in (0xB7, 0xA7, 0xA8, 0xD8, 0x76, 0xFC, 0x6E, 0x71)}
HIDDEN = re.compile("[\ue000-\uf8ff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb\ufffd]")


def replace(tree: Tree) -> None:
    """Write Word's bullets as bullets; take out what has no form on a page."""
    for text in tree.find_all(string=HIDDEN):
        written = "".join("•" if sign in BULLETS else sign for sign in str(text))
        text.replace_with(HIDDEN.sub("", written))
