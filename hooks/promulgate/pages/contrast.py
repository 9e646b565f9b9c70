"""An organization's colour as an accent that can be read in both schemes.

Hue and saturation are kept; lightness moves until the contrast with every surface is at least
4.5 to 1 (WCAG 2.2, success criterion 1.4.3), and in the dark scheme 7 to 1 (1.4.6).
"""

from colorsys import hls_to_rgb, rgb_to_hls

CONTRAST, IN_THE_DARK = 4.5, 7.0
# Paper, wash and the five tints of styles/1-tokens.css; a test holds the two files together.
LIGHT = ("#ffffff", "#f6f5f1", "#edf5ef", "#edf2fa", "#fbf0e8", "#f5f0fb", "#f1f0ee")
DARK = ("#15171a", "#1e2125", "#17251d", "#18222f", "#2b1e16", "#231c2d", "#232426")

Channels = tuple[float, float, float]


def accents(colour: str) -> tuple[str, str]:
    """Take `#rrggbb`; give the accent for the light scheme and the one for the dark."""
    return _readable(colour, LIGHT, -1, CONTRAST), _readable(colour, DARK, +1, IN_THE_DARK)


def contrast(one: str, other: str) -> float:
    """Measure the contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(_channels(one)), _luminance(_channels(other))))
    return (high + 0.05) / (low + 0.05)


def _readable(colour: str, surfaces: tuple[str, ...], direction: int, least: float) -> str:
    hue, lightness, saturation = rgb_to_hls(*_channels(colour))
    while min(contrast(colour, surface) for surface in surfaces) < least:
        lightness = min(max(lightness + direction * 0.01, 0.0), 1.0)
        colour = _hex(hls_to_rgb(hue, lightness, saturation))
    return colour


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(channels: Channels) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(channels: Channels) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
