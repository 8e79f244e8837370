"""The XML of a cell and of a string: its words in order, and whether all of it is understood.

What Excel never writes is refused, since part of it would be lost without a word. After ECMA-376
part 1, 18.3.1.4 (cells) and 18.4.8 (strings).
"""

import math
import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from reportgen.office.markup import s

_CELL = frozenset((s("f"), s("v"), s("is"), s("extLst")))
_VALUE, _FORMULA, _INLINE, _WORDS, _RUN = s("v"), s("f"), s("is"), s("t"), s("r")
_UNREAD = frozenset((s("rPh"), s("phoneticPr"), s("rPr"), s("extLst")))
"""Of a string: how it is said in Japanese, and how it looks."""
_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*", re.ASCII)
_MOST_FIGURES = 300  # a number of more may be too large to be one
_WHOLE = re.compile(r"\s*\d+\s*", re.ASCII)
_KINDS = {"n": _NUMBER, "s": _WHOLE, "b": re.compile(r"\s*(?:[01]|true|false)\s*")}
"""How values are written, by the kinds of cells (18.18.11); Python would read 1_000, too."""


class OddCell(ValueError):  # noqa: N818 - what is the case, and no fault of the program's
    """A cell holds what Excel never writes, so that part of it would be lost."""


def is_plain(cell: Element) -> bool:
    """Whether a cell has a value and nothing else, as nearly all have."""
    return len(cell) == 1 and cell[0].tag == _VALUE and not len(cell[0]) and not cell.text


def must_be_whole(cell: Element) -> None:
    """Return if everything in a cell is understood; else raise OddCell."""
    values = [child for child in cell if child.tag in (_VALUE, _INLINE)]
    if len(values) > 1:
        raise OddCell("a cell has two values")
    if (cell.text or "").strip() or any(child.tag not in _CELL for child in cell):
        raise OddCell("a cell has something that no cell has")
    if any(len(child) for child in cell if child.tag in (_VALUE, _FORMULA)):
        raise OddCell("a value has something in it")


def must_be_written_right(kind: str, value: str) -> None:
    """Return if a value of this kind of cell is written as Excel writes it; else raise OddCell."""
    written = _KINDS.get(kind)
    odd = written is not None and not written.fullmatch(value)
    if odd or (kind == "n" and len(value) > _MOST_FIGURES and math.isinf(float(value))):
        raise OddCell(f"a cell has the value {value[:40]}")


def words_of(string: Element) -> str:
    """The words of a string (si, is) in their order, whatever its runs. Raises OddCell."""
    return "".join(_words(string))


def _words(string: Element) -> Iterable[str]:
    beside = [string.text, *(child.tail for child in string)]
    if any(words and words.strip() for words in beside):
        raise OddCell("words stand beside the text of a string")
    for child in string:
        if child.tag == _WORDS:
            if len(child):
                raise OddCell("a text has something in it")
            yield child.text or ""
        elif child.tag == _RUN:
            yield from _words(child)
        elif child.tag not in _UNREAD:
            raise OddCell("a string has something that no string has")


def make_value(cell: Element) -> None:
    """Make plain words in a cell (inlineStr) a value: openpyxl reads these ten times faster.

    18.18.11: “str” is a cell whose value is words. Words are words also where a cell calls them
    something else.
    """
    kinds = [child.tag for child in cell]
    if cell.get("t") == "inlineStr" and _VALUE in kinds:
        cell.set("t", "str")
    elif cell.get("t") != "inlineStr" and _INLINE in kinds:
        cell.set("t", "inlineStr")
    if cell.get("t") == "inlineStr" and kinds == [_INLINE]:
        inline = cell[0]
        words = words_of(inline)
        if words and not any(child.tag == _RUN for child in inline):
            inline.tag, inline.text, inline.tail = _VALUE, words, None
            del inline[:]
            cell.set("t", "str")


def is_struck(text: Element) -> bool:
    """Whether any run of a rich text is struck out."""
    return any(strike.get("val", "1") not in ("0", "false") for strike in text.iter(s("strike")))
