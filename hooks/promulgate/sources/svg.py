"""SVG that draws and does nothing else: what a browser would run or fetch is refused.

A drawing is published beside the texts, at an address of its own, where it could run scripts. Only
elements that draw are allowed, by name; of attributes, no handler and no address but of a part of
the same drawing, or of a picture that it holds itself.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from xml.parsers import expat

from ..problems import Place, Problem

SVG = "http://www.w3.org/2000/svg"
# What editors of drawings write for themselves; no browser reads it.
NOTES = (
    *("http://www.inkscape.org/", "http://sodipodi.", "http://ns.adobe.com/"),
    *("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/"),
    *("http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://www.bohemian"),
)
DRAWING = {
    *("circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix"),
    *("feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting"),
    *("feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB"),
    *("feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology"),
    *("feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile"),
    *("feTurbulence", "filter", "g", "image", "line", "linearGradient", "marker", "mask"),
    *("metadata", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "stop"),
    *("style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use"),
    *("view"),
}
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
ADDRESS = re.compile(r"(?:url|image|image-set|src)\(\s*+[\"']?+\s*+(?!#)|@import|\\", re.IGNORECASE)
DRAW = "Save it as plain SVG, with paths alone, or remove the file."


def active(path: str, data: bytes) -> list[Problem]:
    """Find all in the SVG at `path` that is more than a drawing."""
    return list(_Reader(path).read(data))


class _Stop(Exception):  # noqa: N818
    """Nothing more is read."""


class _Reader:
    """Reads a file with expat, which tells lines, and fetches nothing."""

    def __init__(self, path: str) -> None:
        self.path, self.found, self.style = path, list[Problem](), False
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def read(self, data: bytes) -> Iterator[Problem]:
        with suppress(_Stop):
            yield from self._parse(data)
        yield from dict.fromkeys(self.found)

    def _parse(self, data: bytes) -> Iterator[Problem]:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            wrong = f"This drawing cannot be read: {expat.ErrorString(error.code)}."
            yield Problem(Place(self.path, error.lineno), wrong, DRAW)

    def _refuse(self, what: str, fix: str = DRAW) -> None:
        place = Place(self.path, self.parser.CurrentLineNumber)
        self.found.append(Problem(place, f"This drawing has {what}.", fix))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, own = name.rpartition(" ")
        self.style = own == "style"
        if not (space == SVG and own in DRAWING) and not space.startswith(NOTES):
            known = "" if space in (SVG, "") else f" of {space}"
            fix = DRAW if space else f'Write xmlns="{SVG}" in <svg>, or remove the file.'
            self._refuse(f"an element <{own}>{known}, which does not draw", fix)
        for key, value in attributes.items():
            attribute = key.rpartition(" ")[2]
            if attribute.lower().startswith("on"):
                self._refuse(f"'{attribute}', which runs a script", "Remove it.")
            elif attribute in ("href", "src", "base"):
                if not (value.strip().startswith("#") or PICTURE.fullmatch(value.strip())):
                    fix = "Name a part of the drawing, such as '#part', or remove it."
                    self._refuse(f"'{attribute}', which leads elsewhere", fix)
            elif " " not in key and ADDRESS.search(value):
                fix = "Name a part of the drawing, such as 'url(#part)', or remove it."
                self._refuse(f"'{attribute}', which loads something", fix)

    def _end(self, _name: str) -> None:
        self.style = False

    def _words(self, words: str) -> None:
        if self.style and ADDRESS.search(words):
            self._refuse("a style that loads something", "Remove what begins with url( or @import.")

    def _doctype(self, *_: object) -> None:
        self._refuse("a DOCTYPE, which can bring in anything", "Remove the line '<!DOCTYPE …>'.")
        raise _Stop

    def _instruction(self, target: str, _data: str) -> None:
        self._refuse(f"an instruction <?{target} …?>", "Remove it.")
