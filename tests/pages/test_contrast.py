"""Accents can be read in both schemes."""

import re
from colorsys import rgb_to_hls

from hypothesis import given
from hypothesis import strategies as st

from conftest import PROJECT
from promulgate.pages.contrast import DARK, LIGHT, accents, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
SURFACES = ("paper", "wash", "in-force-wash", "announced-wash", "superseded-wash", "draft-wash")


@given(COLOURS)
def test_every_colour_becomes_readable_on_every_surface(colour: str) -> None:
    light, dark = accents(colour)
    assert min(contrast(light, surface) for surface in LIGHT) >= 4.5
    assert min(contrast(dark, surface) for surface in DARK) >= 7


def test_a_readable_colour_is_left_alone_and_hue_is_kept() -> None:
    assert accents("#0b5a73")[0] == "#0b5a73"
    assert abs(hue(accents("#0b5a73")[1]) - hue("#0b5a73")) < 0.02


def hue(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return rgb_to_hls(red, green, blue)[0]


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert contrast("#777777", "#777777") == 1.0


def test_surfaces_are_those_of_the_stylesheet() -> None:
    css = (PROJECT / "overrides/styles/1-tokens.css").read_text("utf-8")
    light, dark = css.split("@media (prefers-color-scheme: dark)", 1)
    for scheme, surfaces in ((light, LIGHT), (dark.split("\n}\n", 1)[0], DARK)):
        for name in SURFACES:
            found = re.search(rf"--pm-{name}: (#[0-9a-f]+)", scheme)
            assert found
            value = found[1] if len(found[1]) == 7 else "#" + "".join(c * 2 for c in found[1][1:])
            assert value in surfaces, name
