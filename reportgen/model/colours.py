"""Colours for statuses: names to fills, and text that can be read on them.

Arithmetic from WCAG 2.2 and CIE 1976.
"""

import re

from reportgen.model.text import fold

TO_FILL_IN = "FFFBEB"
"""The pale yellow of the cells that officers fill in; it says nothing of a status."""
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


_CSS_LISTED = """
aliceblue:f0f8ff antiquewhite:faebd7 aqua:00ffff aquamarine:7fffd4 azure:f0ffff
beige:f5f5dc bisque:ffe4c4 blanchedalmond:ffebcd blueviolet:8a2be2 brown:a52a2a
burlywood:deb887 cadetblue:5f9ea0 chartreuse:7fff00 chocolate:d2691e coral:ff7f50
cornflowerblue:6495ed cornsilk:fff8dc crimson:dc143c cyan:00ffff darkblue:00008b
darkcyan:008b8b darkgoldenrod:b8860b darkgray:a9a9a9 darkgreen:006400 darkgrey:a9a9a9
darkkhaki:bdb76b darkmagenta:8b008b darkolivegreen:556b2f darkorange:ff8c00
darkorchid:9932cc darkred:8b0000 darksalmon:e9967a darkseagreen:8fbc8f
darkslateblue:483d8b darkslategray:2f4f4f darkslategrey:2f4f4f darkturquoise:00ced1
darkviolet:9400d3 deeppink:ff1493 deepskyblue:00bfff dimgray:696969 dimgrey:696969
dodgerblue:1e90ff firebrick:b22222 floralwhite:fffaf0 forestgreen:228b22 fuchsia:ff00ff
gainsboro:dcdcdc ghostwhite:f8f8ff gold:ffd700 goldenrod:daa520 greenyellow:adff2f
honeydew:f0fff0 hotpink:ff69b4 indianred:cd5c5c indigo:4b0082 ivory:fffff0 khaki:f0e68c
lavender:e6e6fa lavenderblush:fff0f5 lawngreen:7cfc00 lemonchiffon:fffacd
lightblue:add8e6 lightcoral:f08080 lightcyan:e0ffff lightgoldenrodyellow:fafad2
lightgray:d3d3d3 lightgreen:90ee90 lightgrey:d3d3d3 lightpink:ffb6c1 lightsalmon:ffa07a
lightseagreen:20b2aa lightskyblue:87cefa lightslategray:778899 lightslategrey:778899
lightsteelblue:b0c4de lightyellow:ffffe0 lime:00ff00 limegreen:32cd32 linen:faf0e6
magenta:ff00ff maroon:800000 mediumaquamarine:66cdaa mediumblue:0000cd
mediumorchid:ba55d3 mediumpurple:9370db mediumseagreen:3cb371 mediumslateblue:7b68ee
mediumspringgreen:00fa9a mediumturquoise:48d1cc mediumvioletred:c71585
midnightblue:191970 mintcream:f5fffa mistyrose:ffe4e1 moccasin:ffe4b5 navajowhite:ffdead
navy:000080 oldlace:fdf5e6 olive:808000 olivedrab:6b8e23 orangered:ff4500 orchid:da70d6
palegoldenrod:eee8aa palegreen:98fb98 paleturquoise:afeeee palevioletred:db7093
papayawhip:ffefd5 peachpuff:ffdab9 peru:cd853f pink:ffc0cb plum:dda0dd powderblue:b0e0e6
rebeccapurple:663399 rosybrown:bc8f8f royalblue:4169e1 saddlebrown:8b4513 salmon:fa8072
sandybrown:f4a460 seagreen:2e8b57 seashell:fff5ee sienna:a0522d silver:c0c0c0
skyblue:87ceeb slateblue:6a5acd slategray:708090 slategrey:708090 snow:fffafa
springgreen:00ff7f steelblue:4682b4 tan:d2b48c teal:008080 thistle:d8bfd8 tomato:ff6347
turquoise:40e0d0 violet:ee82ee wheat:f5deb3 whitesmoke:f5f5f5 yellowgreen:9acd32
"""

_CSS = {
    name: digits.upper()
    for name, _, digits in (pair.partition(":") for pair in _CSS_LISTED.split())
}
"""Six hexadecimal digits by the names of CSS (W3C, CSS Color Module Level 4, 6.1)."""


def fill(colour: str) -> str:
    """Six hexadecimal digits for a colour's name, “#A61B1B” or “#a11”; empty where it is neither.

    Names are ours, and those of CSS.
    """
    name = fold(colour)
    if named := NAMED.get(_ALSO.get(name, name)) or _CSS.get(name.replace(" ", "")):
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
