"""Colours for statuses: names to fills, and text that can be read on them.

Arithmetic from WCAG 2.2 and CIE 1976.
"""

import re

from reportgen.model.css_colours import CSS
from reportgen.model.text import fold

NAMED = {
    "red": "A61B1B",
    "amber": "E8940A",
    "yellow": "F7D154",
    "green": "BCE3B4",
    "blue": "1D4F91",
    "purple": "5B3A8C",
    "grey": "D3D6D9",
    "black": "1A1A1A",
    "white": "FFFFFF",
}
"""The colours a status key may name. Red, amber and green lie far apart in grey too, for members
who print in black and white."""

_ALSO = {"orange": "amber", "gray": "grey"}
_LINEAR_BELOW = 0.04045  # the sRGB curve's straight part, IEC 61966-2-1
_CUBE_ROOT_ABOVE = 216 / 24389  # CIE 15:2004, below it lightness is a straight line
_DARK, _LIGHT = "000000", "FFFFFF"  # on any fill one of the two has more than 4.5:1


def fill(colour: str) -> str:
    """Six hexadecimal digits for a colour's name, “#A61B1B” or “#a11”; empty where it is neither.

    Names are ours, and those of CSS.
    """
    name = fold(colour)
    if named := NAMED.get(_ALSO.get(name, name)) or CSS.get(name.replace(" ", "")):
        return named
    match = re.fullmatch(r"#?([0-9a-f]{6}|[0-9a-f]{3})", name)
    digits = match[1].upper() if match else ""
    return digits if len(digits) > 3 else "".join(digit * 2 for digit in digits)  # noqa: PLR2004


READABLE = 4.5
"""The least contrast of text, WCAG 2.2, 1.4.3."""


def darkened(colour: str) -> str:
    """The nearest colour of the same hue that can be read on white paper; itself where it can."""
    parts = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    for share in range(100, -1, -1):
        darker = "".join(f"{part * share // 100:02X}" for part in parts)
        if contrast(darker, _LIGHT) >= READABLE:
            return darker
    return _DARK


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of six hexadecimal digits (WCAG 2.2, “relative luminance”)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """Contrast ratio, 1 to 21, of two colours (WCAG 2.2, “contrast ratio”)."""
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink(background: str) -> str:
    """The text colour that reads best on a fill: black or white."""
    return max((_DARK, _LIGHT), key=lambda text: contrast(text, background))


def lightness(colour: str) -> float:
    """Perceived lightness, 0 (black) to 100 (white): CIE L*, which a mono printer keeps."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > _CUBE_ROOT_ABOVE else 24389 / 27 * y


_SEEN = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
)
"""What becomes of linear red, green and blue for usual eyes, and without the cones for long, middle
and short waves (Machado, Oliveira and Fernandes 2009, table 1, severity 1)."""


def as_seen(colour: str) -> tuple[str, ...]:
    """A colour as usual eyes see it, and those with protanopia, deuteranopia and tritanopia."""
    linear = _linear(colour)
    return tuple(
        "".join(
            _encoded(sum(part * share for part, share in zip(linear, row, strict=True)))
            for row in rows
        )
        for rows in _SEEN
    )


def _linear(colour: str) -> tuple[float, ...]:
    """Red, green and blue in proportion to light, 0 to 1."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return tuple(p / 12.92 if p <= _LINEAR_BELOW else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def _encoded(linear: float) -> str:
    """Two hexadecimal digits of one of the three."""
    light = min(max(linear, 0.0), 1.0)
    straight = _LINEAR_BELOW / 12.92
    part = light * 12.92 if light <= straight else 1.055 * light ** (1 / 2.4) - 0.055
    return f"{round(255 * part):02X}"


def named(fill: str) -> str:
    """The name of one of our own fills, as a status key writes it.

    Any other fill as “#A61B1B”; white where `fill` is empty.
    """
    names = {digits: name.title() for name, digits in NAMED.items()}
    return names.get(fill or NAMED["white"], f"#{fill}")


def nearest_name(colour: str) -> str:
    """The named colour nearest to these six hexadecimal digits, to tell how a cell is filled."""

    def distance(shade: str) -> int:
        return sum((int(colour[i : i + 2], 16) - int(shade[i : i + 2], 16)) ** 2 for i in (0, 2, 4))

    return min(_SHADES, key=lambda name: min(map(distance, (*_SHADES[name], NAMED[name]))))


_SHADES = {
    "red": ("FF0000", "C00000", "FFC7CE", "FF7C80"),
    "amber": ("FFC000", "ED7D31", "F79646", "FFEB9C", "FF9900"),
    "yellow": ("FFFF00", "FFFF99"),
    "green": ("00B050", "92D050", "70AD47", "C6EFCE", "00FF00", "008000", "C6E0B4"),
    "blue": ("0070C0", "00B0F0", "4472C4", "5B9BD5", "0000FF", "002060", "BDD7EE"),
    "purple": ("7030A0", "800080", "B1A0C7"),
    "grey": ("A6A6A6", "808080", "D9D9D9"),
    "black": ("000000",),
}
"""What people use for each: Excel's standard colours, its styles “Good”, “Bad” and “Neutral”, and
Office's accents and tints."""
