"""How statuses look in a Word file: badges, filled cells, bars, and letters to be read on them."""

from collections.abc import Mapping

from lxml import etree

from reportgen.render.docx.word_xml import W, properties, style_of, words_of

SHIELD = "\ufdd0"
"""Stands inside words that docxtpl must not change, and goes afterwards: never a character
(Unicode, 23.7)."""

_BAR = "Bar"  # a character style
_BARS, _BLANKS = 1_640, 36
"""How wide the longest bar is, in twentieths of a point, and how many of its blanks that is."""
_SIDES = 330
"""What a cell keeps free beside its words, and a bar's borders: the same in any table."""
_PATTERNS = {
    "diagonal": "diagStripe",
    "counter-diagonal": "reverseDiagStripe",
    "vertical": "vertStripe",
    "horizontal": "horzStripe",
    "cross": "diagCross",
}
"""ISO/IEC 29500-1, 17.18.78."""
_STATUS, _BADGE = "StatusMark", "TableStatus"  # styles of letters, and of paragraphs
_BLANK_FILLS = ("auto", "FFFFFF")
_LIGHT, _ON_DARK = "FFFFFF", "OnDark"  # the colour of letters on dark fills, and its style


def flag(cell: etree._Element, inks: Mapping[str, str], *, ruled: bool) -> None:
    """Show the status of a filled cell as a badge; a cell that has none stays filled.

    `ruled` asks for a rule in its colour down the row: a tall cell that is filled shouts.
    """
    properties, shade = cell.find(f"{W}tcPr"), cell.find(f"{W}tcPr/{W}shd")
    if properties is None or shade is None:
        return
    fill = shade.get(f"{W}fill", "auto")
    badges = [paragraph for paragraph in cell.iterfind(f"{W}p") if style_of(paragraph) == _BADGE]
    if fill == "auto" or badges:
        properties.remove(shade)
    if fill in _BLANK_FILLS or fill not in inks:
        return
    for run in () if badges else cell.iter(f"{W}r"):
        _ink(run, inks[fill])
    for badge in badges:
        _fill(badge, fill, inks[fill])
    borders = properties.find(f"{W}tcBorders")
    if badges and ruled and borders is not None:
        borders.insert(len(borders.findall(f"{W}top")), _line("left", "36", fill))


def _ink(run: etree._Element, ink: str) -> etree._Element:
    """Give letters a colour that can be read; the run's properties.

    A template that did so could no longer be opened in Word.
    """
    looks = properties(run, "rPr")
    if looks.find(f"{W}color") is None:
        etree.SubElement(looks, f"{W}color", {f"{W}val": ink})
    return looks


def _fill(badge: etree._Element, fill: str, ink: str) -> None:
    """Fill a paragraph, its edges included, and its letters, for programs that fill only those."""
    edges = etree.Element(f"{W}pBdr")
    for edge in ("top", "left", "bottom", "right"):
        edges.append(_line(edge, "12", fill))
    badge.find(f"{W}pPr/{W}pStyle").addnext(edges)  # type: ignore[union-attr]
    edges.addnext(etree.Element(f"{W}shd", _shading(fill)))
    for run in badge.iterfind(f"{W}r"):
        looks = _ink(run, ink)
        own = looks.find(f"{W}color")
        if own is not None and own.get(f"{W}val") == _LIGHT:
            looks.remove(own)
            looks.insert(0, etree.Element(f"{W}rStyle", {f"{W}val": _ON_DARK}))
        etree.SubElement(looks, f"{W}shd", _shading(fill))


def shade(run: etree._Element, inks: Mapping[str, str], fills: Mapping[str, str]) -> None:
    """Give a status within a line its colours; `{% cellbg %}` of docxtpl is for cells only."""
    if style_of(run) != _STATUS:
        return
    if fill := fills.get(words_of(run).replace(SHIELD, "").strip()):
        looks = properties(run, "rPr")
        etree.SubElement(looks, f"{W}color", {f"{W}val": inks[fill]})
        etree.SubElement(looks, f"{W}shd", _shading(fill))


def bar_width(table: int) -> int:
    """The width of the column of bars in a table of this width."""
    return min(_BARS, table // 6)


def draw(run: etree._Element) -> None:
    """Make a part of a bar of its words, which are “E8940A 000000 diagonal 24.00”."""
    style, words = run.find(f"{W}rPr/{W}rStyle"), run.find(f"{W}t")
    if style is None or words is None or style.get(f"{W}val") != _BAR:
        return
    if not (words.text or "").strip():
        run.getparent().remove(run)  # type: ignore[union-attr]
        return
    fill, ink, pattern, width = (words.text or "").split()
    table = next(run.iterancestors(f"{W}tbl"), None)
    whole = table.find(f"{W}tblPr/{W}tblW") if table is not None else None
    room = bar_width(int(whole.get(f"{W}w", "0"))) if whole is not None else _BARS
    longest = _BLANKS * (room - _SIDES) / (_BARS - _SIDES)
    words.text = "\u00a0" * max(1, round(float(width) / 100 * longest))
    style.addnext(etree.Element(f"{W}shd", _shading(fill, _PATTERNS.get(pattern, "clear"), ink)))
    style.addnext(_line("bdr", "4", "1A1A1A"))


def _line(name: str, eighths: str, colour: str) -> etree._Element:
    """A border, so many eighths of a point thick."""
    looks = {"val": "single", "sz": eighths, "space": "0", "color": colour}
    return etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in looks.items()})


def _shading(fill: str, pattern: str = "clear", ink: str = "auto") -> dict[str, str]:
    return {f"{W}val": pattern, f"{W}color": ink, f"{W}fill": fill}


def define(styles: etree._Element) -> None:
    """Add the style of light letters on a dark badge, where the template has none."""
    if styles.find(f"{W}style[@{W}styleId='{_ON_DARK}']") is None:
        style = etree.SubElement(
            styles,
            f"{W}style",
            {f"{W}type": "character", f"{W}customStyle": "1", f"{W}styleId": _ON_DARK},
        )
        etree.SubElement(style, f"{W}name", {f"{W}val": "On Dark"})
        looks = etree.SubElement(style, f"{W}rPr")
        etree.SubElement(looks, f"{W}color", {f"{W}val": _LIGHT})
