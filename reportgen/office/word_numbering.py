"""The numbers and bullets that Word puts before paragraphs by itself, which stand in no text (ECMA-376 part 1, 17.9)."""

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
)
_SMALL_ROMAN = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def value(element: Element | None, path: str, default: str = "") -> str:
    """The `w:val` of what stands at this path under an element."""
    found = element.find(path) if element is not None else None
    return found.get(f"{W}val", default) if found is not None else default


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    kind: str
    text: str
    start: int


class Numbering:
    """Counts as Word does, paragraph by paragraph in their order."""

    def __init__(self, part: Element | None) -> None:
        lists = part if part is not None else Element("none")
        abstract = {
            one.get(f"{W}abstractNumId"): _levels(one) for one in lists.findall(f"{W}abstractNum")
        }
        self.lists = {
            one.get(f"{W}numId"): value(one, f"{W}abstractNumId")
            for one in lists.findall(f"{W}num")
        }
        self.levels = {number: abstract.get(name, {}) for number, name in self.lists.items()}
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def before(self, number: str, level: int) -> tuple[str, bool]:
        """What Word puts before the next paragraph of this list at this level, and whether it is a bullet."""
        levels = self.levels.get(number, {})
        one = levels.get(level)
        if not one or one.kind == "none":
            return "", False
        if one.kind == "bullet":
            return "", True
        counts = self.counts[self.lists[number]]  # lists that share a definition are counted on
        counts[level] = counts.get(level, one.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return (
            _PLACE.sub(lambda found: _counted(levels, counts, int(found[1]) - 1), one.text),
            False,
        )


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        int(one.get(f"{W}ilvl", "0")): _Level(
            kind=value(one, f"{W}numFmt", "decimal"),
            text=value(one, f"{W}lvlText"),
            start=_number(value(one, f"{W}start", "1")),
        )
        for one in abstract.findall(f"{W}lvl")
        if one.get(f"{W}ilvl", "0").isdecimal()
    }


def _number(words: str) -> int:
    return int(words) if words.isdecimal() else 1


def _counted(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    one = levels.get(level)
    number = counts.get(level, one.start if one else 1)
    kind = one.kind if one else "decimal"
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman"):
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _roman(number: int) -> str:
    words = ""
    for worth, letters in (*_ROMAN, *_SMALL_ROMAN):
        times, number = divmod(number, worth)
        words += letters * times
    return words
