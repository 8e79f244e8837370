"""How a cell looks, as far as looks say something: its fill, words struck out, words that cannot be seen. Knows openpyxl."""

from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.styles.colors import COLOR_INDEX, Color

_WHITE = "FFFFFF"
_OFFICE_ACCENTS = {4: "4472C4", 5: "ED7D31", 6: "A5A5A5", 7: "FFC000", 8: "5B9BD5", 9: "70AD47"}  # Office 2013 to 2022


Look = tuple[bool, bool, str, bool]
"""Whether words are struck out; whether they have the colour of their cell; that colour, white being none; whether bold."""


def look(cell: XlsxCell, seen: dict[int, Look]) -> Look:
    """How a cell with words looks; each style is looked at once."""
    if cell.style_id not in seen:
        kind, ink = cell.fill.fill_type, _shade(cell.font.color)
        ground = _shade(cell.fill.fgColor) if kind == "solid" else "" if kind else _WHITE
        seen[cell.style_id] = bool(cell.font.strike), ink == ground != "", "" if ground == _WHITE else ground, bool(cell.font.b)
    return seen[cell.style_id]


def _shade(colour: Color | None) -> str:
    """As `_rgb`, with a theme's white and black; nothing for the automatic colour, and for one that is not known."""
    if colour is not None and colour.type == "theme":
        return {0: _WHITE, 1: "000000"}.get(colour.theme, _rgb(colour)) if not colour.tint else ""
    return _rgb(colour) if colour is not None else ""


def fill(cell: XlsxCell, seen: dict[int, str]) -> str:
    """The colour a cell is filled with; styles are few and cells are many, so each style is looked at once."""
    if cell.style_id not in seen:
        colour = _rgb(cell.fill.fgColor) if cell.fill.fill_type == "solid" else ""
        seen[cell.style_id] = "" if colour == _WHITE else colour
    return seen[cell.style_id]


def _rgb(colour: Color) -> str:
    """Six hexadecimal digits. A theme's own colours are taken to be Office's, without their tints: enough to name one."""
    if colour.type == "theme":
        return _OFFICE_ACCENTS.get(colour.theme, "")
    argb = COLOR_INDEX[colour.indexed] if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX) else colour.rgb
    return argb[2:].upper() if isinstance(argb, str) else ""
