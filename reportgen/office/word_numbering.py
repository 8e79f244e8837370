"""The automatic numbers and bullets of Word's paragraphs (ECMA-376 part 1, 17.9).

They do not stand in the text of the document.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reportgen.model.text import whole_number

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
    """The `w:val` of the element at this path under an element; `default` where there is none."""
    child = element.find(path) if element is not None else None
    return child.get(f"{W}val", default) if child is not None else default


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    kind: str
    text: str
    start: int


class Numbering:
    """The state of all lists: counts as Word does, given the paragraphs in their order."""

    def __init__(self, part: Element | None) -> None:
        lists = part if part is not None else Element("none")
        abstract = {
            abstract_list.get(f"{W}abstractNumId"): _levels(abstract_list)
            for abstract_list in lists.findall(f"{W}abstractNum")
        }
        self.lists = {
            instance.get(f"{W}numId"): value(instance, f"{W}abstractNumId")
            for instance in lists.findall(f"{W}num")
        }
        overrides = {
            instance.get(f"{W}numId"): instance.findall(f"{W}lvlOverride")
            for instance in lists.findall(f"{W}num")
        }
        self.levels = {
            number: {**abstract.get(name, {}), **_own_levels(overrides[number])}
            for number, name in self.lists.items()
        }
        self.restarts = {number: _restarts(listed) for number, listed in overrides.items()}
        """By list, the numbers with which its levels begin anew at its first paragraph."""
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def before(self, number: str, level: int) -> tuple[str, bool]:
        """The words before the next paragraph of a list at a level, and whether it has a bullet.

        The words are empty for a bullet, and where Word puts nothing.
        """
        levels = self.levels.get(number, {})
        definition = levels.get(level)
        if not definition or definition.kind == "none":
            return "", False
        if definition.kind == "bullet":
            return "", True
        counts = self.counts[self.lists[number]]  # lists that share a definition share a count
        if (restart := self.restarts[number].pop(level, None)) is not None:
            counts[level] = restart - 1
        counts[level] = counts.get(level, definition.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return (
            _PLACE.sub(lambda match: _counted(levels, counts, int(match[1]) - 1), definition.text),
            False,
        )


def _own_levels(overrides: list[Element]) -> dict[int, _Level]:
    """The levels that a list defines anew (17.9.8, lvlOverride)."""
    return {
        level: definition
        for override in overrides
        for level, definition in _levels(override).items()
    }


def _restarts(overrides: list[Element]) -> dict[int, int]:
    """The numbers with which levels begin anew (17.9.27, startOverride)."""
    return {
        level: _number(start)
        for override in overrides
        if (level := whole_number(override.get(f"{W}ilvl", "0"))) is not None
        and (start := value(override, f"{W}startOverride"))
    }


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        level: _Level(
            kind=value(element, f"{W}numFmt", "decimal"),
            text=_short(value(element, f"{W}lvlText")),
            start=_number(value(element, f"{W}start", "1")),
        )
        for element in abstract.findall(f"{W}lvl")
        if (level := whole_number(element.get(f"{W}ilvl", "0"))) is not None
    }


_LONGEST = 255  # letters before a paragraph


def _short(words: str) -> str:
    if len(words) > _LONGEST:
        message = "a number of a list is too long"
        raise OverflowError(message)
    return words


_HIGHEST = 32_767  # Word counts no further, and letters or Roman numbers of more have no end


_MOST_LETTERS = 26 * 20  # Word repeats the letter once more for each 26


def _number(words: str) -> int:
    number = whole_number(words)
    return min(number, _HIGHEST) if number is not None else 1


def _counted(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    definition = levels.get(level)
    number = counts.get(level, definition.start if definition else 1)
    kind = definition.kind if definition else "decimal"
    if kind in ("lowerLetter", "upperLetter") and number <= _MOST_LETTERS:
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
